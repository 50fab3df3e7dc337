import { invalid } from "../../modules/cancellation/errors"

/** An id that can name a row: a text that is not empty. */
export const isId = (value: unknown): value is string =>
  typeof value === "string" && value.trim() !== ""

/**
 * Throws if a value that should name a row names none. Medusa takes a filter by
 * `undefined` for no filter, and a filter by an object for a comparison: both
 * find rows that nobody asked for, as likely as not those of another order.
 *
 * @throws INVALID_DATA
 */
export const refuseMissingIds = <T extends object>(
  input: T,
  ...names: (keyof T & string)[]
): void => {
  // The caller of a workflow may be JavaScript, and may give no input at all.
  const given = Object(input) as Partial<Record<keyof T, unknown>>
  const missing = names.find((name) => !isId(given[name]))
  if (missing !== undefined) {
    throw invalid(`${missing} must be an id: a string that is not empty.`)
  }
}

/**
 * Like `refuseMissingIds`, for a list of ids, if one is given.
 *
 * @throws INVALID_DATA
 */
export const refuseBrokenIds = <T extends object>(
  input: T,
  name: keyof T & string
): void => {
  const given: unknown = input[name]
  if (given != null && !(Array.isArray(given) && given.every(isId))) {
    throw invalid(`${name} must be a list of ids: strings that are not empty.`)
  }
}
