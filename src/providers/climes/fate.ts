/** What a refused DELETE tells about the order itself. */
export type Fate =
  /** It was cancelled: nothing is left to do. */
  | "cancelled"
  /** Climes doesn't have it: cancelled by us before, or never there. */
  | "missing"

/** What a router says of a path that it doesn't know: no word on the order. */
const ROUTE_UNKNOWN = /^cannot (get|post|put|patch|delete)\b/i

const UNLOCKED = /\bunlock/i

/** A sentence about the order itself, not about a key or an account. */
const ORDER =
  "^(?:[^.!:]*[.!:] *)?(?:(?:the|this|your) )?(?:partner[ _])?order(?:[ _]id)?"

const SAYS_CANCELLED = [
  /(?<!\bnot |n't )\balready (?:been |in )?(?:a |the )?(?:cancell?ed|deleted)\b/i,
  new RegExp(
    `${ORDER}(?: [\\w-]+)? (?:is|was|has been)(?: now| in)? (?:cancell?ed|deleted)\\b`,
    "i"
  ),
]

const SAYS_MISSING = [
  new RegExp(
    `${ORDER}(?: [\\w-]+){0,5} (?:not found|not be found|does not exist|doesn't exist|no longer exists)\\b`,
    "i"
  ),
  /^(?:no such order\b|no order (?:was )?found\b|(?:could not|cannot|can't) find (?:the |this |such |an )*order\b)/i,
]

/**
 * What a 4xx on the DELETE of an order says of that order; null where it says
 * nothing.
 *
 * An assumption, for Climes documents neither what a second DELETE answers nor
 * its messages. A 404 or 410 counts by its status, if it has the shape of
 * Climes' errors: a proxy's page or an unknown route is about a wrong base
 * URL, and would let an order live on unnoticed. Any other 4xx counts only by
 * plain words, since the likeliest one is about an order that is unlocked.
 *
 * @param message - null where the answer has no message
 */
export const fateOf = (status: number, message: string | null): Fate | null => {
  if (message === null || ROUTE_UNKNOWN.test(message)) {
    return null
  }
  const isNotFound = status === 404 || status === 410
  if (isNotFound && UNLOCKED.test(message)) {
    return null
  }
  if (SAYS_CANCELLED.some((pattern) => pattern.test(message))) {
    return "cancelled"
  }
  return isNotFound || SAYS_MISSING.some((pattern) => pattern.test(message))
    ? "missing"
    : null
}
