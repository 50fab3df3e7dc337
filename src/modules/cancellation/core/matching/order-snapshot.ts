import { Decimal } from "../../../../provider-kit"

export type Metadata = Record<string, unknown>

/** When a row was created, and when it was written last. */
export interface Stamps {
  created_at: Date
  updated_at: Date
}

export interface LineItemSnapshot {
  id: string
  /** Whole units: the most that any version of the order had. */
  quantity: number
  metadata: Metadata | null
  /** Of the rows that hold its metadata: the line's and the order's item's. */
  rows: Stamps[]
}

export interface PaymentSnapshot {
  id: string
  /** `pp_<identifier>_<id>` */
  provider_id: string
  /** Decimal, in major units. */
  amount: Decimal
  currency_code: string
  /** What its payment provider keeps about it. */
  data: Metadata | null
  /**
   * What was kept about the session that it came from. Cancelling a payment
   * writes its data anew, and may leave nothing there; this stays.
   */
  session_data: Metadata | null
  /** All of it or a part. */
  is_captured: boolean
  canceled_at: Date | null
  created_at: Date
  collection: CollectionSnapshot
}

/** The payment collection that a payment belongs to. */
export interface CollectionSnapshot {
  is_canceled: boolean
  /** The order has one that was made later. */
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

/** What its own row tells of an order. */
export interface OrderRow extends Stamps {
  id: string
  display_id: number | null
  /** The number that the store itself gave it, where it gives any. */
  custom_display_id: string | null
  currency_code: string
  canceled_at: Date | null
  metadata: Metadata | null
}

/** What recognising an order's provider orders needs to know about it. */
export interface OrderSnapshot extends OrderRow {
  /** Decimal, in major units; null where it can't be told. */
  placed_total: Decimal | null
  items: LineItemSnapshot[]
  payments: PaymentSnapshot[]
  /** Null: it wasn't placed with a cart. */
  cart: CartSnapshot | null
}

/**
 * `placed`: the order was placed just now, so whatever its shopper hides from
 * now on has been seen. `later`: anything else.
 */
export type Moment = "placed" | "later"
