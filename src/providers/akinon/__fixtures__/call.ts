import { type CancellationCall } from "../../../provider-kit"
import {
  callOf as anyCallOf,
  type CallFields,
} from "../../../provider-kit/__fixtures__/call"

/** A full cancellation of an order of two lines: items 1 and 2, and item 3. */
export const callOf = (fields: CallFields = {}): CancellationCall =>
  anyCallOf({
    ...fields,
    provider_order: {
      external_id: "77",
      unit: "item",
      currency_code: null,
      total: "3",
      items: [
        { line_item_id: "item_a", external_item_ids: [1, "2"] },
        { line_item_id: "item_b", external_item_ids: ["3"] },
      ],
      ...fields.provider_order,
    },
  })

/** A partial void of items 1 and 2. */
export const voidOf = (fields: CallFields = {}): CancellationCall =>
  callOf({
    kind: "void",
    items: [
      {
        id: "item_a",
        quantity: 2,
        external_item_ids: [1, "2"],
        reason: null,
      },
    ],
    ...fields,
  })
