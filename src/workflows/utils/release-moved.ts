import { type MedusaContainer } from "@medusajs/framework/types"
import { type HeldProviderOrder } from "../../modules/cancellation/types"
import { findInOrder } from "./find-in-order"
import { ledgerOf } from "./ledger"

/**
 * An external id that a store moves from one order to another stands in the
 * ledger with the first, until that is looked at again. So whoever wants it for
 * the second looks at the first, and takes from it what it doesn't name any
 * more.
 *
 * @returns whether anything was set free
 */
export const releaseMoved = async (
  container: MedusaContainer,
  held: HeldProviderOrder[]
): Promise<boolean> => {
  const ledger = ledgerOf(container)
  const settings = held.length ? await ledger.matchingSettings() : []
  let released = 0
  for (const orderId of new Set(held.map(({ order_id }) => order_id))) {
    const found = await findInOrder(container, orderId, settings, "later")
    if (found) {
      released += await ledger.releaseProviderOrders(
        // Nothing is captured here: its own fact does that.
        { ...found.facts, canceled_at: null },
        held.flatMap(({ id, order_id }) => (order_id === orderId ? [id] : []))
      )
    }
  }
  return released > 0
}
