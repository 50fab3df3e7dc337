import { SETTLING_MS } from "../core/automation"
import { canceledOrdersWithTime } from "../ledger/facts/canceled-orders"
import { positionAt, positionOf } from "../ledger/facts/fact"
import { CanceledOrderDTO } from "../types"
import { OperationContext } from "./context"

export interface CanceledOrdersInput {
  from: Date
  /** Exclusive. */
  until?: Date | null
  /** The last order of the previous page. */
  after?: { position: string; id: string } | null
  limit: number
}

/**
 * A page of Medusa's cancelled orders, the oldest first, whether or not
 * anything was captured for them. A cancel that is less than two minutes old
 * may still be undone, so its order is left out whatever `until` says.
 */
export const canceledOrders = async (
  { sql, clock }: OperationContext,
  { from, until, after, limit }: CanceledOrdersInput
): Promise<CanceledOrderDTO[]> => {
  const settled = (await clock.now()).getTime() - SETTLING_MS
  return canceledOrdersWithTime(sql, {
    after: after ? positionOf(after) : positionAt(from),
    until: new Date(Math.min(until?.getTime() ?? settled, settled)),
    limit,
  })
}
