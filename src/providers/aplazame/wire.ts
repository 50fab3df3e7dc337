import { z } from "@medusajs/framework/zod"
import { type Said } from "../../provider-kit"

/** `{ amount }` of Aplazame, "Void order", in minor units. */
export interface VoidBody {
  amount: number
}

/**
 * An amount in an answer. "Void order" shows integers and calls their type
 * "decimal", so a numeric string is read too. A fraction of a minor unit is no
 * amount.
 */
const minorAmount = z
  .union([z.number(), z.string().regex(/^\d+(\.0+)?$/)])
  .transform(Number)
  .refine((amount) => Number.isSafeInteger(amount) && amount >= 0)

/** The answer of both calls in Aplazame, "Void order". */
export const voidsAnswer = z.object({
  remaining_amount: minorAmount,
  results: z.array(
    z.object({
      amount: minorAmount,
      id: z.union([z.string().min(1), z.number()]).transform(String),
      created: z.string().nullish(),
    })
  ),
})

export type VoidsAnswer = z.output<typeof voidsAnswer>

/**
 * The fields of `GET /orders/{id}` that are used. `status` is `pending`, `ok`
 * (confirmed) or `ko` (over), which has a `status_reason`. `cancelled` is a
 * time once the order is cancelled. All are lenient: an unknown status is
 * shown, and never acted on. It is an assumption that `total_amount` is there.
 * Where it isn't, nothing is concluded from it.
 */
export const orderAnswer = z.object({
  status: z.string().nullish().catch(null),
  status_reason: z
    .string()
    .regex(/^[\w.-]{1,100}$/)
    .nullish()
    .catch(null),
  cancelled: z.union([z.string(), z.number(), z.boolean()]).nullish(),
  total_amount: minorAmount.nullish().catch(null),
})

export type OrderAnswer = z.output<typeof orderAnswer>

/** `{ error: { type, message, fields } }` of a 4xx. Any part may be missing. */
export const errorAnswer = z.object({
  error: z.object({
    type: z.string().nullish().catch(null),
    message: z.string().nullish().catch(null),
    fields: z.record(z.string(), z.unknown()).nullish().catch(null),
  }),
})

const describeFields = (fields: Record<string, unknown>): string =>
  Object.entries(fields)
    .map(([name, said]) => [
      name,
      (Array.isArray(said) ? said : [said])
        .filter((text) => typeof text === "string")
        .join(" "),
    ])
    .filter(([, text]) => text)
    .map((pair) => pair.join(": "))
    .join("; ")

/** Aplazame's own words in `{ error: { type, message, fields } }`. */
export const saidIn = (body: unknown): Partial<Said> => {
  const { type, message, fields } =
    errorAnswer.safeParse(body).data?.error ?? {}
  const words = [message, describeFields(fields ?? {})].filter(Boolean)
  return {
    provider_code: type ?? null,
    provider_message: words.join(" – ") || null,
  }
}

/** What `prepare` read before a void, which tells our entry from others. */
export const voidBaseline = z.object({
  remaining_amount: z.number().int(),
  ids: z.array(z.string()),
  /** The order's own total, where it was read and shown. */
  total_amount: z.number().int().nullish(),
})

export type VoidBaseline = z.output<typeof voidBaseline>
