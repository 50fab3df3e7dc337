import { type MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { LOG_PREFIX } from "../../modules/cancellation/core/log-prefix"
import { type HeldProviderOrder } from "../../modules/cancellation/types"
import { findInOrder } from "./find-in-order"
import { ledgerOf } from "./ledger"
import { oneLine } from "./one-line"

/**
 * If a store moves an external id from one order to another, the ledger keeps
 * the id with the first order until that order is read again. So, when the
 * second order wants the id, this function reads the first order, and takes
 * from it the provider orders that it doesn't name any more. An order that can't
 * be read keeps what it has, and keeps no other from going on.
 *
 * @returns whether any provider order was released
 */
export const releaseMoved = async (
  container: MedusaContainer,
  held: HeldProviderOrder[]
): Promise<boolean> => {
  const ledger = ledgerOf(container)
  const settings = held.length ? await ledger.matchingSettings() : []
  let released = 0
  for (const orderId of new Set(held.map(({ order_id }) => order_id))) {
    try {
      const found = await findInOrder(container, orderId, settings, "later")
      if (found) {
        released += await ledger.releaseProviderOrders(
          // Nothing is captured here: the other order's own cancellation
          // captures it.
          { ...found.facts, canceled_at: null },
          held.flatMap(({ id, order_id }) => (order_id === orderId ? [id] : []))
        )
      }
    } catch (error) {
      container
        .resolve(ContainerRegistrationKeys.LOGGER)
        .warn(
          `${LOG_PREFIX} order ${orderId} was found to have what another order names, and it could not be read, so it keeps that: ${oneLine(error)}`
        )
    }
  }
  return released > 0
}
