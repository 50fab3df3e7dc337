import { type CancellationCall } from "../../../provider-kit"

export const EXTERNAL_ID = "876 287/37#8"

interface CallFields extends Partial<Omit<CancellationCall, "provider_order">> {
  external_id?: string
  metadata?: Record<string, unknown> | null
}

/** A void of 50 climes out of 607, unless told otherwise. */
export const callOf = ({
  external_id = EXTERNAL_ID,
  metadata = null,
  ...fields
}: CallFields = {}): CancellationCall => ({
  cancellation_id: "cncl_1",
  kind: "void",
  provider_order: {
    id: "po_1",
    order_id: "order_1",
    order_display_id: 1,
    external_id,
    unit: "climes",
    currency_code: null,
    total: "607",
    items: null,
    metadata,
  },
  amount: "50",
  items: null,
  remaining: "607",
  may_have_been_sent: false,
  reason: null,
  note: null,
  details: null,
  ...fields,
})

export const cancelOf = (fields: CallFields = {}): CancellationCall =>
  callOf({ kind: "cancel", amount: null, ...fields })
