import { type Exchange } from "../../../provider-kit"
import { answered } from "../../../provider-kit/__fixtures__/exchanges"

export const UUID = "3c90c3cc-0d44-4b50-8888-8dd25736052a"

/** An order as Fungies answers it, with a field that no document has. */
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
  "FAILED",
  "UNPAID",
  "PARTIALLY_REFUNDED",
  "EXPIRED",
  "A_NEW_ONE",
]

export const CANCELLED_STATUSES = ["CANCELLED", "REFUNDED"]
