import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { LOG_PREFIX } from "../modules/cancellation/core/log-prefix"
import { recordOrderEditWorkflow } from "../workflows/record-order-edit"
import { eventId } from "../workflows/utils/event-id"
import { isId } from "../workflows/utils/given-ids"
import { ledgerOf } from "../workflows/utils/ledger"
import { oneLine } from "../workflows/utils/one-line"

/** Any one of these ids is enough to find the edit. */
const actionIdsOf = (data: unknown): string[] => {
  const { actions } = Object(data) as { actions?: unknown }
  return Array.isArray(actions)
    ? actions.map((one) => (Object(one) as { id?: unknown }).id).filter(isId)
    : []
}

/** Captures the voids of what an order edit took off. */
export default async function orderEditConfirmedHandler({
  event,
  container,
}: SubscriberArgs): Promise<void> {
  const order_id = eventId(container, event, "order_id")
  if (order_id === null) {
    return
  }
  try {
    const { orderEdited } = await ledgerOf(container).automation()
    const action_ids = actionIdsOf(event.data)
    if (orderEdited && action_ids.length) {
      await recordOrderEditWorkflow(container).run({
        input: { order_id, action_ids, captured_by: "event" },
      })
    }
  } catch (error) {
    container
      .resolve(ContainerRegistrationKeys.LOGGER)
      .error(
        `${LOG_PREFIX} what was taken off order ${order_id} could not be captured from the event of its edit; the reconciliation looks for it: ${oneLine(error)}`
      )
  }
}

export const config: SubscriberConfig = {
  event: "order-edit.confirmed",
  context: { subscriberId: "medusa-plugin-cancellation.order-edit-confirmed" },
}
