import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { LOG_PREFIX } from "../modules/cancellation/core/log-prefix"
import { CancellationEvents } from "../types/events"
import { eventId } from "../workflows/utils/event-id"
import { ledgerOf } from "../workflows/utils/ledger"
import { oneLine } from "../workflows/utils/one-line"

/** Puts a cancellation that a person has to decide into the admin's feed. */
export default async function cancellationNeedsReviewHandler({
  event,
  container,
}: SubscriberArgs): Promise<void> {
  const id = eventId(container, event, "id")
  if (id === null) {
    return
  }
  const logger = container.resolve(ContainerRegistrationKeys.LOGGER)
  try {
    const cancellation = await ledgerOf(container).retrieveCancellation(id)
    await container.resolve(Modules.NOTIFICATION).createNotifications({
      to: "",
      channel: "feed",
      template: "admin-ui",
      idempotency_key: `medusa-plugin-cancellation:${id}:${cancellation.attempt_count}`,
      data: {
        title: `A cancellation at ${cancellation.provider_id} needs review`,
        description: `Order ${cancellation.order_display_id ?? cancellation.order_id}, ${cancellation.external_id} at ${cancellation.provider_id}: look at it under Orders, Cancellations.`,
      },
    })
  } catch (error) {
    // Without a feed, it is still in the list of what needs review.
    logger.warn(
      `${LOG_PREFIX} ${id} needs review, but no notification could be made of it: ${oneLine(error)}`
    )
  }
}

export const config: SubscriberConfig = {
  event: CancellationEvents.NEEDS_REVIEW,
  context: {
    subscriberId: "medusa-plugin-cancellation.cancellation-needs-review",
  },
}
