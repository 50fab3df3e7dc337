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

/** An order whose total, if it is needed, is still to be read. */
export interface ReadOrder {
  /** `placed_total` is null. */
  order: OrderSnapshot
  /**
   * The same order with its `placed_total`.
   *
   * @param of.isDraft - its versions so far are those of a draft, which became
   * an order with the last of them
   */
  withTotal: (of?: { isDraft: boolean }) => Promise<OrderSnapshot>
}

/**
 * Reads what recognising an order's provider orders needs. It holds what
 * payment providers keep about a payment, so it is not for keeping: it must
 * not leave the step that reads it.
 *
 * The row comes first, because it tells whether the parts are needed at all,
 * and they are most of the cost. So is the total: Medusa adds it up from every
 * line, tax and shipping method, and it is needed only where nothing else
 * tells one.
 *
 * @param partsOf - what to read beside the row; what is left out is empty
 * @returns null where there is no such order
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
