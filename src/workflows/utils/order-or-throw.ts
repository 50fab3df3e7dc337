import { type MedusaContainer } from "@medusajs/framework/types"
import { type OrderSnapshot } from "../../modules/cancellation/core/matching"
import { noSuch } from "../../modules/cancellation/errors"
import { readOrder } from "./read-order"

/** @throws NOT_FOUND */
export const orderOrThrow = async (
  container: MedusaContainer,
  orderId: string
): Promise<OrderSnapshot> => {
  const read = foundOrThrow(await readOrder(container, orderId), orderId)
  return read.withTotal()
}

/** @throws NOT_FOUND for null */
export const foundOrThrow = <T>(found: T | null, orderId: string): T => {
  if (found === null) {
    throw noSuch("Order", orderId)
  }
  return found
}
