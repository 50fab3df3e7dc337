import { z } from "@medusajs/framework/zod"
import { baseUrlOption, secretOption } from "../../provider-kit"

export const optionsSchema = z
  .object({
    /** It is sent as `x-api-key`. */
    apiKey: secretOption(),
    /** Who pays for the climes. It decides the path and nothing else. */
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

export type Options = z.infer<typeof optionsSchema>
