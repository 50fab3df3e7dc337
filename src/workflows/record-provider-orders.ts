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
   * `placed` believes less of what a shopper may have written; `viewed` keeps
   * the log quiet.
   *
   * @defaultValue "viewed"
   */
  occasion?: Extract<Occasion, "placed" | "viewed">
}

export const recordProviderOrdersWorkflowId =
  "cancellation-record-provider-orders"

/**
 * This workflow finds the provider orders of an order, as the configured
 * providers recognise them, and records those that are not known yet. It asks
 * no provider anything.
 *
 * If the order has been cancelled for two minutes, the cancel of each new one
 * is captured with it. Before that it is left to the event of the cancel, and
 * to the reconciliation: Medusa may still take the cancel back.
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
