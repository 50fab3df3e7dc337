import { isMoving } from "./status"
import type { Cancellation } from "./wire"

const SOON_MS = 2_000
const LATER_MS = 15_000

/**
 * How often to look again, in milliseconds, or false where nothing moves by
 * itself. A time that is far off isn't asked about every two seconds.
 */
export const pollInterval = (
  cancellations: readonly Pick<Cancellation, "status" | "next_attempt_at">[],
  now: number
): number | false => {
  const moving = cancellations.filter(isMoving)
  if (!moving.length) {
    return false
  }
  const isSoon = moving.some(
    ({ status, next_attempt_at: next }) =>
      status === "in_progress" ||
      next === null ||
      Date.parse(next) - now < LATER_MS
  )
  return isSoon ? SOON_MS : LATER_MS
}
