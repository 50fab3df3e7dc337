import {
  type FilterableOrderProps,
  type MedusaContainer,
} from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { type OrderRow } from "../../../modules/cancellation/core/matching"
import { type Decimal } from "../../../provider-kit"
import { inCurrency } from "./queried"

/**
 * The total of an order in one of its versions. The first version is the order
 * as it was placed, after the discounts and credit lines of that time; edits,
 * refunds and cancels make later versions. (`order.total` is 0 after a captured
 * order was cancelled, and `original_total` is the total before discounts.)
 */
export const readTotal = async (
  container: MedusaContainer,
  { id, currency_code }: OrderRow,
  version: number
): Promise<Decimal | null> => {
  // Medusa's order module accepts a version, though its types don't say so.
  const filters: FilterableOrderProps & { version: number } = { id, version }
  const [order] = await container
    .resolve(Modules.ORDER)
    .listOrders(filters, { select: ["id", "total"] })
  return order?.total == null ? null : inCurrency(order.total, currency_code)
}
