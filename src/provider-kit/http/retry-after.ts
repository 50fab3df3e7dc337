/**
 * Any of the three forms of an HTTP date (RFC 9110, 5.6.7). One of them names
 * no zone and is in UTC all the same; and `Date.parse` alone takes "-5" for a
 * date too.
 */
const parseHttpDate = (value: string): number =>
  /^[a-z]{3}/i.test(value)
    ? Date.parse(/gmt$/i.test(value) ? value : `${value} GMT`)
    : NaN

/**
 * Milliseconds to wait, from a `Retry-After` header: seconds or an HTTP date
 * (RFC 9110, 10.2.3). Null where there is none or it makes no sense.
 *
 * A date is read against the answer's own `Date` header, so that no clock of
 * this machine comes into it.
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
