import {
  WorkflowResponse,
  createWorkflow,
} from "@medusajs/framework/workflows-sdk"
import {
  type ResolveCancellationStepInput,
  resolveCancellationStep,
} from "./steps/resolve-cancellation"

export type ResolveCancellationWorkflowInput = ResolveCancellationStepInput

export const resolveCancellationWorkflowId = "cancellation-resolve-cancellation"

/**
 * This workflow settles a cancellation on a person's word: as `succeeded`,
 * because it was carried out at the provider in another way, or as `dismissed`.
 * Nothing is sent.
 *
 * @example
 * const { result } = await resolveCancellationWorkflow(container).run({
 *   input: {
 *     id: "cncl_123",
 *     resolution: "succeeded",
 *     note: "Voided by hand in the provider's back office.",
 *   },
 * })
 *
 * @summary
 *
 * Resolve a cancellation by hand.
 */
export const resolveCancellationWorkflow = createWorkflow(
  resolveCancellationWorkflowId,
  (input: ResolveCancellationWorkflowInput) => {
    return new WorkflowResponse(resolveCancellationStep(input))
  }
)
