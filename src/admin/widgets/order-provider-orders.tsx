import { defineWidgetConfig } from "@medusajs/admin-sdk"
import type { AdminOrder, DetailWidgetProps } from "@medusajs/framework/types"
import { toLineItem } from "../lib/line-item"
import { ProviderOrders } from "../components/order/provider-orders"

const OrderProviderOrders = ({ data }: DetailWidgetProps<AdminOrder>) => (
  <ProviderOrders
    key={data.id}
    orderId={data.id}
    version={[data.status, data.version, data.payment_status].join()}
    isCanceled={data.status === "canceled"}
    currencyCode={data.currency_code}
    lineItems={data.items.map(toLineItem)}
  />
)

export const config = defineWidgetConfig({
  id: "medusa-plugin-cancellation:provider-orders",
  zone: "order.details.side.after",
})

export default OrderProviderOrders
