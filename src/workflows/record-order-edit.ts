import {
  WorkflowResponse,
  createWorkflow,
  transform,
} from "@medusajs/framework/workflows-sdk"
import { type CapturedBy } from "../modules/cancellation/core/vocabulary"
import { recordOrderEditStep } from "./steps/record-order-edit"
import { recordProviderOrdersStep } from "./steps/record-provider-orders"

export interface RecordOrderEditWorkflowInput {
  order_id: string
  /** The edit: the id of its order change, or of any of its actions. */
  order_change_id?: string
  action_ids?: string[]
  /**
   * The path on which the fact arrived.
   *
   * @defaultValue "event"
   */
  captured_by?: Extract<CapturedBy, "event" | "reconciliation">
}

export const recordOrderEditWorkflowId = "cancellation-record-order-edit"

/**
 * This workflow captures what a confirmed order edit took off an order: items
 * at a provider that is measured in items, the difference of the order's totals
 * at a provider measured in money, and whole climes at Climes. Provider orders
 * of the order that are not recorded yet are recorded now.
 *
 * It makes no call itself: sending begins in the background. Running it again
 * for the same edit captures nothing more. A reduction of more than remains at
 * a provider is captured as `rejected`, and voids nothing.
 *
 * With `captured_by: "reconciliation"`, an edit counts only if it is two
 * minutes old, since Medusa may still undo it, and no older than the start time
 * of the automation at the provider. If the order has no cart, the provider
 * order must also have been recorded before the edit: a draft's edits look the
 * same afterwards.
 *
 * @example
 * const { result } = await recordOrderEditWorkflow(container).run({
 *   input: {
 *     order_id: "order_123",
 *     order_change_id: "ordch_123",
 *     captured_by: "reconciliation",
 *   },
 * })
 *
 * @summary
 *
 * Capture what an order edit took off.
 */
export const recordOrderEditWorkflow = createWorkflow(
  recordOrderEditWorkflowId,
  (input: RecordOrderEditWorkflowInput) => {
    const recordInput = transform({ input }, (data) => ({
      order_id: data.input.order_id,
      occasion: "viewed" as const,
    }))
    recordProviderOrdersStep(recordInput)
    const captureInput = transform({ input }, (data) => ({
      ...data.input,
      captured_by: data.input.captured_by ?? ("event" as const),
    }))
    return new WorkflowResponse(recordOrderEditStep(captureInput))
  }
)
