import { noProviderOrderOf } from "../errors"
import {
  lockProviderOrders,
  lockProviderOrdersOf,
} from "../ledger/lock-provider-orders"
import { Sql } from "../ledger/sql"
import { ProviderOrderRow } from "../core/provider-order"

/**
 * Locks provider orders of an order: those that are named, or all of them.
 *
 * @throws NOT_FOUND for a provider order that doesn't belong to the order
 */
export const lockLanesOf = async (
  trx: Sql,
  input: { order_id: string; provider_order_ids?: string[] | null }
): Promise<ProviderOrderRow[]> => {
  const ids = input.provider_order_ids
  if (!ids) {
    return lockProviderOrdersOf(trx, input.order_id)
  }
  const lanes = await lockProviderOrders(trx, ids)
  for (const id of ids) {
    if (!lanes.some((lane) => isLane(lane, id, input.order_id))) {
      throw noProviderOrderOf(input.order_id, id)
    }
  }
  return lanes
}

/**
 * Locks one provider order of an order.
 *
 * @throws NOT_FOUND
 */
export const lockLaneOf = async (
  trx: Sql,
  {
    provider_order_id,
    order_id,
  }: { provider_order_id: string; order_id: string }
): Promise<ProviderOrderRow> => {
  const [lane] = await lockProviderOrders(trx, [provider_order_id])
  if (!lane || !isLane(lane, provider_order_id, order_id)) {
    throw noProviderOrderOf(order_id, provider_order_id)
  }
  return lane
}

const isLane = (lane: ProviderOrderRow, id: string, orderId: string): boolean =>
  lane.id === id && lane.order_id === orderId
