/** RFC 9110, 5.6.2: a token. */
const NAME = /^[!#$%&'*+.^_`|~0-9a-z-]{1,100}$/i

/** Printable, and no space at either end: a line break is a mistake. */
const VALUE = /^[\x21-\x7e]([\x20-\x7e]{0,4000}[\x21-\x7e])?$/

const MAX_HEADERS = 20

/** Set by this provider, by the HTTP client, or by the connection itself. */
const TAKEN =
  /^(webhook-.*|accept|accept-encoding|connection|content-.*|date|expect|host|keep-alive|proxy-.*|te|trailer|transfer-encoding|upgrade)$/i

export const isHeaders = (
  headers: unknown
): headers is Record<string, string> => {
  if (
    typeof headers !== "object" ||
    headers === null ||
    Array.isArray(headers)
  ) {
    return false
  }
  const all = Object.entries(headers)
  const names = new Set(all.map(([name]) => name.toLowerCase()))
  return (
    all.length <= MAX_HEADERS &&
    names.size === all.length &&
    all.every(
      ([name, value]) =>
        NAME.test(name) &&
        !TAKEN.test(name) &&
        typeof value === "string" &&
        VALUE.test(value)
    )
  )
}
