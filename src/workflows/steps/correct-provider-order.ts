import { type BigNumberInput } from "@medusajs/framework/types"
import { MedusaError } from "@medusajs/framework/utils"
import { StepResponse, createStep } from "@medusajs/framework/workflows-sdk"
import { type ProviderOrderDTO } from "../../modules/cancellation/types"
import { type ItemMapping, toDecimal } from "../../provider-kit"
import { refuseMissingIds } from "../utils/given-ids"
import { ledgerOf } from "../utils/ledger"
import { orderOrThrow } from "../utils/order-or-throw"
import { refuseUnknownLines } from "../utils/refuse-unknown-lines"

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
    if (items) {
      refuseUnknownLines(items, await orderOrThrow(container, order_id))
    }
    return new StepResponse<ProviderOrderDTO>(
      await ledger.correctProviderOrder(provider_order_id, {
        ...(amount !== undefined && {
          amount: amount === null ? null : toDecimal(amount),
        }),
        ...(items !== undefined && { items }),
        ...(metadata !== undefined && { metadata }),
      })
    )
  }
)
