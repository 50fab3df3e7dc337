import { type Exchange } from "../../../provider-kit"
import { answered } from "../../../provider-kit/__fixtures__/exchanges"

export const UUID = "3c90c3cc-0d44-4b50-8888-8dd25736052a"

/** An order as Fungies shows it, with an undocumented field. */
export const orderOf = (fields: Record<string, unknown> = {}) => ({
  object: "order",
  id: UUID,
  number: "F/100",
  status: "CANCELLED",
  value: 0,
  tax: 0,
  fee: 0,
  totalItems: 0,
  country: null,
  currency: null,
  currencyDecimals: null,
  createdAt: 4503599627370495,
  userId: null,
  user: null,
  orderNumber: "#F/100",
  discounts: [],
  ...fields,
})

export const success = (fields: Record<string, unknown> = {}): Exchange =>
  answered(200, { status: "success", data: { order: orderOf(fields) } })

export const refusal = (status: number, message = "No."): Exchange =>
  answered(status, { status: "error", error: { message } })

export const OPEN_STATUSES = [
  "PENDING",
  "PAID",
  "PARTIALLY_REFUNDED",
  "partially_refunded",
  "A_NEW_ONE",
]

/** The status that a cancel sets, in both known spellings. */
export const CANCELLED_STATUSES = ["CANCELLED", "cancelled"]

/** The order is over, but wasn't cancelled. */
export const OVER_STATUSES = [
  "REFUNDED",
  "EXPIRED",
  "FAILED",
  "UNPAID",
  "refunded",
  "expired",
  "Failed",
  "unpaid",
]

export const proofBy = (by: "answer" | "record", status: string) => ({
  by,
  statement: `Fungies shows the order as ${status}`,
})
