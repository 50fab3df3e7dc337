import type { Cancellation } from "./wire"

/** `#42`; the order's id where it has no number. */
export const orderNumber = ({
  order_display_id,
  order_id,
}: Pick<Cancellation, "order_display_id" | "order_id">): string =>
  order_display_id === null ? order_id : `#${order_display_id}`
