import { type MedusaContainer } from "@medusajs/framework/types"
import { type HeldProviderOrder } from "../../modules/cancellation/types"
import { findInOrder, toRecord } from "./find-in-order"
import { ledgerOf } from "./ledger"
import { readOrder } from "./read-order-snapshot"

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
  let released = 0
  for (const orderId of new Set(held.map(({ order_id }) => order_id))) {
    const read = await readOrder(container, orderId, "later")
    if (read) {
      const settings = await ledger.matchingSettings()
      const result = await findInOrder(read, settings, "later")
      released += await ledger.releaseProviderOrders(
        // Nothing is captured here: its own fact does that.
        { ...toRecord(read.order, result), canceled_at: null },
        held.flatMap(({ id, order_id }) => (order_id === orderId ? [id] : []))
      )
    }
  }
  return released > 0
}
