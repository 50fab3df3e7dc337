import {
  WorkflowResponse,
  createWorkflow,
} from "@medusajs/framework/workflows-sdk"
import {
  type RemoveProviderOrderStepInput,
  removeProviderOrderStep,
} from "./steps/remove-provider-order"

export type RemoveProviderOrderWorkflowInput = RemoveProviderOrderStepInput

export const removeProviderOrderWorkflowId =
  "cancellation-remove-provider-order"

/**
 * This workflow removes a provider order that was recorded by mistake. It is
 * refused once the provider order has a cancellation.
 *
 * @example
 * const { result } = await removeProviderOrderWorkflow(container).run({
 *   input: { order_id: "order_123", provider_order_id: "cnpo_123" },
 * })
 *
 * @summary
 *
 * Remove a provider order.
 */
export const removeProviderOrderWorkflow = createWorkflow(
  removeProviderOrderWorkflowId,
  (input: RemoveProviderOrderWorkflowInput) => {
    return new WorkflowResponse(removeProviderOrderStep(input))
  }
)
