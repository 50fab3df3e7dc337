import { type MedusaContainer } from "@medusajs/framework/types"
import {
  type Moment,
  type OrderSnapshot,
} from "../../modules/cancellation/core/matching"
import { noSuch } from "../../modules/cancellation/errors"
import {
  type ReadOrder,
  readOrder,
  readOrderSnapshot,
} from "./read-order-snapshot"

/** @throws NOT_FOUND */
export const orderOrThrow = async (
  container: MedusaContainer,
  orderId: string
): Promise<OrderSnapshot> =>
  (await readOrderSnapshot(container, orderId, "later")) ??
  throwNotFound(orderId)

/**
 * The same, its total still to be read.
 *
 * @throws NOT_FOUND
 */
export const readOrderOrThrow = async (
  container: MedusaContainer,
  orderId: string,
  moment: Moment
): Promise<ReadOrder> =>
  (await readOrder(container, orderId, moment)) ?? throwNotFound(orderId)

const throwNotFound = (orderId: string): never => {
  throw noSuch("Order", orderId)
}
