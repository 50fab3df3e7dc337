import { z } from "@medusajs/framework/zod"
import { type Said } from "../../provider-kit"

/** The body of Climes, "Partial Order Cancellation". */
export interface VoidBody {
  /** How many to remove, not how many to keep. */
  climes: number
  partner_order_id: string
}

/**
 * The 200 of Climes, "Partial Order Cancellation". It is an assumption that
 * `remaining_climes` is what is left afterwards: the document's numbers fit,
 * but it doesn't say so.
 */
export const voidAnswer = z.object({
  remaining_climes: z.number(),
  partner_order_id: z.string(),
})

/** The 200 of Climes, "Order Cancellation". */
export const cancelAnswer = z.object({
  partner_order_id: z.string(),
})

/** Every error that Climes documents has a message. */
const errorAnswer = z.object({ message: z.string() })

/** Climes' own words in the body of a refusal. Null where it has none. */
export const saidIn = (body: unknown): Pick<Said, "provider_message"> => ({
  provider_message: errorAnswer.safeParse(body).data?.message ?? null,
})
