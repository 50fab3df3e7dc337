import { MedusaError } from "@medusajs/framework/utils"

/** What can name a row: text, and some of it. */
export const isId = (value: unknown): value is string =>
  typeof value === "string" && value.trim() !== ""

/**
 * Throws where what should name a row names none. Medusa takes a filter by
 * `undefined` for no filter, and one by an object for a comparison: both find
 * rows that nobody asked for, of another order as likely as not.
 *
 * @throws INVALID_DATA
 */
export const refuseMissingIds = <T extends object>(
  input: T,
  ...names: (keyof T & string)[]
): void => {
  // What calls a workflow may be JavaScript, and give nothing at all.
  const given = Object(input) as Partial<Record<keyof T, unknown>>
  const missing = names.find((name) => !isId(given[name]))
  if (missing !== undefined) {
    throw new MedusaError(
      MedusaError.Types.INVALID_DATA,
      `${missing} must be an id: a string that is not empty.`
    )
  }
}

/**
 * The same for a list, where one is given.
 *
 * @throws INVALID_DATA
 */
export const refuseBrokenIds = <T extends object>(
  input: T,
  name: keyof T & string
): void => {
  const given: unknown = input[name]
  if (given != null && !(Array.isArray(given) && given.every(isId))) {
    throw new MedusaError(
      MedusaError.Types.INVALID_DATA,
      `${name} must be a list of ids: strings that are not empty.`
    )
  }
}
