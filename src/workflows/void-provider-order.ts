import { type BigNumberInput } from "@medusajs/framework/types"
import {
  WorkflowResponse,
  createWorkflow,
  transform,
} from "@medusajs/framework/workflows-sdk"
import {
  type CaptureVoidInput,
  type Instruction,
} from "../modules/cancellation/types"
import { recordVoidStep } from "./steps/record-void"
import { validateNew } from "./utils/validate-new"
import { toDecimal } from "../provider-kit"

export interface VoidProviderOrderWorkflowInput extends Omit<
  CaptureVoidInput,
  "amount" | "source" | "captured_by"
> {
  /** In the provider order's unit; for items give `items` instead. */
  amount?: BigNumberInput | null
  /** @defaultValue "workflow" */
  source?: CaptureVoidInput["source"]
}

export const voidProviderOrderWorkflowId = "cancellation-void-provider-order"

/**
 * This workflow voids a part of a provider order: an amount in its unit, or
 * items. A void of more than remains is refused, and nothing is written then.
 * Sending begins in the background. The hook of `validateCancellationWorkflow` is
 * asked first.
 *
 * Give an `idempotency_key`, or a `source_id` that names the fact behind the
 * void, if your code may run twice.
 *
 * @example
 * const { result } = await voidProviderOrderWorkflow(container).run({
 *   input: {
 *     order_id: "order_123",
 *     provider_order_id: "cnpo_123",
 *     amount: 25.5,
 *     idempotency_key: "return_123",
 *   },
 * })
 *
 * @summary
 *
 * Void a part of a provider order.
 */
export const voidProviderOrderWorkflow = createWorkflow(
  voidProviderOrderWorkflowId,
  (input: VoidProviderOrderWorkflowInput) => {
    const request = transform(
      { input },
      ({ input: { amount, ...rest } }): Instruction & { kind: "void" } => ({
        kind: "void",
        input: {
          ...rest,
          amount:
            amount === undefined || amount === null ? null : toDecimal(amount),
          source: rest.source ?? "workflow",
          captured_by: "request",
        },
      })
    )
    validateNew(request)
    return new WorkflowResponse(recordVoidStep(request.input))
  }
)
