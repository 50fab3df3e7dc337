import { z } from "@medusajs/framework/zod"
import { baseUrlOption, secretOption } from "../../provider-kit"

export const DEFAULT_BASE_URL = "https://api.aplazame.com"

const TRUE_OR_FALSE = { error: "expected true or false" }

/** This provider's options, as a store writes them. */
export const optionsSchema = z
  .object({
    /** The private API key, sent as a bearer token. */
    privateKey: secretOption(),
    /** True: use the sandbox, which is on the same host by media type. */
    sandbox: z.boolean(TRUE_OR_FALSE).default(false),
    /** How a whole order is cancelled: by its own call, or by a void. */
    fullCancel: z
      .enum(["cancel", "void"], { error: 'expected "cancel" or "void"' })
      .default("cancel"),
    baseUrl: baseUrlOption().default(DEFAULT_BASE_URL),
  })
  .strict()

export type Options = z.output<typeof optionsSchema>
