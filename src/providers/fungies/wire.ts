import { z } from "@medusajs/framework/zod"

/** `success` or `error`, in capitals or not. */
const statusWord = z.string().transform((word) => word.toLowerCase())

const identifier = z.union([z.string(), z.number()])

/**
 * An order, as far as anything here depends on it (Fungies, "Cancel Order").
 * `status` is one of PENDING, PAID, FAILED, UNPAID, CANCELLED, REFUNDED,
 * PARTIALLY_REFUNDED and EXPIRED today, in capitals or not; a new word must not
 * break the reading.
 */
const order = z.object({
  id: identifier,
  number: identifier.nullish(),
  orderNumber: identifier.nullish(),
  status: z.string(),
})

export type FungiesOrder = z.output<typeof order>

/** The success of both calls (Fungies, "Cancel Order" and "Get Order"). */
export const orderAnswer = z
  .object({
    status: statusWord.refine((word) => word === "success"),
    data: z.object({ order }),
  })
  .transform(({ data }) => data.order)

/**
 * A refusal (Fungies, "Cancel Order"). It may come with HTTP 200, and its words
 * in three places: `error` itself, `error.message`, or `message` beside it.
 */
export const errorAnswer = z.object({
  error: z
    .union([z.string(), z.object({ message: z.string() })])
    .nullish()
    .catch(null),
  message: z.string().nullish().catch(null),
})

/** Which of the two it is. */
export const statusAnswer = z.object({ status: statusWord })
