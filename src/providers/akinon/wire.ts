import { z } from "@medusajs/framework/zod"
import { secretOption } from "../../provider-kit"

/** The body of Akinon Omnitron, "Order Cancellation". */
export interface CancelBody {
  order: number
  is_all: boolean
  /** A list; the document's table says dict. Empty where `is_all`. */
  cancel_items: number[]
  /** Reason id by order item id. */
  reasons: Record<string, number>
  /** "Default null must be sent". */
  forced_refund_amount: string | null
  is_cargo_refund: boolean
  refund_invoice_number?: string
  /** IBAN by order item id; fund transfers only. */
  ibans?: Record<string, string>
  /** Account holder by order item id; fund transfers only. */
  holder_names?: Record<string, string>
}

/** What Omnitron answers to nearly everything. */
export const jsonObject = z.record(z.string(), z.unknown())

/** `{ key }` of `POST {prefix}/auth/login/`: goes into a header as it is. */
export const loginAnswer = z.object({ key: secretOption() })

/** A status as a number, or as a number in a string; anything else is none. */
const statusCode = z
  .union([z.number(), z.string().regex(/^\d+$/)])
  .transform(Number)
  .nullish()
  .catch(null)

const id = z.union([z.number(), z.string().min(1)])

const itemId = id.nullish().catch(null)

/** An order as an item names it: by its id, or as an object that has one. */
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
 * What is used of an order's detail. That the items are under one of these
 * names, each with `pk` (or `id`) and `status`, is an assumption: where it
 * doesn't hold, the items are unknown, and nothing is concluded from them.
 */
export const orderAnswer = z.object({
  pk: itemId,
  status: statusCode,
  orderitem_set: itemList,
  order_items: itemList,
  items: itemList,
})

/** A list of items, or a page of one, as Django REST framework has it. */
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
