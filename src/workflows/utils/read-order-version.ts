import {
  FilterableOrderProps,
  MedusaContainer,
} from "@medusajs/framework/types"
import { MathBN, Modules } from "@medusajs/framework/utils"
import { type OrderVersion } from "../../modules/cancellation/core/automation"
import { noSuch } from "../../modules/cancellation/errors"
import { toDecimal } from "../../provider-kit"

/** A read of one version takes 25 to 50 ms. */
export const readOrderVersion = async (
  container: MedusaContainer,
  orderId: string,
  version: number
): Promise<OrderVersion> => {
  // Medusa's order module accepts a version, though its types don't say so.
  const filters: FilterableOrderProps & { version: number } = {
    id: orderId,
    version,
  }
  const [order] = await container.resolve(Modules.ORDER).listOrders(filters, {
    select: ["id", "total", "credit_line_total", "items.id", "items.quantity"],
    relations: ["items"],
  })
  if (!order) {
    throw noSuch("Order", orderId)
  }
  return {
    version,
    total: MathBN.add(
      toDecimal(order.total),
      toDecimal(order.credit_line_total)
    ).toFixed(),
    lines: (order.items ?? []).map(({ id, quantity }) => ({
      id,
      quantity: toDecimal(quantity),
    })),
  }
}
