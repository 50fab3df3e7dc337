import type { Cancellation } from "./wire"

/** The store's own number, else `#42`, else the order's id. */
export const orderNumber = ({
  order_custom_display_id,
  order_display_id,
  order_id,
}: Pick<
  Cancellation,
  "order_custom_display_id" | "order_display_id" | "order_id"
>): string =>
  order_custom_display_id ??
  (order_display_id === null ? order_id : `#${order_display_id}`)
