import { z } from "@medusajs/framework/zod"
import { field, Problem, problem } from "./field"
import { isAbsent, isPlainObject } from "./guards"

export type TimeRange = Partial<
  Record<"$gt" | "$gte" | "$lt" | "$lte" | "$eq" | "$ne", Date>
>

const TIME_OPERATORS = ["$gt", "$gte", "$lt", "$lte", "$eq", "$ne"] as const

/** JavaScript knows a year 0 and a year 275760; PostgreSQL has no year 0. */
const FIRST = Date.parse("0001-01-01T00:00:00.000Z")
const LAST = Date.parse("9999-12-31T23:59:59.999Z")

const isTime = (value: string): boolean => {
  const time = new Date(value).getTime()
  return time >= FIRST && time <= LAST
}

const aTime = () => z.string().refine(isTime)

const takes = () =>
  z
    .union([
      aTime(),
      z.strictObject(
        Object.fromEntries(
          TIME_OPERATORS.map((operator) => [operator, aTime().optional()])
        )
      ),
    ])
    .optional()

/** A time, or bounds of one: `{ "$gte": "2026-01-01" }`. */
export const timeRange = (name: string) =>
  field(takes(), (value): TimeRange | undefined | Problem => {
    if (isAbsent(value)) {
      return undefined
    }
    const bounds = isPlainObject(value) ? value : { $eq: value }
    const range: TimeRange = {}
    for (const [operator, bound] of Object.entries(bounds)) {
      const known = TIME_OPERATORS.find((one) => one === operator)
      if (!known || typeof bound !== "string" || !isTime(bound)) {
        return problem(
          `${name} must be a time from the year 1 to 9999, for example 2026-01-31, or an object of ${TIME_OPERATORS.join(", ")} with a time each.`
        )
      }
      range[known] = new Date(bound)
    }
    return range
  })
