import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { captureOrderEditWorkflow } from "../workflows/capture-order-edit"
import { ledgerOf } from "../workflows/utils/ledger"
import { oneLine } from "../workflows/utils/one-line"

interface OrderEditConfirmed {
  order_id: string
  actions?: { id: string }[] | null
}

/** Writes the voids of what an order edit took off into the ledger. */
export default async function orderEditConfirmedHandler({
  event: { data },
  container,
}: SubscriberArgs<OrderEditConfirmed>): Promise<void> {
  try {
    const { orderEdited } = await ledgerOf(container).automation()
    const action_ids = (data.actions ?? []).map(({ id }) => id)
    if (orderEdited && action_ids.length) {
      await captureOrderEditWorkflow(container).run({
        input: { order_id: data.order_id, action_ids, captured_by: "event" },
      })
    }
  } catch (error) {
    container
      .resolve(ContainerRegistrationKeys.LOGGER)
      .error(
        `medusa-plugin-cancellation: what was taken off order ${data.order_id} could not be captured from the event of its edit; the reconciliation looks for it: ${oneLine(error)}`
      )
  }
}

export const config: SubscriberConfig = {
  event: "order-edit.confirmed",
  context: { subscriberId: "medusa-plugin-cancellation.order-edit-confirmed" },
}
