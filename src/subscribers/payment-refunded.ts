import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { LOG_PREFIX } from "../modules/cancellation/core/log-prefix"
import { recordRefundWorkflow } from "../workflows/record-refund"
import { eventId } from "../workflows/utils/event-id"
import { ledgerOf } from "../workflows/utils/ledger"
import { oneLine } from "../workflows/utils/one-line"

/** Captures the voids of a payment's refunds. */
export default async function paymentRefundedHandler({
  event,
  container,
}: SubscriberArgs): Promise<void> {
  const payment_id = eventId(container, event, "id")
  if (payment_id === null) {
    return
  }
  try {
    const { paymentRefunded } = await ledgerOf(container).automation()
    if (paymentRefunded) {
      await recordRefundWorkflow(container).run({
        input: { payment_id, captured_by: "event" },
      })
    }
  } catch (error) {
    container
      .resolve(ContainerRegistrationKeys.LOGGER)
      .error(
        `${LOG_PREFIX} the refunds of payment ${payment_id} could not be captured from their event; the reconciliation looks for them: ${oneLine(error)}`
      )
  }
}

export const config: SubscriberConfig = {
  event: "payment.refunded",
  context: { subscriberId: "medusa-plugin-cancellation.payment-refunded" },
}
