import { CancellationCall } from "../../../provider-kit"
import { callOf as baseCall } from "../../aplazame/__tests__/support"

/** An order of two lines: items 1 and 2, and item 3. */
export const callOf = (
  fields: Parameters<typeof baseCall>[0] = {}
): CancellationCall =>
  baseCall({
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

/** A void of items 1 and 2. */
export const voidOf = (
  fields: Parameters<typeof baseCall>[0] = {}
): CancellationCall =>
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

/** An order's detail with the statuses of its items 1, 2, 3 … */
export const detailOf = (status: unknown, ...items: unknown[]) => ({
  pk: 77,
  status,
  ...(items.length > 0 && {
    orderitem_set: items.map((item, index) => ({
      pk: index + 1,
      status: item,
    })),
  }),
})
