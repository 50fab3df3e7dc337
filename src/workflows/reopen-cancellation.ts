import {
  WorkflowResponse,
  createWorkflow,
} from "@medusajs/framework/workflows-sdk"
import {
  type ReopenCancellationStepInput,
  reopenCancellationStep,
} from "./steps/reopen-cancellation"

export type ReopenCancellationWorkflowInput = ReopenCancellationStepInput

export const reopenCancellationWorkflowId = "cancellation-reopen-cancellation"

/**
 * This workflow takes back what a person closed by mistake: a cancellation that
 * was dismissed, or resolved as `succeeded`, needs review again. Its amount is
 * reserved again. Nothing is sent.
 *
 * @example
 * const { result } = await reopenCancellationWorkflow(container).run({
 *   input: {
 *     id: "cncl_123",
 *     note: "It was the order beside it that was voided.",
 *   },
 * })
 *
 * @summary
 *
 * Reopen a cancellation that was closed by hand.
 */
export const reopenCancellationWorkflow = createWorkflow(
  reopenCancellationWorkflowId,
  (input: ReopenCancellationWorkflowInput) => {
    return new WorkflowResponse(reopenCancellationStep(input))
  }
)
