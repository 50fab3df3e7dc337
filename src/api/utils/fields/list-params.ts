import { z } from "@medusajs/framework/zod"
import { field, Problem, problem } from "./field"
import { isAbsent } from "./guards"
import { readText } from "./read-text"
import { about } from "./takes"

/** A whole number in a query string. */
const wholeNumber = (
  name: string,
  { from, to, otherwise }: { from: number; to: number; otherwise: number }
) =>
  field(
    z.number().int().min(from).max(to).default(otherwise),
    (value): number | Problem => {
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
    }
  )

const MAX_FIELDS = 2_000

const fieldNames = (name: string) =>
  about(
    "Which fields to answer with, by name and with commas between; all of them if left out.",
    field(
      z.string().max(MAX_FIELDS).optional(),
      (value): string | undefined | Problem => {
        const read = readText(name, value, MAX_FIELDS)
        return read instanceof Problem ? read : (read ?? undefined)
      }
    )
  )

const MAX_ORDER = 100

/** What every list of Medusa's takes. */
export const listParams = (defaults: { limit: number; order: string }) => ({
  limit: about(
    "How many at most.",
    wholeNumber("limit", { from: 1, to: 200, otherwise: defaults.limit })
  ),
  offset: about(
    "How many to pass over.",
    wholeNumber("offset", { from: 0, to: 1_000_000, otherwise: 0 })
  ),
  order: about(
    "The field to put them in order by; with `-` in front, the last first.",
    field(
      z.string().max(MAX_ORDER).default(defaults.order),
      (value): string | Problem => {
        const read = readText("order", value, MAX_ORDER)
        return read instanceof Problem ? read : (read ?? defaults.order)
      }
    )
  ),
  fields: fieldNames("fields"),
})

export const retrieveParams = () => ({ fields: fieldNames("fields") })
