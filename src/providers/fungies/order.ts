import { type FungiesOrder } from "./contract"

/** An order number may be written with a leading `#` or without it. */
const bare = (identifier: string | number): string =>
  String(identifier).replace(/^#/, "").toLowerCase()

/** Whether an answered order is the one that was asked for, by id or number. */
export const isOrder = (order: FungiesOrder, externalId: string): boolean =>
  [order.id, order.number, order.orderNumber].some(
    (identifier) => identifier != null && bare(identifier) === bare(externalId)
  )

/**
 * Whether nothing is left to cancel. A refunded order counts: Fungies has one
 * status an order, and this one replaces CANCELLED (an assumption).
 */
export const isCancelled = ({ status }: FungiesOrder): boolean =>
  status === "CANCELLED" || status === "REFUNDED"
