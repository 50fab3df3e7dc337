import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { StepResponse, createStep } from "@medusajs/framework/workflows-sdk"
import {
  type FoundProviderOrders,
  meansEveryOrder,
} from "../../modules/cancellation/core/matching"
import { type RecordProviderOrdersResult } from "../../modules/cancellation/types"
import { findInOrder, toRecord } from "../utils/find-in-order"
import { refuseMissingIds } from "../utils/given-ids"
import { ledgerOf } from "../utils/ledger"
import { readOrderOrThrow } from "../utils/order-or-throw"
import { releaseMoved } from "../utils/release-moved"

/** Why an order is looked at. */
export type Occasion = "placed" | "viewed" | "canceled" | "reconciled"

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
 * the ledger doesn't know yet; those that it was found to have before, and
 * doesn't name any more, are forgotten. What it read stays inside: it holds the
 * data of payments.
 *
 * There is nothing to compensate: what was found stays true.
 */
export const recordProviderOrdersStep = createStep(
  recordProviderOrdersStepId,
  async (input: RecordProviderOrdersStepInput, { container }) => {
    refuseMissingIds(input, "order_id")
    const { order_id, occasion } = input
    const moment = occasion === "placed" ? "placed" : "later"
    const read = await readOrderOrThrow(container, order_id, moment)
    const { order } = read

    const ledger = ledgerOf(container)
    const settings = await ledger.matchingSettings()
    const result = await findInOrder(
      read,
      // Of a provider that every order has a counterpart at, nothing needs to
      // be seen before its shopper can hide it.
      occasion === "placed"
        ? settings.filter((one) => !meansEveryOrder(one))
        : settings,
      moment
    )
    const facts = {
      ...toRecord(order, result),
      // A cancel that is being captured right now names its own cause.
      canceled_at: isCapturing(occasion) ? null : order.canceled_at,
    }
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
    if (occasion === "placed" || occasion === "canceled") {
      const logger = container.resolve(ContainerRegistrationKeys.LOGGER)
      for (const line of linesFor(order_id, result, recorded)) {
        logger.warn(line)
      }
    }
    return new StepResponse<RecordedProviderOrders>({
      ...recorded,
      order_id,
      is_canceled: order.canceled_at !== null,
      canceled_at: order.canceled_at?.toISOString() ?? null,
    })
  }
)

const isCapturing = (occasion: Occasion): boolean =>
  occasion === "canceled" || occasion === "reconciled"

/** One line for each thing that was found and not used. */
export const linesFor = (
  orderId: string,
  { distrusted, ignored }: Pick<FoundProviderOrders, "distrusted" | "ignored">,
  { skipped }: Pick<RecordProviderOrdersResult, "skipped">
): string[] => [
  ...distrusted.map(
    ({ provider_id, reason }) =>
      `medusa-plugin-cancellation: order ${orderId} names an order at "${provider_id}" that is not believed, because ${reason}. Register it if it is right, or set trustCartMetadata.`
  ),
  ...ignored.map(
    ({ provider_id, reason }) =>
      `medusa-plugin-cancellation: order ${orderId}, "${provider_id}": ${reason}.`
  ),
  ...skipped.map(
    ({ provider_id, external_id, reason }) =>
      `medusa-plugin-cancellation: order ${orderId}: ${external_id} at "${provider_id}" is not recorded: ${reason}.`
  ),
]
