import {
  WorkflowResponse,
  createWorkflow,
  transform,
} from "@medusajs/framework/workflows-sdk"
import {
  type Occasion,
  recordProviderOrdersStep,
} from "./steps/record-provider-orders"

export interface RecordProviderOrdersWorkflowInput {
  order_id: string
  /**
   * With `placed`, less of what a shopper may have written is believed; with
   * `viewed`, less is logged.
   *
   * @defaultValue "viewed"
   */
  occasion?: Extract<Occasion, "placed" | "viewed">
}

export const recordProviderOrdersWorkflowId =
  "cancellation-record-provider-orders"

/**
 * This workflow finds the provider orders of an order, as the configured
 * providers recognise them, and records those that are not known yet. It makes
 * no call to a provider.
 *
 * If the order has been cancelled for two minutes, the full cancellation of
 * each new provider order is captured with it. Before that, the capture is left
 * to the event of the cancel, and to the reconciliation: Medusa may still undo
 * the cancel.
 *
 * @example
 * const { result } = await recordProviderOrdersWorkflow(container).run({
 *   input: { order_id: "order_123" },
 * })
 *
 * @summary
 *
 * Find and record an order's provider orders.
 */
export const recordProviderOrdersWorkflow = createWorkflow(
  recordProviderOrdersWorkflowId,
  (input: RecordProviderOrdersWorkflowInput) => {
    const stepInput = transform({ input }, (data) => ({
      order_id: data.input.order_id,
      occasion: data.input.occasion ?? ("viewed" as const),
    }))
    return new WorkflowResponse(recordProviderOrdersStep(stepInput))
  }
)
