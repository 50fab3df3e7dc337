import { type BigNumberInput } from "@medusajs/framework/types"
import { StepResponse, createStep } from "@medusajs/framework/workflows-sdk"
import {
  type OrderSnapshot,
  findExtent,
} from "../../modules/cancellation/core/matching"
import {
  EXTERNAL_ID_WORDS,
  readExternalId,
} from "../../modules/cancellation/core/matching/external-id"
import { invalid } from "../../modules/cancellation/errors"
import {
  type MatchingSettings,
  type NewProviderOrder,
  type ProviderOrderDTO,
} from "../../modules/cancellation/types"
import { type ItemMapping, toDecimal } from "../../provider-kit"
import { refuseMissingIds } from "../utils/given-ids"
import { ledgerOf } from "../utils/ledger"
import { orderOrThrow } from "../utils/order-or-throw"
import { releaseMoved } from "../utils/release-moved"
import { refuseUnknownLines } from "../utils/refuse-unknown-lines"

export interface RegisterProviderOrder {
  /** The id of a configured provider. */
  provider_id: string
  /** The provider's own id of its order. */
  external_id: string | number
  /**
   * In the provider's unit: major currency units, or a whole number, such as of
   * climes. Left out: the amount that the order itself tells.
   */
  amount?: BigNumberInput | null
  /** For a provider that is measured in items: one external id per unit. */
  items?: ItemMapping[] | null
  metadata?: Record<string, unknown> | null
}

export interface RegisterProviderOrdersStepInput {
  order_id: string
  provider_orders: RegisterProviderOrder[]
  created_by?: string | null
}

export interface RegisteredProviderOrders {
  provider_orders: ProviderOrderDTO[]
  /**
   * Cancels that were captured because the order has been cancelled for a
   * while.
   */
  cancellation_ids: string[]
}

export const registerProviderOrdersStepId =
  "cancellation-register-provider-orders"

/**
 * This step records provider orders that somebody names, one after the other.
 * Nothing is undone if one of them is refused, or if a later step fails: if the
 * order has been cancelled for two minutes, its full cancellation is captured
 * with the record.
 */
export const registerProviderOrdersStep = createStep(
  registerProviderOrdersStepId,
  async (input: RegisterProviderOrdersStepInput, { container }) => {
    refuseMissingIds(input, "order_id")
    const order = await orderOrThrow(container, input.order_id)
    const ledger = ledgerOf(container)
    const providers = await ledger.matchingSettings()

    const given = input.provider_orders.map((one) =>
      toNewProviderOrder(one, order, providers)
    )
    await releaseMoved(
      container,
      await ledger.heldProviderOrders(order.id, given)
    )
    const response: RegisteredProviderOrders = {
      provider_orders: [],
      cancellation_ids: [],
    }
    for (const provider_order of given) {
      const registered = await ledger.registerProviderOrder({
        order_id: order.id,
        order_display_id: order.display_id,
        order_custom_display_id: order.custom_display_id,
        canceled_at: order.canceled_at,
        provider_order,
        created_by: input.created_by ?? null,
      })
      response.provider_orders.push(registered.provider_order)
      response.cancellation_ids.push(...registered.cancellation_ids)
    }
    if (response.cancellation_ids.length) {
      await ledger.kick()
    }
    return new StepResponse(response)
  }
)

/** Given values come first, then the values that the order itself tells. */
const toNewProviderOrder = (
  given: RegisterProviderOrder,
  order: OrderSnapshot,
  providers: MatchingSettings[]
): NewProviderOrder => {
  const external_id = readExternalId(given.external_id)
  if (external_id === null) {
    throw invalid(`external_id ${EXTERNAL_ID_WORDS}`)
  }
  refuseUnknownLines(given.items, order)

  const settings = providers.find(
    ({ provider_id }) => provider_id === given.provider_id
  )
  // The ledger refuses a provider that is not configured.
  const extent = settings && findExtent(order, settings, external_id)
  const amount = given.amount ?? null
  const items = given.items ?? null
  const isExplicit = amount !== null || items !== null
  return {
    provider_id: given.provider_id,
    external_id,
    origin: "explicit",
    // A total of items is counted from them, and can't be given beside them.
    total:
      amount !== null
        ? toDecimal(amount)
        : settings?.unit === "item"
          ? null
          : (extent?.total ?? null),
    total_source: isExplicit ? "explicit" : (extent?.total_source ?? null),
    currency_code: extent?.currency_code ?? null,
    items: items ?? extent?.items ?? null,
    metadata: given.metadata ?? null,
  }
}
