/** When the next attempt is made. Pure: time and chance are passed in. */
export interface Backoff {
  baseMs: number
  capMs: number
}

/**
 * 2 s, doubled each time, at most 1 h. Full jitter spreads the load on a
 * provider that comes back after an outage: the waiters don't all call at once.
 */
export const SEND_BACKOFF: Backoff = { baseMs: 2_000, capMs: 3_600_000 }

/** Reading and polling change nothing, so they may be repeated more often. */
export const READ_BACKOFF: Backoff = { baseMs: 5_000, capMs: 900_000 }

/** The longest pause that a provider may ask for. */
export const RETRY_AFTER_CAP_MS = 3_600_000

/** Trying again within the same moment helps nobody. */
const FLOOR_MS = 250

/**
 * Milliseconds to wait: exponential with full jitter, and at least as long as
 * the provider asked for (up to an hour).
 *
 * @param failures - failures in a row, this one included: 1 or more
 * @param chance - uniform in [0, 1)
 */
export const backoffMs = (
  backoff: Backoff,
  failures: number,
  chance: number,
  retryAfterMs: number | null = null
): number => {
  // 2 ** 30 base units are far above any cap, and stay an exact integer.
  const exponent = Math.min(Math.max(failures, 1) - 1, 30)
  const ceiling = Math.min(backoff.capMs, backoff.baseMs * 2 ** exponent)
  const jittered = Math.max(FLOOR_MS, Math.floor(chance * ceiling))
  const asked = Math.min(retryAfterMs ?? 0, RETRY_AFTER_CAP_MS)
  return Math.max(jittered, asked)
}

/**
 * The time of the next attempt, or null when the retry window is over. The last
 * attempt is made at the end of the window, not before.
 */
export const nextAttemptAt = (
  now: Date,
  waitMs: number,
  retryUntil: Date
): Date | null => {
  if (now.getTime() >= retryUntil.getTime()) {
    return null
  }
  return new Date(Math.min(now.getTime() + waitMs, retryUntil.getTime()))
}
