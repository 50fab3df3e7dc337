import { isMoving } from "./status"
import type { Cancellation, CancellationProvider, Trouble } from "./wire"

/** What of a provider decides whether anything is sent to it. */
export type Standing = Pick<
  CancellationProvider,
  "is_configured" | "is_paused" | "circuit"
>

/**
 * What keeps it from having happened outside, as the list's filter has it. Null
 * where nothing does, or where nothing is known to.
 */
export const troubleOf = (
  cancellation: Pick<Cancellation, "status" | "last_error" | "waits_for">,
  provider: Standing | undefined
): Trouble | null => {
  const { status, last_error } = cancellation
  if (status === "needs_review" || status === "rejected") {
    return status
  }
  if (!isMoving({ status })) {
    return null
  }
  if (provider?.is_paused) {
    return "paused"
  }
  return last_error || isHeldUp(cancellation, provider) ? "failing" : null
}

/**
 * Whether it was not sent yet only because its provider failed, or asked for a
 * pause.
 */
export const isHeldUp = (
  {
    status,
    last_error,
    waits_for,
  }: Pick<Cancellation, "status" | "last_error" | "waits_for">,
  provider: Standing | undefined
): boolean =>
  status === "pending" &&
  last_error === null &&
  waits_for === null &&
  provider !== undefined &&
  provider.is_configured &&
  !provider.is_paused &&
  provider.circuit.state !== "closed"
