import { nextStep } from "./next-attempt"
import { type PauseKind, pauseKind } from "./pause"
import { waitsFor } from "./status"
import { isHeldUp, type Standing } from "./trouble"
import type { Cancellation, CancellationProvider } from "./wire"

type Provider = Standing & Pick<CancellationProvider, "pause">

export type Hold = "unsent" | "circuit_open" | "not_configured" | PauseKind

/**
 * What at its provider keeps a cancellation from being sent: a key of `hold.*`.
 * Null where nothing does.
 *
 * @param now - epoch milliseconds
 */
export const holdOf = (
  cancellation: Pick<
    Cancellation,
    "status" | "last_error" | "waits_for" | "next_attempt_at"
  >,
  provider: Provider | undefined,
  now: number
): Hold | null => {
  if (isHeldUp(cancellation, provider)) {
    return "unsent"
  }
  switch (nextStep(cancellation, provider, now)?.key) {
    case "paused":
      return provider?.pause ? pauseKind(provider.pause) : null
    case "circuit_open":
      // One that waits for another provider would not be sent anyway.
      return waitsFor(cancellation) ? null : "circuit_open"
    case "not_configured":
      return "not_configured"
    default:
      return null
  }
}
