import { z } from "@medusajs/framework/zod"
import { type Said } from "../../provider-kit"

/** `success` or `error`, in capitals or in lower case. */
const statusWord = z.string().transform((word) => word.toLowerCase())

const identifier = z.union([z.string(), z.number()])

/**
 * The fields of an order that are used (Fungies, "Cancel Order"). `status` is
 * one of PENDING, PAID, FAILED, UNPAID, CANCELLED, REFUNDED, PARTIALLY_REFUNDED
 * and EXPIRED today, in capitals or in lower case. A new status must not make
 * the order unreadable.
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
 * A refusal (Fungies, "Cancel Order"). It may come with HTTP 200, and has its
 * words in one of three places: `error` itself, `error.message`, or `message`
 * beside it.
 */
const errorAnswer = z.object({
  error: z
    .union([z.string(), z.object({ message: z.string() })])
    .nullish()
    .catch(null),
  message: z.string().nullish().catch(null),
})

/** Fungies' own words in the body of a refusal. Null where it has none. */
export const saidIn = (body: unknown): Partial<Said> => {
  const said = errorAnswer.safeParse(body).data
  const error =
    typeof said?.error === "object" ? said.error?.message : said?.error
  return { provider_message: error || said?.message || null }
}

/** Only the status, which tells a success from a refusal. */
export const statusAnswer = z.object({ status: statusWord })
