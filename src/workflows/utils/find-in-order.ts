import {
  type FoundProviderOrders,
  type Moment,
  findProviderOrders,
} from "../../modules/cancellation/core/matching"
import {
  type MatchingSettings,
  type NewProviderOrder,
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
