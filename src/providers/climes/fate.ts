/** What a refused DELETE says about the order itself. */
export type Fate =
  /** The order is cancelled, so nothing is left to do. */
  | "cancelled"
  /** Climes doesn't have it: it was cancelled before, or never there. */
  | "missing"

/** What a router says about an unknown path. It isn't about the order. */
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
 * What a 4xx on the DELETE of an order says about that order. Null where it
 * says nothing.
 *
 * This is an assumption: Climes documents neither the answer to a second DELETE
 * nor its messages. A 404 or 410 counts by its status, if it has the shape of
 * Climes' errors. A proxy's page or an unknown route is about a wrong base URL,
 * and taking it for a cancelled order would leave the order alive unnoticed.
 * Any other 4xx counts only by plain words, because it is most likely about an
 * order that is unlocked.
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
