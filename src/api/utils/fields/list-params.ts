import { field, Problem, problem } from "./field"
import { isAbsent } from "./guards"
import { readText } from "./read-text"

/** A whole number in a query string. */
const wholeNumber = (
  name: string,
  { from, to, otherwise }: { from: number; to: number; otherwise: number }
) =>
  field((value): number | Problem => {
    if (isAbsent(value) || value === "") {
      return otherwise
    }
    const number =
      typeof value === "string" && /^\d{1,9}$/.test(value)
        ? Number(value)
        : value
    return typeof number === "number" &&
      Number.isInteger(number) &&
      number >= from &&
      number <= to
      ? number
      : problem(`${name} must be a whole number from ${from} to ${to}.`)
  })

const fieldNames = (name: string) =>
  field((value): string | undefined | Problem => {
    const read = readText(name, value, 2_000)
    return read instanceof Problem ? read : (read ?? undefined)
  })

/** What every list of Medusa's takes. */
export const listParams = (defaults: { limit: number; order: string }) => ({
  limit: wholeNumber("limit", { from: 1, to: 200, otherwise: defaults.limit }),
  offset: wholeNumber("offset", { from: 0, to: 1_000_000, otherwise: 0 }),
  order: field((value): string | Problem => {
    const read = readText("order", value, 100)
    return read instanceof Problem ? read : (read ?? defaults.order)
  }),
  fields: fieldNames("fields"),
})

export const retrieveParams = () => ({ fields: fieldNames("fields") })
