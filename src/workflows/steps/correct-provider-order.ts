import { type BigNumberInput } from "@medusajs/framework/types"
import { StepResponse, createStep } from "@medusajs/framework/workflows-sdk"
import { type ProviderOrderDTO } from "../../modules/cancellation/types"
import { type ItemMapping, toDecimal } from "../../provider-kit"
import { refuseMissingIds } from "../utils/given-ids"
import { ledgerOf } from "../utils/ledger"
import { orderOrThrow } from "../utils/order-or-throw"
import { refuseUnknownLines } from "../utils/refuse-unknown-lines"
import { refuseUnknownProviderOrder } from "../utils/refuse-unknown-provider-order"

export interface CorrectProviderOrderStepInput {
  order_id: string
  provider_order_id: string
  /** In the provider's unit. Left out: stays as it is. Null: not known. */
  amount?: BigNumberInput | null
  /** Left out: stays as it is. */
  items?: ItemMapping[] | null
  metadata?: Record<string, unknown> | null
}

export const correctProviderOrderStepId = "cancellation-correct-provider-order"

/** This step corrects what is recorded about a provider order. */
export const correctProviderOrderStep = createStep(
  correctProviderOrderStepId,
  async (input: CorrectProviderOrderStepInput, { container }) => {
    refuseMissingIds(input, "order_id", "provider_order_id")
    const { order_id, provider_order_id, amount, items, metadata } = input
    await refuseUnknownProviderOrder(container, input)
    if (items) {
      refuseUnknownLines(items, await orderOrThrow(container, order_id))
    }
    return new StepResponse<ProviderOrderDTO>(
      await ledgerOf(container).correctProviderOrder(provider_order_id, {
        ...(amount !== undefined && {
          amount: amount === null ? null : toDecimal(amount),
        }),
        ...(items !== undefined && { items }),
        ...(metadata !== undefined && { metadata }),
      })
    )
  }
)
