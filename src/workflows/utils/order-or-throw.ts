import { type MedusaContainer } from "@medusajs/framework/types"
import { MedusaError } from "@medusajs/framework/utils"
import {
  type Moment,
  type OrderSnapshot,
} from "../../modules/cancellation/core/matching"
import { readOrderSnapshot } from "./read-order-snapshot"

/** @throws NOT_FOUND */
export const orderOrThrow = async (
  container: MedusaContainer,
  orderId: string,
  moment: Moment = "later"
): Promise<OrderSnapshot> => {
  const order = await readOrderSnapshot(container, orderId, moment)
  if (!order) {
    throw new MedusaError(
      MedusaError.Types.NOT_FOUND,
      `Order with id: ${orderId} was not found`
    )
  }
  return order
}
