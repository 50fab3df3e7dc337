import {
  WorkflowResponse,
  createWorkflow,
  transform,
  when,
} from "@medusajs/framework/workflows-sdk"
import { type CapturedBy } from "../modules/cancellation/core/vocabulary"
import { captureCancelsStep } from "./steps/capture-cancels"
import { recordProviderOrdersStep } from "./steps/record-provider-orders"

export interface CaptureOrderCancellationWorkflowInput {
  order_id: string
  /**
   * The path on which the fact arrived. By `reconciliation`, nothing is
   * captured for a provider that was switched on after the order was cancelled,
   * nor for an order that was cancelled less than two minutes ago: a hook of
   * the store may still fail, and Medusa take the cancel back. `event` is for
   * what happens after Medusa's workflow has ended: never call it in a hook.
   *
   * @defaultValue "event"
   */
  captured_by?: Extract<CapturedBy, "event" | "reconciliation">
}

export const captureOrderCancellationWorkflowId =
  "cancellation-capture-order-cancellation"

/**
 * This workflow captures the cancellation of an order: one whole cancel for
 * each of its provider orders, which are recorded now if they weren't before.
 * It reads the order anew, and stops if it is not cancelled (any more).
 *
 * It makes no call itself: sending begins in the background. Running it again
 * captures nothing more.
 *
 * @example
 * const { result } = await captureOrderCancellationWorkflow(container).run({
 *   input: { order_id: "order_123" },
 * })
 *
 * @summary
 *
 * Capture a cancelled order's cancellations.
 */
export const captureOrderCancellationWorkflow = createWorkflow(
  captureOrderCancellationWorkflowId,
  (input: CaptureOrderCancellationWorkflowInput) => {
    const recordInput = transform({ input }, (data) => ({
      order_id: data.input.order_id,
      occasion:
        data.input.captured_by === "reconciliation"
          ? ("reconciled" as const)
          : ("canceled" as const),
    }))
    const recorded = recordProviderOrdersStep(recordInput)

    const captured = when(
      "order-is-canceled",
      { recorded },
      (data) =>
        data.recorded.is_canceled && data.recorded.provider_orders.length > 0
    ).then(() => {
      const captureInput = transform({ input, recorded }, (data) => ({
        order_id: data.input.order_id,
        source: "order_canceled" as const,
        source_id: data.input.order_id,
        captured_by: data.input.captured_by ?? ("event" as const),
        canceled_at: data.recorded.canceled_at,
      }))
      return captureCancelsStep(captureInput)
    })

    const result = transform({ captured }, (data) => ({
      cancellations: data.captured?.cancellations ?? [],
      captured_ids: data.captured?.captured_ids ?? [],
    }))
    return new WorkflowResponse(result)
  }
)
