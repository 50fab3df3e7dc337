import { type OrderSnapshot } from "../../modules/cancellation/core/matching"
import { invalid } from "../../modules/cancellation/errors"
import { type ItemMapping } from "../../provider-kit"

/**
 * Throws if items name a line item that the order doesn't have, or more units
 * than the line item has.
 *
 * @throws INVALID_DATA
 */
export const refuseUnknownLines = (
  items: ItemMapping[] | null | undefined,
  order: OrderSnapshot
): void => {
  for (const { line_item_id, external_item_ids } of items ?? []) {
    const line = order.items.find(({ id }) => id === line_item_id)
    if (!line) {
      throw invalid(
        `There is no item ${line_item_id} in this order.`,
        "unknown_item"
      )
    }
    if (external_item_ids.length > line.quantity) {
      throw invalid(
        `Item ${line_item_id} has ${line.quantity} units, but ${external_item_ids.length} external item ids were given: give one a unit.`,
        "invalid_items"
      )
    }
  }
}
