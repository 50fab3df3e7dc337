import { z } from "@medusajs/framework/zod"

const identifierSchema = z.union([z.string(), z.number()])

/**
 * An order, as far as anything here depends on it (Fungies, "Cancel Order").
 * `status` is one of PENDING, PAID, FAILED, UNPAID, CANCELLED, REFUNDED,
 * PARTIALLY_REFUNDED and EXPIRED today, in capitals or not; a new word must not
 * break the reading.
 */
export const fungiesOrderSchema = z.object({
  id: identifierSchema,
  number: identifierSchema.nullish(),
  orderNumber: identifierSchema.nullish(),
  status: z.string(),
})

export type FungiesOrder = z.infer<typeof fungiesOrderSchema>

/** The success of both calls (Fungies, "Cancel Order" and "Get Order"). */
export const successSchema = z.object({
  data: z.object({ order: fungiesOrderSchema }),
})

/**
 * A refusal (Fungies, "Cancel Order"). It may come with HTTP 200, and its words
 * in three places: `error` itself, `error.message`, or `message` beside it.
 */
export const refusalSchema = z.object({
  error: z
    .union([z.string(), z.object({ message: z.string() })])
    .nullish()
    .catch(null),
  message: z.string().nullish().catch(null),
})

/**
 * Which of the two it is. Trying one after the other would make zod write an
 * error for each success: 38 microseconds an answer where this takes 5.
 */
export const answerSchema = z.object({
  status: z.string().transform((status) => status.toLowerCase()),
})
