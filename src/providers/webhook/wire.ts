import { z } from "@medusajs/framework/zod"
import {
  type CallSource,
  type CancellationKind,
  type Said,
} from "../../provider-kit"

export const TYPES = {
  cancel: "order.canceled",
  void: "order.partially_canceled",
} as const satisfies Record<CancellationKind, string>

export const PING = "ping"

export interface MessageItem {
  line_item_id: string
  sku: string | null
  title: string | null
  quantity: number
  external_item_ids: (string | number)[]
  reason: string | null
}

/** What a receiver is told. It holds nothing about the customer. */
export interface Message {
  type: (typeof TYPES)[CancellationKind]
  /** When the cause happened, as an ISO time. */
  timestamp: string | null
  data: {
    /** The same as the header `webhook-id`. Null in a preview. */
    cancellation_id: string | null
    order_id: string
    order_display_id: number | null
    external_id: string
    /** In major units. Null for a whole order, and for items. */
    amount: number | null
    currency_code: string | null
    /** Null for a whole order, and for an amount. */
    items: MessageItem[] | null
    reason: string | null
    note: string | null
    source: CallSource
    /** What is left once this is carried out: an amount, or units of items. */
    remaining: number | null
  }
}

const said = {
  reference: z
    .union([z.string(), z.number()])
    .transform(String)
    .nullish()
    .transform((reference) => reference ?? null),
  code: z.string().nullish(),
  message: z.string().nullish(),
}

/** The body of a receiver that decides. */
export const decision = z.object({
  status: z.enum(["succeeded", "accepted", "rejected"]),
  ...said,
})

export type Decision = z.output<typeof decision>

/** The answer at `recordUrl`. `unknown`: the message never arrived. */
export const recordAnswer = z.object({
  status: z.enum(["succeeded", "accepted", "rejected", "unknown"]),
  ...said,
})

export type RecordAnswer = z.output<typeof recordAnswer>

/** The receiver's own words, in a decision or in a refusal by status. */
const words = z.object({
  code: z.string().nullish().catch(null),
  message: z.string().nullish().catch(null),
})

export const saidIn = (body: unknown): Said => {
  const { code, message } = words.safeParse(body).data ?? {}
  return { provider_code: code ?? null, provider_message: message ?? null }
}
