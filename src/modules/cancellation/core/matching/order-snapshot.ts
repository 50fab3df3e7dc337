import { Decimal } from "../../../../provider-kit"

export type Metadata = Record<string, unknown>

/** When a row was created, and when it was last written. */
export interface Stamps {
  created_at: Date
  updated_at: Date
}

export interface LineItemSnapshot {
  id: string
  /** Whole units: the highest quantity in any version of the order. */
  quantity: number
  metadata: Metadata | null
  /** The rows that hold its metadata: the line item and the order's item. */
  rows: Stamps[]
}

export interface PaymentSnapshot {
  id: string
  /** `pp_<identifier>_<id>` */
  provider_id: string
  /** Decimal, in major units. */
  amount: Decimal
  currency_code: string
  /** What the payment provider keeps about the payment. */
  data: Metadata | null
  /**
   * What was kept about the payment's session. Cancelling a payment rewrites
   * its data, and may leave nothing there; the session's data stays.
   */
  session_data: Metadata | null
  /** All of the payment, or a part of it, is captured. */
  is_captured: boolean
  canceled_at: Date | null
  created_at: Date
  collection: CollectionSnapshot
}

/** The payment collection that a payment belongs to. */
export interface CollectionSnapshot {
  is_canceled: boolean
  /** The order has another collection that was made later. */
  has_successor: boolean
  updated_at: Date
}

/** The cart that a shopper placed the order with, as it is now. */
export interface CartSnapshot {
  metadata: Metadata | null
  completed_at: Date | null
  updated_at: Date
  items: { metadata: Metadata | null; updated_at: Date }[]
}

/** What an order's own row tells. */
export interface OrderRow extends Stamps {
  id: string
  display_id: number | null
  /** The number that the store itself gave the order, if it gives any. */
  custom_display_id: string | null
  currency_code: string
  sales_channel_id: string | null
  canceled_at: Date | null
  metadata: Metadata | null
}

/** What recognising an order's provider orders needs to know about it. */
export interface OrderSnapshot extends OrderRow {
  /** Decimal, in major units; null if it isn't known. */
  placed_total: Decimal | null
  items: LineItemSnapshot[]
  payments: PaymentSnapshot[]
  /** Null: the order wasn't placed with a cart. */
  cart: CartSnapshot | null
}

/**
 * `placed`: the order has just been placed, so anything its shopper hides from
 * now on has already been seen. `later`: any other time.
 */
export type Moment = "placed" | "later"
