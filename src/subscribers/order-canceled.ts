import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { LOG_PREFIX } from "../modules/cancellation/core/log-prefix"
import { eventId } from "../workflows/utils/event-id"
import { ledgerOf } from "../workflows/utils/ledger"
import { oneLine } from "../workflows/utils/one-line"
import { recordOrderCancellation } from "../workflows/utils/record-order-cancellation"

/** Captures the cancellations of an order that was cancelled. */
export default async function orderCanceledHandler({
  event,
  container,
}: SubscriberArgs): Promise<void> {
  const order_id = eventId(container, event, "id")
  if (order_id === null) {
    return
  }
  try {
    const { orderCanceled } = await ledgerOf(container).automation()
    if (orderCanceled) {
      await recordOrderCancellation(container, {
        order_id,
        captured_by: "event",
      })
    }
  } catch (error) {
    container
      .resolve(ContainerRegistrationKeys.LOGGER)
      .error(
        `${LOG_PREFIX} the cancellation of order ${order_id} could not be captured from its event; the reconciliation captures it from the order: ${oneLine(error)}`
      )
  }
}

export const config: SubscriberConfig = {
  event: "order.canceled",
  context: { subscriberId: "medusa-plugin-cancellation.order-canceled" },
}
