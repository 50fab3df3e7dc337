import { MedusaError } from "@medusajs/framework/utils"
import { type z } from "@medusajs/framework/zod"

/**
 * What each field takes, said in zod. It decides nothing: a field reads its
 * value by itself, for the sake of its messages. The OpenAPI document and the
 * exported types are made from this, and a test holds the two together.
 */
const documented = new WeakMap<z.ZodType, z.ZodType>()

export const document = <Schema extends z.ZodType>(
  takes: z.ZodType,
  schema: Schema
): Schema => {
  documented.set(schema, takes)
  return schema
}

/** @throws UNEXPECTED_STATE where it is no field */
export const takesOf = (schema: z.ZodType): z.ZodType => {
  const takes = documented.get(schema)
  if (!takes) {
    throw new MedusaError(
      MedusaError.Types.UNEXPECTED_STATE,
      "It has no description of what it takes: use field()."
    )
  }
  return takes
}

/** The field, with a sentence about it for the document. */
export const about = <Schema extends z.ZodType>(
  description: string,
  schema: Schema
): Schema => document(takesOf(schema).describe(description), schema)
