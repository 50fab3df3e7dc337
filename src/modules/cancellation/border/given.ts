import { cutText } from "../../../provider-kit"

/**
 * Reports that a strategy returned something unusable. The text contains
 * nothing of the value, which may be a secret or a shopper's data.
 */
export type Complain = (complaint: string) => void

/** Thrown if nothing can replace what a strategy returned. */
export class MistakeInStrategy extends Error {}

/** The fields of a strategy's object; any other value has none. */
export const fieldsOf = (given: unknown): Record<string, unknown> =>
  given !== null && typeof given === "object"
    ? (given as Record<string, unknown>)
    : {}

export const isAbsent = (given: unknown): given is null | undefined =>
  given === null || given === undefined

/** Messages, both the provider's and ours. */
export const TEXT_LIMIT = 2_000

/** Codes, statuses and the like. */
export const CODE_LIMIT = 255

/** The statement of a proof. */
export const STATEMENT_LIMIT = 500

/** Ids are compared, so a longer one is no id: cut, it might be another's. */
const ID_LIMIT = 1_000

/**
 * A value that can be read as text, numbers included: an untyped strategy may
 * return one.
 */
const asText = (given: unknown): string | null => {
  switch (typeof given) {
    case "string":
      return given
    case "number":
      return Number.isFinite(given) ? String(given) : null
    case "bigint":
      return String(given)
    default:
      return null
  }
}

/** A text to show. Null if there is none, or if it is empty. */
export const textOf = (given: unknown, limit: number): string | null => {
  const text = asText(given)
  return text ? cutText(text, limit) : null
}

/** An id that the provider gave. Null if there is none. */
export const idOf = (
  given: unknown,
  name: string,
  complain: Complain
): string | null => {
  if (isAbsent(given) || given === "") {
    return null
  }
  const text = asText(given)
  if (text === null || text.length > ID_LIMIT) {
    complain(`its ${name} is no text that can be kept, so it was dropped`)
    return null
  }
  return text
}

/** Longer than any amount, and short enough for PostgreSQL's `numeric`. */
const DECIMAL = /^-?\d{1,30}(\.\d{1,30})?$/

export const decimalOf = (given: unknown): string | null => {
  const text = asText(given)
  return text !== null && DECIMAL.test(text) ? text : null
}

/** A wait in milliseconds. Null if the provider asked for none. */
export const waitOf = (given: unknown, complain: Complain): number | null => {
  if (isAbsent(given)) {
    return null
  }
  if (typeof given === "number" && Number.isFinite(given) && given >= 0) {
    return given
  }
  complain("its retry_after_ms is no number of milliseconds, so it was dropped")
  return null
}

const TIME_LIMIT = 64

/** A time, in the text form in which it came. */
export const timeOf = (given: unknown): string | null => {
  if (typeof given === "string") {
    const isTime =
      given.length <= TIME_LIMIT && !Number.isNaN(Date.parse(given))
    return isTime ? given : null
  }
  return given instanceof Date && !Number.isNaN(given.getTime())
    ? given.toISOString()
    : null
}

/** The message of a thrown value, which can be anything. */
export const messageOf = (thrown: unknown): string => {
  try {
    return cutText(
      thrown instanceof Error ? thrown.message : String(thrown),
      TEXT_LIMIT
    )
  } catch {
    return "It can't be said what."
  }
}
