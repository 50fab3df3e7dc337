import { StepResponse, createStep } from "@medusajs/framework/workflows-sdk"
import { meansEveryOrder } from "../../modules/cancellation/core/matching"
import { type RecordProviderOrdersResult } from "../../modules/cancellation/types"
import { findInOrder } from "../utils/find-in-order"
import { refuseMissingIds } from "../utils/given-ids"
import { ledgerOf } from "../utils/ledger"
import { foundOrThrow } from "../utils/order-or-throw"
import { releaseMoved } from "../utils/release-moved"
import { reportUnused } from "../utils/report-unused"

/** Why an order is looked at. */
export type Occasion = "placed" | "viewed"

export interface RecordProviderOrdersStepInput {
  order_id: string
  occasion: Occasion
}

export interface RecordedProviderOrders extends RecordProviderOrdersResult {
  order_id: string
  /** As the order was read just now. */
  is_canceled: boolean
  /** ISO time. */
  canceled_at: string | null
}

export const recordProviderOrdersStepId = "cancellation-record-provider-orders"

/**
 * This step reads an order, finds its provider orders, and records those that
 * the ledger doesn't know yet. It forgets provider orders that were found in
 * the order before and that the order no longer names. The order that it read
 * stays inside the step: it holds the data of payments.
 *
 * There is nothing to compensate: the recorded provider orders stay true.
 */
export const recordProviderOrdersStep = createStep(
  recordProviderOrdersStepId,
  async (input: RecordProviderOrdersStepInput, { container }) => {
    refuseMissingIds(input, "order_id")
    const { order_id, occasion } = input
    const isPlaced = occasion === "placed"

    const ledger = ledgerOf(container)
    const settings = await ledger.matchingSettings()
    const found = await findInOrder(
      container,
      order_id,
      // If every order has a counterpart at a provider, a shopper can't hide
      // it, so nothing needs to be read early for that provider.
      isPlaced ? settings.filter((one) => !meansEveryOrder(one)) : settings,
      isPlaced ? "placed" : "later"
    )
    const { facts, unused } = foundOrThrow(found, order_id)
    let recorded = await ledger.recordProviderOrders(facts)
    if (await releaseMoved(container, recorded.held)) {
      const { created_ids, cancellation_ids } = recorded
      recorded = await ledger.recordProviderOrders(facts)
      recorded.created_ids.unshift(...created_ids)
      recorded.cancellation_ids.unshift(...cancellation_ids)
    }
    if (recorded.cancellation_ids.length) {
      await ledger.kick()
    }

    // Looking at an order again and again must not fill the log.
    if (isPlaced) {
      reportUnused(container, order_id, { ...unused, ...recorded })
    }
    return new StepResponse<RecordedProviderOrders>({
      ...recorded,
      order_id,
      is_canceled: facts.canceled_at !== null,
      canceled_at: facts.canceled_at?.toISOString() ?? null,
    })
  }
)
