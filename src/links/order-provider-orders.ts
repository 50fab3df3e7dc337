import { defineLink } from "@medusajs/framework/utils"
import OrderModule from "@medusajs/medusa/order"
import CancellationModule from "../modules/cancellation"

/** `order.provider_orders`, and from there `.cancellations`. */
export default defineLink(
  {
    linkable: OrderModule.linkable.order,
    field: "id",
    isList: true,
  },
  {
    ...CancellationModule.linkable.providerOrder.id,
    primaryKey: "order_id",
  },
  { readOnly: true }
)
