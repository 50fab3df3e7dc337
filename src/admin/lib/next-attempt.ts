import type { Standing } from "./trouble"
import type { Cancellation } from "./wire"

/** What happens next: a key of `next.*`. `time` belongs to `scheduled`. */
export type NextStep =
  | { key: "now" | "running" | "paused" | "circuit_open" | "not_configured" }
  | { key: "scheduled" | "poll"; time: string }

/**
 * When a cancellation will be tried next, or why it isn't. Null where nothing
 * will happen by itself.
 *
 * @param now - epoch milliseconds
 */
export const nextStep = (
  {
    status,
    next_attempt_at: next,
  }: Pick<Cancellation, "status" | "next_attempt_at">,
  provider: Standing | undefined,
  now: number
): NextStep | null => {
  if (status === "in_progress") {
    return { key: "running" }
  }
  if (status !== "pending" && status !== "accepted") {
    return null
  }
  if (provider && !provider.is_configured) {
    return { key: "not_configured" }
  }
  if (provider?.is_paused) {
    return { key: "paused" }
  }
  const isDue = next === null || Date.parse(next) <= now
  if (provider && provider.circuit.state !== "closed" && isDue) {
    return { key: "circuit_open" }
  }
  if (isDue) {
    return { key: "now" }
  }
  return { key: status === "accepted" ? "poll" : "scheduled", time: next }
}
