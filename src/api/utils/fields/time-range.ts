import { z } from "@medusajs/framework/zod"
import { orLeftOut } from "./left-out"

/** JavaScript knows a year 0 and a year 275760; PostgreSQL has no year 0. */
const FIRST = Date.parse("0001-01-01T00:00:00.000Z")
const LAST = Date.parse("9999-12-31T23:59:59.999Z")

const isTime = (value: string): boolean => {
  const time = new Date(value).getTime()
  return time >= FIRST && time <= LAST
}

const WORDS =
  "must be a time from the year 1 to 9999, for example 2026-01-31, or an object of $gt, $gte, $lt, $lte, $eq, $ne with a time each."

const aTime = () =>
  z
    .string(WORDS)
    .refine(isTime, WORDS)
    .transform((value) => new Date(value))

/** A time, or bounds of one: `{ "$gte": "2026-01-01" }`. */
export const timeRange = () =>
  orLeftOut(
    z.union(
      [
        aTime().transform((time) => ({ $eq: time })),
        z.strictObject({
          $gt: aTime().optional(),
          $gte: aTime().optional(),
          $lt: aTime().optional(),
          $lte: aTime().optional(),
          $eq: aTime().optional(),
          $ne: aTime().optional(),
        }),
      ],
      WORDS
    )
  )
