import { z } from "@medusajs/framework/zod"
import { isHeaders } from "./headers"
import { isSecret } from "./signature"

/** Stands for the cancellation's id in `recordUrl`. */
export const ID = "{id}"

const MAX_URL_LENGTH = 2_048

/** Scheme and host, without credentials and without the id. */
const UP_TO_PATH = /^https?:\/\/[^\s/?#@\\{}]+([/?]|$)/i

/** Unlike a base URL, an address of one receiver may have a query. */
const addressOption = () =>
  z
    .string({ error: "expected an absolute https URL" })
    .max(MAX_URL_LENGTH, {
      error: `expected at most ${MAX_URL_LENGTH} characters`,
    })
    .refine(
      (value) =>
        UP_TO_PATH.test(value) && !value.includes("#") && URL.canParse(value),
      { error: "expected an absolute https URL" }
    )

const MAX_SECRETS = 5

const SECRETS = `expected 1 to ${MAX_SECRETS} different secrets, each "whsec_" and the base64 of 24 to 64 bytes`

/** This provider's options, as a store writes them. */
export const optionsSchema = z
  .object({
    /** Where messages are posted. */
    url: addressOption(),
    /** Each signs every message, so that a secret can be replaced. */
    secrets: z
      .array(
        z.string({ error: SECRETS }).refine(isSecret, { error: SECRETS }),
        {
          error: SECRETS,
        }
      )
      .min(1, { error: SECRETS })
      .max(MAX_SECRETS, { error: SECRETS })
      .refine((all) => new Set(all).size === all.length, { error: SECRETS }),
    /** What a part of an order is measured in. `none`: whole orders only. */
    unit: z
      .enum(["none", "currency", "item"], {
        error: 'expected "none", "currency" or "item"',
      })
      .default("none"),
    /** What an answer means: that it arrived, or what was decided. */
    answers: z
      .enum(["acknowledge", "decide"], {
        error: 'expected "acknowledge" or "decide"',
      })
      .default("acknowledge"),
    /** Sent with every message. Their values are masked as secrets are. */
    headers: z
      .custom<Record<string, string>>(isHeaders, {
        error:
          "expected up to 20 headers with values of printable characters, and none that is set here, such as content-type or webhook-id",
      })
      .default({}),
    /** Where it is asked what became of a message that was accepted. */
    recordUrl: addressOption().optional(),
  })
  .strict()
  .refine(
    ({ answers, recordUrl }) => recordUrl === undefined || answers === "decide",
    {
      path: ["recordUrl"],
      error: 'expected answers: "decide", without which nothing is read there',
    }
  )

export type Options = z.output<typeof optionsSchema>
