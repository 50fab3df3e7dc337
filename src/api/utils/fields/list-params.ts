import { z } from "@medusajs/framework/zod"
import { textParam } from "./text"

/** A whole number in a query string, where all is text. */
const wholeNumber = ({
  from,
  to,
  otherwise,
}: Readonly<Record<"from" | "to" | "otherwise", number>>) => {
  const words = `must be a whole number from ${from} to ${to}.`
  return z
    .preprocess(
      (value) =>
        typeof value === "string" && /^\d{1,9}$/.test(value)
          ? Number(value)
          : (value ?? "") === ""
            ? otherwise
            : value,
      z.number(words).int(words).min(from, words).max(to, words)
    )
    .prefault(otherwise)
}

const MAX_FIELDS = 2_000

const fieldNames = () =>
  textParam(MAX_FIELDS).describe(
    "Which fields to answer with, by name and with commas between; all of them if left out."
  )

const MAX_ORDER = 100

const orderBy = (otherwise: string) =>
  z
    .preprocess(
      (value) => value ?? otherwise,
      z
        .string()
        .trim()
        .max(MAX_ORDER)
        .transform((given) => given || otherwise)
    )
    .prefault(otherwise)

/** The field to order by where what else is asked for decides the default. */
export const orderParam = () => textParam(MAX_ORDER)

/** What every list of Medusa's takes. */
export const listParams = (defaults: { limit: number; order: string }) => ({
  limit: wholeNumber({ from: 1, to: 200, otherwise: defaults.limit }).describe(
    "How many at most."
  ),
  offset: wholeNumber({ from: 0, to: 1_000_000, otherwise: 0 }).describe(
    "How many to pass over."
  ),
  order: orderBy(defaults.order).describe(
    "The field to put them in order by; with `-` in front, the last first."
  ),
  fields: fieldNames(),
})

export const retrieveParams = () => ({ fields: fieldNames() })
