import {
  WorkflowResponse,
  createWorkflow,
} from "@medusajs/framework/workflows-sdk"
import {
  type RetryCancellationsStepInput,
  retryCancellationsStep,
} from "./steps/retry-cancellations"

export type RetryCancellationsWorkflowInput = RetryCancellationsStepInput

export const retryCancellationsWorkflowId = "cancellation-retry-cancellations"

/**
 * This workflow retries many cancellations: those that were rejected, and those
 * whose retries are exhausted. All others are skipped, each with a reason.
 *
 * @example
 * const { result } = await retryCancellationsWorkflow(container).run({
 *   input: { ids: ["cncl_123", "cncl_456"] },
 * })
 *
 * @summary
 *
 * Retry many cancellations.
 */
export const retryCancellationsWorkflow = createWorkflow(
  retryCancellationsWorkflowId,
  (input: RetryCancellationsWorkflowInput) => {
    return new WorkflowResponse(retryCancellationsStep(input))
  }
)
