import { MatchingSettings } from "../../../types"
import {
  CartSnapshot,
  CollectionSnapshot,
  LineItemSnapshot,
  OrderSnapshot,
  PaymentSnapshot,
} from "../order-snapshot"

export const PLACED_AT = new Date("2026-03-01T10:00:00.000Z")

export const after = (ms: number): Date => new Date(PLACED_AT.getTime() + ms)

/** Placed without a cart, written by the store since. */
export const anOrder = (
  fields: Partial<OrderSnapshot> = {}
): OrderSnapshot => ({
  id: "order_1",
  display_id: 7,
  custom_display_id: null,
  currency_code: "eur",
  sales_channel_id: "sc_1",
  canceled_at: null,
  created_at: PLACED_AT,
  updated_at: after(60_000),
  metadata: null,
  placed_total: "281.35",
  items: [],
  payments: [],
  cart: null,
  ...fields,
})

/** A cart as it is after it was completed, and left alone since. */
export const aCart = (fields: Partial<CartSnapshot> = {}): CartSnapshot => ({
  metadata: null,
  completed_at: after(60),
  updated_at: after(96),
  items: [],
  ...fields,
})

/** A line item that the store has written since the order was placed. */
export const aLine = (
  fields: Partial<LineItemSnapshot> = {}
): LineItemSnapshot => ({
  id: "ordli_1",
  quantity: 3,
  metadata: null,
  rows: [
    { created_at: PLACED_AT, updated_at: after(60_000) },
    { created_at: PLACED_AT, updated_at: PLACED_AT },
  ],
  ...fields,
})

/** Rows that nobody has written since the order was placed. */
export const UNTOUCHED = [
  { created_at: PLACED_AT, updated_at: PLACED_AT },
  { created_at: after(1), updated_at: after(2) },
]

/** The only one of its order, as it is once it was paid. */
export const aCollection = (
  fields: Partial<CollectionSnapshot> = {}
): CollectionSnapshot => ({
  is_canceled: false,
  has_successor: false,
  updated_at: PLACED_AT,
  ...fields,
})

/** What an edit of the order leaves of a payment that was only authorised. */
export const givenUp = (at: Date): Partial<PaymentSnapshot> => ({
  canceled_at: new Date(at.getTime() + 12),
  collection: aCollection({
    is_canceled: true,
    has_successor: true,
    updated_at: at,
  }),
})

/** What cancelling the order makes of a payment that was alive. */
export const cancelledWithOrder = (at: Date): Partial<PaymentSnapshot> => ({
  canceled_at: at,
  collection: aCollection({
    is_canceled: true,
    updated_at: new Date(at.getTime() + 688),
  }),
})

export const aPayment = (
  fields: Partial<PaymentSnapshot> = {}
): PaymentSnapshot => ({
  id: "pay_1",
  provider_id: "pp_aplazame_aplazame",
  amount: "200",
  currency_code: "eur",
  data: null,
  session_data: null,
  is_captured: false,
  canceled_at: null,
  created_at: PLACED_AT,
  collection: aCollection(),
  ...fields,
})

const provider = (
  id: string,
  unit: MatchingSettings["unit"],
  fields: Partial<MatchingSettings> = {}
): MatchingSettings => ({
  provider_id: id,
  identifier: id,
  unit,
  external_id_from: null,
  trust_cart_metadata: false,
  refunds_of: [],
  ...fields,
})

type Fields = Partial<MatchingSettings>

export const climes = (fields?: Fields): MatchingSettings =>
  provider("climes", "climes", fields)
export const fungies = (fields?: Fields): MatchingSettings =>
  provider("fungies", "none", fields)
export const aplazame = (fields?: Fields): MatchingSettings =>
  provider("aplazame", "currency", fields)
export const akinon = (fields?: Fields): MatchingSettings =>
  provider("akinon", "item", fields)
