import { defineLink } from "@medusajs/framework/utils"
import OrderModule from "@medusajs/medusa/order"
import CancellationModule from "../modules/cancellation"

/** `provider_order.order` */
export default defineLink(
  {
    linkable: CancellationModule.linkable.providerOrder,
    field: "order_id",
  },
  { linkable: OrderModule.linkable.order },
  { readOnly: true }
)
