import { defineWidgetConfig } from "@medusajs/admin-sdk"
import type { AdminOrder, DetailWidgetProps } from "@medusajs/framework/types"
import { Concerns } from "../components/common/concerns"
import { useOrderCancellations } from "../hooks/use-order-data"
import { useProviders } from "../hooks/use-providers"
import { concernsOfOrder } from "../lib/attention"

/** The widget of the external orders asks again; this one shows what it got. */
const OrderNeedsAPerson = ({ data }: DetailWidgetProps<AdminOrder>) => {
  const cancellations = useOrderCancellations(data.id, 0)
  const providers = useProviders()
  return (
    <Concerns
      widget="order-attention"
      concerns={concernsOfOrder(cancellations.data ?? [], providers.data ?? [])}
    />
  )
}

export const config = defineWidgetConfig({
  id: "medusa-plugin-cancellation:order-attention",
  zone: "order.details.before",
})

export default OrderNeedsAPerson
