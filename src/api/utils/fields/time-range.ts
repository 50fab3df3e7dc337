import { field, Problem, problem } from "./field"
import { isAbsent, isPlainObject } from "./guards"

export type TimeRange = Partial<
  Record<"$gt" | "$gte" | "$lt" | "$lte" | "$eq" | "$ne", Date>
>

const TIME_OPERATORS = ["$gt", "$gte", "$lt", "$lte", "$eq", "$ne"] as const

/** A time, or bounds of one: `{ "$gte": "2026-01-01" }`. */
export const timeRange = (name: string) =>
  field((value): TimeRange | undefined | Problem => {
    if (isAbsent(value)) {
      return undefined
    }
    const bounds = isPlainObject(value) ? value : { $eq: value }
    const range: TimeRange = {}
    for (const [operator, bound] of Object.entries(bounds)) {
      const known = TIME_OPERATORS.find((one) => one === operator)
      const time =
        typeof bound === "string" ? new Date(bound) : new Date(Number.NaN)
      if (!known || Number.isNaN(time.getTime())) {
        return problem(
          `${name} must be a time, or an object of ${TIME_OPERATORS.join(", ")} with a time each.`
        )
      }
      range[known] = time
    }
    return range
  })
