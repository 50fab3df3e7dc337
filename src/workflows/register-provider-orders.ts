import {
  WorkflowResponse,
  createWorkflow,
} from "@medusajs/framework/workflows-sdk"
import {
  type RegisterProviderOrdersStepInput,
  registerProviderOrdersStep,
} from "./steps/register-provider-orders"

export type RegisterProviderOrdersWorkflowInput =
  RegisterProviderOrdersStepInput

export const registerProviderOrdersWorkflowId =
  "cancellation-register-provider-orders"

/**
 * This workflow tells the plugin which orders at outside systems belong to a
 * Medusa order. Use it where your own code creates them.
 *
 * If the order has been cancelled for two minutes, the full cancellation of
 * each provider order is captured with it. Before that, the capture is left to
 * the event of the cancel, and to the reconciliation: Medusa may still undo the
 * cancel.
 *
 * Amounts are in the provider's unit: major currency units as everywhere in
 * Medusa (`100.5` is 100.50 EUR), or a whole number, such as of climes.
 *
 * @example
 * const { result } = await registerProviderOrdersWorkflow(container).run({
 *   input: {
 *     order_id: "order_123",
 *     provider_orders: [
 *       { provider_id: "aplazame", external_id: "1041", amount: 100.5 },
 *       {
 *         provider_id: "akinon",
 *         external_id: 88,
 *         items: [{ line_item_id: "ordli_123", external_item_ids: [901, 902] }],
 *       },
 *     ],
 *   },
 * })
 *
 * @summary
 *
 * Register an order's counterparts at outside systems.
 */
export const registerProviderOrdersWorkflow = createWorkflow(
  registerProviderOrdersWorkflowId,
  (input: RegisterProviderOrdersWorkflowInput) => {
    return new WorkflowResponse(registerProviderOrdersStep(input))
  }
)
