import { z } from "@medusajs/framework/zod"

/** A body with exactly these fields. */
export const body = <Shape extends z.ZodRawShape>(shape: Shape) =>
  z.strictObject(shape, {
    error: ({ code }) =>
      code === "invalid_type" ? "The body must be a JSON object." : undefined,
  })
