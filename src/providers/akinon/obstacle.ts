import { type Obstacle } from "../../provider-kit"

/**
 * Statuses of what has left the warehouse, as Akinon's own sales channel client
 * names them: shipped, shipped and informed, ready for pickup, attempted
 * delivery, delivered.
 */
const SHIPPED: readonly number[] = [500, 510, 520, 540, 550]

/**
 * What speaks against cancelling an open order as a whole: it was shipped, or a
 * part of it. No document says that Omnitron refuses the cancel then, so it is
 * sent all the same, and only a preview says so.
 *
 * @param status - the order's own; null where it isn't shown
 */
export const obstacleIn = (
  status: number | null,
  itemStatuses: readonly number[]
): Obstacle | null => {
  const shipped = [...(status === null ? [] : [status]), ...itemStatuses].find(
    (one) => SHIPPED.includes(one)
  )
  return shipped === undefined
    ? null
    : {
        type: "shipped",
        message: `Omnitron shows this order, or a part of it, as shipped (status ${shipped}), so it will most likely refuse to cancel it.`,
      }
}
