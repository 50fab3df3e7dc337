import {
  type FoundProviderOrders,
  type Moment,
  type OrderSnapshot,
  findProviderOrders,
} from "../../modules/cancellation/core/matching"
import {
  type MatchingSettings,
  type NewProviderOrder,
  type RecordProviderOrdersInput,
} from "../../modules/cancellation/types"
import { type ReadOrder } from "./read-order-snapshot"

/**
 * The provider orders of an order, whose total is read only where one of them
 * is of money and nothing else tells how much.
 */
export const findInOrder = async (
  { order, withTotal }: ReadOrder,
  settings: MatchingSettings[],
  moment: Moment
): Promise<FoundProviderOrders> => {
  const result = findProviderOrders(order, settings, moment)
  return result.found.some(lacksTotal)
    ? findProviderOrders(await withTotal(), settings, moment)
    : result
}

const lacksTotal = ({ total, currency_code }: NewProviderOrder): boolean =>
  total === null && currency_code !== null

/** What of it the ledger is told. */
export const toRecord = (
  order: OrderSnapshot,
  { found, distrusted, readings }: FoundProviderOrders
): Omit<RecordProviderOrdersInput, "canceled_at"> => ({
  order_id: order.id,
  order_display_id: order.display_id,
  order_custom_display_id: order.custom_display_id,
  provider_orders: found,
  distrusted,
  readings,
})
