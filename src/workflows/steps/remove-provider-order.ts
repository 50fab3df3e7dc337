import { MedusaError } from "@medusajs/framework/utils"
import { StepResponse, createStep } from "@medusajs/framework/workflows-sdk"
import { refuseMissingIds } from "../utils/given-ids"
import { ledgerOf } from "../utils/ledger"

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
    const { order_id, provider_order_id } = input
    const ledger = ledgerOf(container)
    const [known] = await ledger.listProviderOrders(
      { id: provider_order_id, order_id },
      { select: ["id"], take: 1 }
    )
    if (!known) {
      throw new MedusaError(
        MedusaError.Types.NOT_FOUND,
        `Provider order with id: ${provider_order_id} was not found`
      )
    }
    await ledger.removeProviderOrder(provider_order_id)
    return new StepResponse(provider_order_id)
  }
)
