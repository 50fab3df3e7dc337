import { type CancellationCall } from "../../../provider-kit"

export const EXTERNAL_ID = "#F/100"

/** A whole cancel, unless told otherwise. */
export const callOf = (
  fields: Partial<CancellationCall> = {},
  external_id = EXTERNAL_ID
): CancellationCall => ({
  cancellation_id: "cncl_1",
  kind: "cancel",
  provider_order: {
    id: "po_1",
    order_id: "order_1",
    order_display_id: 1,
    external_id,
    unit: "none",
    currency_code: null,
    total: null,
    items: null,
    metadata: null,
  },
  amount: null,
  items: null,
  remaining: null,
  may_have_been_sent: false,
  reason: null,
  note: null,
  details: null,
  ...fields,
})
