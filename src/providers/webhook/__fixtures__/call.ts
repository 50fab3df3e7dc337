import { type CancellationCall } from "../../../provider-kit"
import {
  type CallFields,
  callOf,
} from "../../../provider-kit/__fixtures__/call"
import { type Options, optionsSchema } from "../options"

export const SECRET = "whsec_b2Ytb25lLXN0b3JlLTI0LWJ5dGVzLi4u"
export const OTHER_SECRET = "whsec_dGhlLW5leHQtc2VjcmV0LTI0LWJ5dGVz"

export const optionsOf = (fields: Record<string, unknown> = {}): Options =>
  optionsSchema.parse({
    url: "https://erp.example.com/hook",
    secrets: [SECRET],
    ...fields,
  })

const ORDER = {
  order_id: "order_1",
  order_display_id: 7,
  external_id: "order_1",
}

/** A full cancellation of an order of 100 EUR. */
export const cancelOf = ({
  provider_order,
  ...fields
}: CallFields = {}): CancellationCall =>
  callOf({
    captured_at: "2026-03-01T10:00:02.000Z",
    caused_at: "2026-03-01T10:00:00.000Z",
    source: "order_canceled",
    ...fields,
    provider_order: { ...ORDER, ...provider_order },
  })

/** A void of 12.50 EUR, of which 60 EUR were left when it was captured. */
export const voidOf = (fields: CallFields = {}): CancellationCall =>
  cancelOf({
    kind: "void",
    amount: "12.5",
    remaining_after: "47.5",
    reason: "damaged",
    note: "seen by Kim",
    source: "admin",
    ...fields,
  })

/** A void of two units of a line. */
export const itemsOf = (fields: CallFields = {}): CancellationCall =>
  voidOf({
    amount: null,
    remaining_after: "1",
    items: [
      {
        id: "ordli_1",
        quantity: 2,
        external_item_ids: ["ordli_1#1", "ordli_1#2"],
        reason: "damaged",
        sku: "CHAIR-1",
        title: "Oak chair",
      },
    ],
    ...fields,
    provider_order: { unit: "item", currency_code: null },
  })
