import {
  type WorkflowData,
  transform,
  when,
} from "@medusajs/framework/workflows-sdk"
import { toNumber } from "../../modules/cancellation/core/numeric"
import { type Instruction } from "../../modules/cancellation/types"
import { findOutIfNewStep } from "../steps/find-out-if-new"
import {
  type ValidateCancellationWorkflowInput,
  validateCancellationWorkflow,
} from "../validate-cancellation"

/** Without `details`: IBANs are nobody's business but the provider's. */
export const toValidate = ({
  kind,
  input,
}: Instruction): ValidateCancellationWorkflowInput => ({
  kind,
  order_id: input.order_id,
  provider_order_ids:
    "provider_order_id" in input
      ? [input.provider_order_id]
      : (input.provider_order_ids ?? null),
  amount: "amount" in input ? toNumber(input.amount ?? null) : null,
  items: "items" in input ? (input.items ?? null) : null,
  reason: input.reason ?? null,
  note: input.note ?? null,
  source: input.source,
  source_id: input.source_id ?? null,
  created_by: input.created_by ?? null,
})

/**
 * Asks the store's hook about a new request. One that is repeated gets the
 * answer that it got before, whatever the hook would say by now.
 */
export const validateNew = (request: WorkflowData<Instruction>): void => {
  const { is_new } = findOutIfNewStep(request)
  when("cancellation-is-new", { is_new }, (data) => data.is_new).then(() => {
    validateCancellationWorkflow.runAsStep({
      input: transform({ request }, (data) => toValidate(data.request)),
    })
  })
}
