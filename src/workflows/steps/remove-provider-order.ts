import { StepResponse, createStep } from "@medusajs/framework/workflows-sdk"
import { refuseMissingIds } from "../utils/given-ids"
import { ledgerOf } from "../utils/ledger"
import { refuseUnknownProviderOrder } from "../utils/refuse-unknown-provider-order"

export interface RemoveProviderOrderStepInput {
  order_id: string
  provider_order_id: string
}

export const removeProviderOrderStepId = "cancellation-remove-provider-order"

/**
 * This step removes a provider order that has no cancellations. The ledger
 * remembers the removal, so that the provider order is not found again.
 */
export const removeProviderOrderStep = createStep(
  removeProviderOrderStepId,
  async (input: RemoveProviderOrderStepInput, { container }) => {
    refuseMissingIds(input, "order_id", "provider_order_id")
    const { provider_order_id } = input
    await refuseUnknownProviderOrder(container, input)
    await ledgerOf(container).removeProviderOrder(provider_order_id)
    return new StepResponse(provider_order_id)
  }
)
