import { z } from "@medusajs/framework/zod"
import { baseUrlOption, secretOption } from "../../provider-kit"

export const optionsSchema = z
  .object({
    /** It is sent as `x-fngs-public-key`. */
    publicKey: secretOption(),
    /** It is sent as `x-fngs-secret-key`, and needs write access. */
    secretKey: secretOption(),
    baseUrl: baseUrlOption().default("https://api.fungies.io/v0"),
  })
  .strict()

export type Options = z.infer<typeof optionsSchema>
