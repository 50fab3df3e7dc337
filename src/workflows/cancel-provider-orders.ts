import {
  WorkflowResponse,
  createWorkflow,
  transform,
} from "@medusajs/framework/workflows-sdk"
import {
  type CaptureCancelsInput,
  type Instruction,
} from "../modules/cancellation/types"
import { recordCancelsStep } from "./steps/record-cancels"
import { validateNew } from "./utils/validate-new"

export interface CancelProviderOrdersWorkflowInput extends Omit<
  CaptureCancelsInput,
  "source" | "captured_by"
> {
  /** @defaultValue "workflow" */
  source?: CaptureCancelsInput["source"]
}

export const cancelProviderOrdersWorkflowId =
  "cancellation-cancel-provider-orders"

/**
 * This workflow captures full cancellations of provider orders, whatever
 * happened to the Medusa order. Sending begins in the background. The hook of
 * `validateCancellationWorkflow` is asked first. If a provider
 * order is being cancelled already, or was cancelled, that cancellation is the
 * answer.
 *
 * @example
 * const { result } = await cancelProviderOrdersWorkflow(container).run({
 *   input: {
 *     order_id: "order_123",
 *     // Left out: all of the order's.
 *     provider_order_ids: ["cnpo_123"],
 *     reason: "Fraud",
 *   },
 * })
 *
 * @summary
 *
 * Cancel provider orders as a whole.
 */
export const cancelProviderOrdersWorkflow = createWorkflow(
  cancelProviderOrdersWorkflowId,
  (input: CancelProviderOrdersWorkflowInput) => {
    const request = transform(
      { input },
      (data): Instruction & { kind: "cancel" } => ({
        kind: "cancel",
        input: {
          ...data.input,
          source: data.input.source ?? "workflow",
          captured_by: "request",
        },
      })
    )
    validateNew(request)
    return new WorkflowResponse(recordCancelsStep(request.input))
  }
)
