import {
  WorkflowResponse,
  createWorkflow,
  transform,
} from "@medusajs/framework/workflows-sdk"
import { type CapturedBy } from "../modules/cancellation/core/vocabulary"
import { recordOrderCancellationStep } from "./steps/record-order-cancellation"

export interface RecordOrderCancellationWorkflowInput {
  order_id: string
  /**
   * The path on which the fact arrived. With `reconciliation`, nothing is
   * captured for a provider that was switched on after the order was cancelled,
   * nor for an order that was cancelled less than two minutes ago: a hook of
   * the store may still fail, and Medusa then undoes the cancel. `event` is for
   * calls after Medusa's workflow has ended: never use it in a hook.
   *
   * @defaultValue "event"
   */
  captured_by?: Extract<CapturedBy, "event" | "reconciliation">
}

export const recordOrderCancellationWorkflowId =
  "cancellation-record-order-cancellation"

/**
 * This workflow captures the cancellation of an order: one full cancellation
 * for each of its provider orders. Provider orders that are not recorded yet
 * are recorded now. The workflow reads the order anew, and stops if the order
 * is not cancelled (any more).
 *
 * It makes no call itself: sending begins in the background. Running it again
 * captures nothing more.
 *
 * @example
 * const { result } = await recordOrderCancellationWorkflow(container).run({
 *   input: { order_id: "order_123" },
 * })
 *
 * @summary
 *
 * Capture a cancelled order's cancellations.
 */
export const recordOrderCancellationWorkflow = createWorkflow(
  recordOrderCancellationWorkflowId,
  (input: RecordOrderCancellationWorkflowInput) => {
    const stepInput = transform({ input }, (data) => ({
      order_id: data.input.order_id,
      captured_by: data.input.captured_by ?? ("event" as const),
    }))
    return new WorkflowResponse(recordOrderCancellationStep(stepInput))
  }
)
