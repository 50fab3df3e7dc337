import {
  WorkflowResponse,
  createHook,
  createWorkflow,
} from "@medusajs/framework/workflows-sdk"
import { type CancellationSource } from "../modules/cancellation/core/vocabulary"
import { type VoidItemInput } from "../modules/cancellation/types"

export interface ValidateCancellationWorkflowInput {
  kind: "cancel" | "void"
  order_id: string
  /** Null: all of the order's. */
  provider_order_ids: string[] | null
  /** In the provider order's unit; null for a cancel, and for items. */
  amount: number | null
  items: VoidItemInput[] | null
  reason: string | null
  note: string | null
  source: CancellationSource
  source_id: string | null
  /** The id of a Medusa user or of an API key; null where none is known. */
  created_by: string | null
}

export const validateCancellationWorkflowId = "cancellation-validate"

/**
 * This workflow does nothing but ask the store's own handler of its hook
 * `validate` about a cancellation that a person or the store's code asks for,
 * before it is recorded. To refuse it, throw a `MedusaError`. Nothing is
 * written then, and nothing is sent.
 *
 * What Medusa itself did, such as cancelling the order, is recorded without
 * asking: it has happened, and the providers have to hear of it.
 *
 * @example
 * validateCancellationWorkflow.hooks.validate(async ({ kind, amount }) => {
 *   if (kind === "void" && (amount ?? 0) > 500) {
 *     throw new MedusaError(
 *       MedusaError.Types.NOT_ALLOWED,
 *       "Voids of more than 500 need a second pair of eyes.",
 *       "needs_approval"
 *     )
 *   }
 * })
 *
 * @summary
 *
 * Ask the store before a cancellation is recorded.
 */
export const validateCancellationWorkflow = createWorkflow(
  validateCancellationWorkflowId,
  (input: ValidateCancellationWorkflowInput) =>
    new WorkflowResponse(input, {
      hooks: [createHook("validate", input)],
    })
)
