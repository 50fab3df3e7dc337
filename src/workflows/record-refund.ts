import {
  WorkflowResponse,
  createWorkflow,
  transform,
  when,
} from "@medusajs/framework/workflows-sdk"
import { type CapturedBy } from "../modules/cancellation/core/vocabulary"
import { recordRefundsStep } from "./steps/record-refunds"
import { type FoundRefunds, findRefundsStep } from "./steps/find-refunds"
import { recordProviderOrdersStep } from "./steps/record-provider-orders"

export interface RecordRefundWorkflowInput {
  payment_id: string
  /** Left out: every refund of the payment that was not captured yet. */
  refund_id?: string
  /**
   * The path on which the fact arrived.
   *
   * @defaultValue "event"
   */
  captured_by?: Extract<CapturedBy, "event" | "reconciliation">
}

export const recordRefundWorkflowId = "cancellation-record-refund"

/**
 * This workflow captures the refunds of a payment: a void of each refund's
 * amount at the providers that name the payment's provider in `refundsOf`.
 * Provider orders of the order that are not recorded yet are recorded now.
 * Refunds of a cancelled order are not captured: the order gets full
 * cancellations.
 *
 * It makes no call itself: sending begins in the background. Running it again
 * captures nothing more. A refund of more than remains at a provider is
 * captured as `rejected`, and voids nothing.
 *
 * With `captured_by: "reconciliation"`, a refund counts only if it is ten
 * minutes old, since Medusa writes it before it asks the payment provider and
 * deletes it if that fails. The refund must also be no older than the start
 * time of the automation at the provider.
 *
 * @example
 * const { result } = await recordRefundWorkflow(container).run({
 *   input: {
 *     payment_id: "pay_123",
 *     refund_id: "ref_123",
 *     captured_by: "reconciliation",
 *   },
 * })
 *
 * @summary
 *
 * Capture a payment's refunds.
 */
export const recordRefundWorkflow = createWorkflow(
  recordRefundWorkflowId,
  (input: RecordRefundWorkflowInput) => {
    const findInput = transform({ input }, (data) => ({
      ...data.input,
      captured_by: data.input.captured_by ?? ("event" as const),
    }))
    const found = findRefundsStep(findInput)

    const captured = when(
      "refunds-were-found",
      { found },
      (data) => data.found !== null
    ).then(() => {
      const recordInput = transform({ found }, (data) => ({
        order_id: (data.found as FoundRefunds).order_id,
        occasion: "viewed" as const,
      }))
      recordProviderOrdersStep(recordInput)
      const captureInput = transform({ found, findInput }, (data) => ({
        ...(data.found as FoundRefunds),
        captured_by: data.findInput.captured_by,
      }))
      return recordRefundsStep(captureInput)
    })

    const result = transform({ captured }, (data) => ({
      cancellation_ids: data.captured?.cancellation_ids ?? [],
    }))
    return new WorkflowResponse(result)
  }
)
