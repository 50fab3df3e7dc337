import { pathSegment } from "../../provider-kit"

export const INVALID_ID =
  "The order id that is registered for Aplazame is not an order id. Correct it first."

/** An order id as one segment of a path. Null where it can't be one or is blank. */
export const orderSegment = (orderId: string): string | null =>
  orderId.trim() === "" ? null : pathSegment(orderId)
