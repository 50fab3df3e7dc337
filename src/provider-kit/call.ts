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

/** One line of a void at a provider whose unit is `item`. */
export interface CallItem {
  /** Medusa line item id. */
  id: string
  /** Whole units. */
  quantity: number
  /** The provider's ids of exactly these units, allotted at capture. */
  external_item_ids: (string | number)[]
  reason: string | null
  /** The line's SKU and title when this was captured, where it had them. */
  sku?: string | null
  title?: string | null
}

/** Which of the provider's items belong to which line item. */
export interface ItemMapping {
  line_item_id: string
  /** One id for each unit. */
  external_item_ids: (string | number)[]
}

/** Where a total comes from. */
export const TOTAL_SOURCES = [
  /** Named by a person or a workflow. It may be less than there is. */
  "explicit",
  /** From the order's metadata. */
  "metadata",
  /** From the provider's own record. Comparing the two proves nothing. */
  "provider",
  /** From the payments that were matched. */
  "payment",
  /** The order's total when it was placed. */
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
  /** Decimal, in the unit. Null where the total isn't known. */
  total: string | null
  /** Null where the total isn't known. */
  total_source: TotalSource | null
  items: ItemMapping[] | null
  metadata: Record<string, unknown> | null
}

/** One instruction, as a provider's code receives it. */
export interface CancellationCall {
  /** `cncl_…`, the same in all attempts. */
  cancellation_id: string
  kind: CancellationKind
  provider_order: ProviderOrderRef
  /** Decimal, in the unit. Null for a full cancellation, and for items. */
  amount: string | null
  /** What to void, at a provider whose unit is `item`. */
  items: CallItem[] | null
  /**
   * What the ledger believes is left before this call: the total less all voids
   * that were carried out or may have been. Decimal, in the unit. Null where
   * the total isn't known.
   */
  remaining: string | null
  /**
   * How much of the total other voids hold that may have been carried out, or
   * still may be. Decimal, in the unit; "0" where there are none. `remaining`
   * excludes it, so the provider may have that much more. Unless this is "0", a
   * full cancellation that takes away only `remaining` proves nothing.
   */
  reserved: string
  /**
   * The most that the provider's own word leaves: what it last said is left,
   * less later voids that were carried out or may have been. Decimal, in the
   * unit. Null where the provider never said so. Only a "0" here shows that
   * nothing is left. A "0" in `remaining` may come from a total that was too
   * low.
   */
  told_remaining: string | null
  /**
   * Whether an earlier attempt may have taken effect. An answer like "no such
   * order" may then be about that attempt.
   */
  may_have_been_sent: boolean
  /**
   * What led to it. A void that no person asked for, such as one for a refund,
   * may have been made at the provider in another way already.
   */
  source: CallSource
  /** When that happened, as an ISO time. Null where it isn't known. */
  caused_at: string | null
  /**
   * When the ledger captured it, as an ISO time, the same in all attempts. Null
   * in a preview, which is of a call that isn't captured.
   */
  captured_at: string | null
  /**
   * What is left once this call is carried out, by what the ledger believed
   * when it captured the call. Decimal, in the unit. The same in all attempts,
   * unlike `remaining`. Null for a full cancellation, and where it isn't known.
   */
  remaining_after: string | null
  /**
   * A person looked at the provider and said that this call wasn't applied.
   * Anything that looks like its effect is somebody else's.
   */
  is_confirmed_not_applied: boolean
  reason: string | null
  note: string | null
  /** What only this provider needs. Its code validated it at capture. */
  details: Record<string, unknown> | null
}

export interface CallContext {
  /** Limited in time by the lease, in size, and to allowed hosts. */
  http: ProviderHttp
  logger: Logger
}

export interface ReadContext extends CallContext {
  /** The call whose effect is looked for. Left out: the order is asked about. */
  call?: CancellationCall
}

export interface PrepareContext extends CallContext {
  /** References that belong to other cancellations of this provider order. */
  owned_references: string[]
}

export interface SendContext extends CallContext {
  /** What `prepare` returned for this attempt, stored before the send. */
  baseline: unknown
}
