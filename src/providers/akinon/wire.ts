import { z } from "@medusajs/framework/zod"
import { MASK, maskSecrets, type Said, secretOption } from "../../provider-kit"

/** The body of Akinon Omnitron, "Order Cancellation". */
export interface CancelBody {
  order: number
  is_all: boolean
  /** A list, although the document's table says dict. Empty where `is_all`. */
  cancel_items: number[]
  /** The id of a reason, by order item id. */
  reasons: Record<string, number>
  /** "Default null must be sent". */
  forced_refund_amount: string | null
  is_cargo_refund: boolean
  refund_invoice_number?: string
  /** IBAN by order item id, for fund transfers only. */
  ibans?: Record<string, string>
  /** Account holder by order item id, for fund transfers only. */
  holder_names?: Record<string, string>
}

/** What Omnitron answers to nearly everything. */
export const jsonObject = z.record(z.string(), z.unknown())

/** Messages about these fields may repeat what was sent. */
const PRIVATE_FIELDS = new Set(["ibans", "holder_names"])

/** All texts in a message, which may be a string, a list or nested objects. */
const textsIn = (said: unknown): string[] => {
  if (typeof said === "string") {
    return [said]
  }
  if (said !== null && typeof said === "object") {
    return Object.values(said).flatMap(textsIn)
  }
  return []
}

/**
 * Akinon's own words in the body of a refusal. Three shapes are known: `{
 * field: [msg], code }`, `{ non_field_errors: [msg], code }` and `{ detail,
 * code }`.
 *
 * @param privateValues - the call's IBANs and names, which are masked
 */
export const saidIn = (
  body: unknown,
  privateValues: readonly string[] = []
): Partial<Said> => {
  const { code, ...fields } = jsonObject.safeParse(body).data ?? {}
  const messages = Object.entries(fields).flatMap(([field, said]) => {
    const words = PRIVATE_FIELDS.has(field) ? MASK : textsIn(said).join(" ")
    if (!words) {
      return []
    }
    return field === "non_field_errors" || field === "detail"
      ? [words]
      : [`${field}: ${words}`]
  })
  return {
    provider_code:
      typeof code === "string" || typeof code === "number"
        ? maskSecrets(String(code), privateValues)
        : null,
    provider_message: maskSecrets(messages.join("; "), privateValues) || null,
  }
}

/** `{ key }` of `POST {prefix}/auth/login/`, which is sent in a header. */
export const loginAnswer = z.object({ key: secretOption() })

/** A status as a number, or as digits in a string. Anything else is none. */
const statusCode = z
  .union([z.number(), z.string().regex(/^\d+$/)])
  .transform(Number)
  .nullish()
  .catch(null)

const id = z.union([z.number(), z.string().min(1)])

const itemId = id.nullish().catch(null)

/** The order that an item names: its id, or an object with an id. */
const orderOfItem = z
  .union([id, z.object({ pk: itemId })])
  .nullish()
  .catch(null)

const NO_ITEM = { pk: null, id: null, status: null, order: null }

const item = z
  .object({ pk: itemId, id: itemId, status: statusCode, order: orderOfItem })
  .catch(NO_ITEM)

export type ItemAnswer = z.output<typeof item>

const itemList = z.array(item).nullish().catch(null)

/**
 * The fields of an order's detail that are used. It is an assumption that the
 * items are under one of these names, each with `pk` (or `id`) and `status`.
 * Where that doesn't hold, the items are unknown, and nothing is concluded from
 * them.
 */
export const orderAnswer = z.object({
  pk: itemId,
  status: statusCode,
  orderitem_set: itemList,
  order_items: itemList,
  items: itemList,
})

/** A list of items, or a page of one as Django REST framework makes it. */
export const itemsAnswer = z.union([
  z.array(item).transform((results) => ({ results, next: null })),
  z.object({ results: z.array(item), next: z.unknown() }),
])

const itemState = z.enum(["open", "cancelling", "cancelled"])

/** What `prepare` read of the order. It is stored before the send. */
export const orderBaseline = z.object({
  status: z.number().nullable(),
  items: z.record(z.string(), itemState).nullable(),
})

export type OrderBaseline = z.output<typeof orderBaseline>
