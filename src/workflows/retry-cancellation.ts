import {
  WorkflowResponse,
  createWorkflow,
} from "@medusajs/framework/workflows-sdk"
import {
  type RetryCancellationStepInput,
  retryCancellationStep,
} from "./steps/retry-cancellation"

export type RetryCancellationWorkflowInput = RetryCancellationStepInput

export const retryCancellationWorkflowId = "cancellation-retry-cancellation"

/**
 * This workflow retries a cancellation that was rejected, or that waits for a
 * person. The cancellation takes its amount again, and is refused if that no
 * longer fits. If the outcome is unknown, the provider's record is read first.
 * If there is no record, and a second call might do harm, `confirm_not_applied`
 * and a note are required.
 *
 * @example
 * const { result } = await retryCancellationWorkflow(container).run({
 *   input: { id: "cncl_123", note: "The provider unlocked the order." },
 * })
 *
 * @summary
 *
 * Retry a cancellation.
 */
export const retryCancellationWorkflow = createWorkflow(
  retryCancellationWorkflowId,
  (input: RetryCancellationWorkflowInput) => {
    return new WorkflowResponse(retryCancellationStep(input))
  }
)
