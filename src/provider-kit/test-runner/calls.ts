import { CancellationCall, CancellationKind } from "../call"
import { Unit } from "../unit"
import { ExampleCallFields } from "./types"

/** A call as the core would make it from an example. */
export const callOf = (
  kind: CancellationKind,
  unit: Unit,
  { provider_order, ...fields }: ExampleCallFields
): CancellationCall => ({
  cancellation_id: "cncl_01TEST",
  amount: null,
  items: null,
  remaining: null,
  reserved: "0",
  told_remaining: null,
  may_have_been_sent: false,
  source: "admin",
  caused_at: null,
  captured_at: null,
  remaining_after: null,
  is_confirmed_not_applied: false,
  reason: null,
  note: null,
  details: null,
  ...fields,
  kind,
  provider_order: {
    id: "cpo_01TEST",
    order_id: "order_01TEST",
    order_display_id: 1,
    unit,
    currency_code: unit === "currency" ? "eur" : null,
    total: null,
    total_source: null,
    items: null,
    metadata: null,
    ...provider_order,
  },
})
