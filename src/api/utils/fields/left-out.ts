import { z } from "@medusajs/framework/zod"

/**
 * A parameter that may be left out. Null is taken for that, which a query
 * string has no word for, and which the document therefore doesn't offer.
 */
export const orLeftOut = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess((value) => value ?? undefined, schema.optional()).optional()
