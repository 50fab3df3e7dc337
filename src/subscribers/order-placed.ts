import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { LOG_PREFIX } from "../modules/cancellation/core/log-prefix"
import { recordProviderOrdersWorkflow } from "../workflows/record-provider-orders"
import { eventId } from "../workflows/utils/event-id"
import { oneLine } from "../workflows/utils/one-line"

/**
 * Records an order's provider orders as soon as it is placed, because later its
 * shopper may have hidden what the cart carried. For the same reason it doesn't
 * wait until the route has answered.
 */
export default async function orderPlacedHandler({
  event,
  container,
}: SubscriberArgs): Promise<void> {
  const order_id = eventId(container, event, "id")
  if (order_id === null) {
    return
  }
  try {
    await recordProviderOrdersWorkflow(container).run({
      input: { order_id, occasion: "placed" },
    })
  } catch (error) {
    container
      .resolve(ContainerRegistrationKeys.LOGGER)
      .error(
        `${LOG_PREFIX} the provider orders of order ${order_id} could not be recorded when it was placed; they are looked for again when it is cancelled, or viewed in the admin: ${oneLine(error)}`
      )
  }
}

export const config: SubscriberConfig = {
  event: "order.placed",
  context: { subscriberId: "medusa-plugin-cancellation.order-placed" },
}
