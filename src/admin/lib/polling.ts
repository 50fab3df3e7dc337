import { isMoving } from "./status"
import type { Cancellation } from "./wire"

type Moving = Pick<Cancellation, "status" | "next_attempt_at">

const SOON_MS = 2_000
const LATER_MS = 15_000

/** How often a list looks for what came into it while something moves. */
const FOLLOWING_MS = 5_000

/** How often the numbers above the list are counted again. */
export const COUNTING_MS = 15_000

/**
 * How often a list looks again, in milliseconds. It never stops, as the numbers
 * above it don't: the one whose rows it shows is the list's own.
 *
 * @param isFollowing - something is under way, in this list or elsewhere
 */
export const listInterval = (
  cancellations: readonly Moving[],
  isFollowing: boolean,
  now: number
): number =>
  pollInterval(cancellations, now) || (isFollowing ? FOLLOWING_MS : COUNTING_MS)

/**
 * How often to look again, in milliseconds, or false where nothing moves by
 * itself. A time that is far off isn't asked about every two seconds.
 */
export const pollInterval = (
  cancellations: readonly Moving[],
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
