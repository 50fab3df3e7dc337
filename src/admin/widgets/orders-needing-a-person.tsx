import { defineWidgetConfig } from "@medusajs/admin-sdk"
import { Concerns } from "../components/common/concerns"
import { useProviders } from "../hooks/use-providers"
import { allOf, concernsOf } from "../lib/attention"

const EVERY_MS = 30_000

const OrdersNeedingAPerson = () => {
  const { data } = useProviders(EVERY_MS)
  const concerns = concernsOf(data ?? [], Date.now())
  return (
    <Concerns
      widget="orders-attention"
      concerns={concerns}
      all={allOf(concerns)}
    />
  )
}

export const config = defineWidgetConfig({
  id: "medusa-plugin-cancellation:orders-attention",
  zone: "order.list.before",
})

export default OrdersNeedingAPerson
