/**
 * Reads the three forms of an HTTP date (RFC 9110, 5.6.7). One of them names no
 * zone, although it is in UTC. `Date.parse` alone would also take "-5" for a
 * date.
 */
const parseHttpDate = (value: string): number =>
  /^[a-z]{3}/i.test(value)
    ? Date.parse(/gmt$/i.test(value) ? value : `${value} GMT`)
    : NaN

/**
 * How long to wait, in milliseconds, from a `Retry-After` header in seconds or
 * as an HTTP date (RFC 9110, 10.2.3). Null where it is missing or makes no
 * sense.
 *
 * A date is compared with the answer's own `Date` header, so that this
 * machine's clock doesn't matter.
 */
export const parseRetryAfter = (
  retryAfter: string | null,
  date: string | null
): number | null => {
  const value = retryAfter?.trim()
  if (!value) {
    return null
  }
  if (/^\d+$/.test(value)) {
    const seconds = Number(value)
    return Number.isSafeInteger(seconds) ? seconds * 1000 : null
  }
  const until = parseHttpDate(value)
  const answered = parseHttpDate(date?.trim() ?? "")
  return Number.isNaN(until) || Number.isNaN(answered)
    ? null
    : Math.max(0, until - answered)
}
