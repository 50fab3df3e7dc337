import { z } from "@medusajs/framework/zod"
import { baseUrlOption, secretOption } from "../../provider-kit"

export const climesOptionsSchema = z
  .object({
    /** Sent as `x-api-key`. */
    apiKey: secretOption(),
    /** Who pays for the climes; it decides the path and nothing else. */
    payer: z.enum(["merchant", "customer"], {
      error: 'expected "merchant" or "customer"',
    }),
    /** How a whole order is cancelled: deleted, or emptied of its climes. */
    fullCancel: z
      .enum(["delete", "patch"], { error: 'expected "delete" or "patch"' })
      .default("delete"),
    baseUrl: baseUrlOption().default("https://api.climes.io"),
  })
  .strict()

export type ClimesOptions = z.infer<typeof climesOptionsSchema>

/**
 * What a partial cancellation sends (Climes, "Partial Order Cancellation").
 */
export interface RemoveClimesBody {
  /** How many to remove, not how many to keep. */
  climes: number
  partner_order_id: string
}

/**
 * The 200 of a partial cancellation (Climes, "Partial Order Cancellation").
 * That `remaining_climes` is what is left after it is an assumption: the
 * document's figures fit, but it doesn't say so.
 */
export const removalAnswerSchema = z.object({
  remaining_climes: z.number(),
  partner_order_id: z.string(),
})

/** The 200 of a whole cancellation (Climes, "Order Cancellation"). */
export const deletionAnswerSchema = z.object({
  partner_order_id: z.string(),
})

/** Every error that Climes documents carries a message. */
export const errorAnswerSchema = z.object({ message: z.string() })
