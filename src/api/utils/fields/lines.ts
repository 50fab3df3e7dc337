import { z } from "@medusajs/framework/zod"

const MAX_LINES = 2_000

/** More than anybody orders of one thing. */
export const MAX_UNITS = 10_000

/** What is said of an order's lines, one by one. */
export const lines = <Line extends z.ZodType>(line: Line) =>
  z
    .array(line)
    .min(1, "is empty: leave it out, or list at least one item.")
    .max(MAX_LINES, `is too long: ${MAX_LINES} items at most.`)
