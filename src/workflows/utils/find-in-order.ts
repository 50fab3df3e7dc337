import { type MedusaContainer } from "@medusajs/framework/types"
import {
  type FoundProviderOrders,
  type Moment,
  findProviderOrders,
  partsToRead,
} from "../../modules/cancellation/core/matching"
import {
  type MatchingSettings,
  type NewProviderOrder,
  type RecordProviderOrdersInput,
} from "../../modules/cancellation/types"
import { readOrder } from "./read-order"

export interface FoundInOrder {
  /** The facts about the order that the ledger is told. */
  facts: RecordProviderOrdersInput
  /** The provider orders that were found and are not used. */
  unused: Pick<FoundProviderOrders, "distrusted" | "ignored">
}

/**
 * Reads the parts of an order in which its provider orders are looked for, and
 * finds them. The order's total is read only if a provider order is measured in
 * money and nothing else tells its total.
 *
 * The parts stay inside: they hold the data of payments, and lack the parts
 * that no provider asked for.
 *
 * @returns null if there is no such order
 */
export const findInOrder = async (
  container: MedusaContainer,
  orderId: string,
  settings: MatchingSettings[],
  moment: Moment
): Promise<FoundInOrder | null> => {
  const read = await readOrder(container, orderId, (row) =>
    partsToRead(row, settings, moment)
  )
  if (!read) {
    return null
  }
  const { order, withTotal } = read
  let result = findProviderOrders(order, settings, moment)
  if (result.found.some(lacksTotal)) {
    // A draft is edited, version after version, until it is placed.
    const isDraft = moment === "placed" && order.cart === null
    result = findProviderOrders(await withTotal({ isDraft }), settings, moment)
  }
  const { found, distrusted, ignored, readings } = result
  return {
    facts: {
      order_id: order.id,
      order_display_id: order.display_id,
      order_custom_display_id: order.custom_display_id,
      canceled_at: order.canceled_at,
      provider_orders: found,
      distrusted,
      readings,
    },
    unused: { distrusted, ignored },
  }
}

const lacksTotal = ({ total, currency_code }: NewProviderOrder): boolean =>
  total === null && currency_code !== null
