import { Logger } from "@medusajs/framework/types"
import { ProviderHttp } from "./http/client"
import { Unit } from "./unit"

export type CancellationKind = "cancel" | "void"

/** What may lead to a cancellation. */
export const CALL_SOURCES = [
  "order_canceled",
  "order_edited",
  "payment_refunded",
  "admin",
  "workflow",
] as const

export type CallSource = (typeof CALL_SOURCES)[number]

/** One line of a void at a provider that is measured in items. */
export interface CallItem {
  /** Medusa line item id. */
  id: string
  /** Whole units. */
  quantity: number
  /** The provider's ids of exactly these units, allotted when captured. */
  external_item_ids: (string | number)[]
  reason: string | null
}

/** Which of the provider's items belong to which line item of the order. */
export interface ItemMapping {
  line_item_id: string
  /** One external id a unit. */
  external_item_ids: (string | number)[]
}

/** Whose figure a total is. */
export const TOTAL_SOURCES = [
  /** Of a person or a workflow that named it: it may be less than there is. */
  "explicit",
  /** Of the order's metadata. */
  "metadata",
  /** Of the provider's own record: compared with that, it proves nothing. */
  "provider",
  /** Of the payments that were matched. */
  "payment",
  /** What the order came to when it was placed. */
  "order",
] as const

export type TotalSource = (typeof TOTAL_SOURCES)[number]

/** The counterpart of a Medusa order at one provider. */
export interface ProviderOrderRef {
  id: string
  order_id: string
  order_display_id: number | null
  external_id: string
  unit: Unit
  currency_code: string | null
  /** Decimal, in the unit; null where it is not known. */
  total: string | null
  /** Null where the total is not known. */
  total_source: TotalSource | null
  items: ItemMapping[] | null
  metadata: Record<string, unknown> | null
}

/** One instruction, as a strategy receives it. */
export interface CancellationCall {
  /** `cncl_…`: stable over all attempts. */
  cancellation_id: string
  kind: CancellationKind
  provider_order: ProviderOrderRef
  /** Decimal, in the provider order's unit. Null for a cancel and for items. */
  amount: string | null
  /** What a void is made of, at a provider that is measured in items. */
  items: CallItem[] | null
  /**
   * What the ledger believes is left at the provider before this call,
   * decimal, in the unit: the total less all voids that were done or may have
   * been. Null where the total is not known.
   */
  remaining: string | null
  /**
   * How much of the total is held by other voids that may have been done, or
   * still may, decimal, in the unit; "0" where there are none. `remaining` is
   * without it, so the provider may have as much more: a whole cancel that
   * takes away `remaining`, and no more, proves nothing until this is "0".
   */
  reserved: string
  /**
   * The most that is left at the provider by its own word, decimal, in the unit:
   * what it said is left in an answer, less the voids since that were done or
   * may have been. Null where it never said so. Only "0" shows that nothing is
   * left: where `remaining` alone is "0", the total may have been too low.
   */
  told_remaining: string | null
  /**
   * An earlier attempt may have taken effect, so that an answer like "no such
   * order" may be about that.
   */
  may_have_been_sent: boolean
  /**
   * What led to it. A void that nobody asked for, such as of a refund, may have
   * been made at the provider in another way already.
   */
  source: CallSource
  /** When that happened, an ISO time; null where it is not known. */
  caused_at: string | null
  /**
   * A person has looked at the provider, and said that nothing was applied of
   * it: what only looks like it is somebody else's.
   */
  is_confirmed_not_applied: boolean
  reason: string | null
  note: string | null
  /** What only this provider needs; the strategy validated it at capture. */
  details: Record<string, unknown> | null
}

export interface CallContext {
  /** Bounded in time by the lease, in size, and to allowed hosts. */
  http: ProviderHttp
  logger: Logger
}

export interface PrepareContext extends CallContext {
  /** References that other cancellations of this provider order own. */
  owned_references: string[]
}

export interface SendContext extends CallContext {
  /** What `prepare` returned for this attempt. It was stored before the send. */
  baseline: unknown
}
