import {
  WorkflowResponse,
  createWorkflow,
} from "@medusajs/framework/workflows-sdk"
import {
  type CorrectProviderOrderStepInput,
  correctProviderOrderStep,
} from "./steps/correct-provider-order"

export type CorrectProviderOrderWorkflowInput = CorrectProviderOrderStepInput

export const correctProviderOrderWorkflowId =
  "cancellation-correct-provider-order"

/**
 * This workflow corrects the amount, the items or the metadata of a provider
 * order, but never to less than its voids have already taken.
 *
 * @example
 * const { result } = await correctProviderOrderWorkflow(container).run({
 *   input: {
 *     order_id: "order_123",
 *     provider_order_id: "cnpo_123",
 *     amount: 100.5,
 *   },
 * })
 *
 * @summary
 *
 * Correct a provider order.
 */
export const correctProviderOrderWorkflow = createWorkflow(
  correctProviderOrderWorkflowId,
  (input: CorrectProviderOrderWorkflowInput) => {
    return new WorkflowResponse(correctProviderOrderStep(input))
  }
)
