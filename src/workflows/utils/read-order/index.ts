import { type MedusaContainer } from "@medusajs/framework/types"
import {
  type OrderParts,
  type OrderRow,
  type OrderSnapshot,
  EVERY_PART,
} from "../../../modules/cancellation/core/matching"
import { readCart } from "./cart"
import { readLineItems } from "./line-items"
import { readPayments } from "./payments"
import { readRow } from "./row"
import { readTotal } from "./total"

const FIRST_VERSION = 1

/** An order whose total is still to be read, if it is needed. */
export interface ReadOrder {
  /** `placed_total` is null. */
  order: OrderSnapshot
  /**
   * The same order with its `placed_total`.
   *
   * @param of.isDraft - whether all versions so far are those of a draft, which
   * became an order with the last of them
   */
  withTotal: (of?: { isDraft: boolean }) => Promise<OrderSnapshot>
}

/**
 * Reads the parts of an order that are needed to recognise its provider orders.
 * They hold the data that payment providers keep about a payment, so they must
 * not be kept: they must not leave the step that reads them.
 *
 * The row is read first, because it tells whether the other parts are needed at
 * all, and these are most of the cost. The total costs much too: Medusa adds it
 * up from every line, tax and shipping method. It is needed only where nothing
 * else tells a total.
 *
 * @param partsOf - which parts to read besides the row; the other parts are
 * empty
 * @returns null if there is no such order
 */
export const readOrder = async (
  container: MedusaContainer,
  orderId: string,
  partsOf: (row: OrderRow) => OrderParts = () => EVERY_PART
): Promise<ReadOrder | null> => {
  const read = await readRow(container, orderId)
  if (!read) {
    return null
  }
  const { row, version } = read
  const parts = partsOf(row)
  const [items, payments, cart] = await Promise.all([
    parts.items ? readLineItems(container, orderId) : [],
    parts.payments ? readPayments(container, orderId) : [],
    parts.cart ? readCart(container, orderId) : null,
  ])
  const order = { ...row, placed_total: null, items, payments, cart }
  return {
    order,
    withTotal: async ({ isDraft } = { isDraft: false }) => ({
      ...order,
      placed_total: await readTotal(
        container,
        row,
        isDraft ? version : FIRST_VERSION
      ),
    }),
  }
}
