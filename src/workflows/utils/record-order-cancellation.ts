import { type MedusaContainer } from "@medusajs/framework/types"
import { type CapturedBy } from "../../modules/cancellation/core/vocabulary"
import { type CaptureOrderCancelResult } from "../../modules/cancellation/types"
import { findInOrder } from "./find-in-order"
import { ledgerOf } from "./ledger"
import { foundOrThrow } from "./order-or-throw"
import { releaseMoved } from "./release-moved"
import { reportUnused } from "./report-unused"

export interface CanceledOrder {
  order_id: string
  captured_by: Extract<CapturedBy, "event" | "reconciliation">
}

/**
 * Reads an order anew, captures its cancellation at each of its providers, and
 * starts sending in the background. Nothing is captured if the order is not
 * cancelled (any more).
 *
 * The subscriber and the reconciliation call this function directly: there is
 * nothing to compensate, and a workflow around it asks the database once more.
 *
 * @throws NOT_FOUND
 */
export const recordOrderCancellation = async (
  container: MedusaContainer,
  { order_id, captured_by }: CanceledOrder
): Promise<
  Pick<CaptureOrderCancelResult, "provider_order_ids" | "captured_ids">
> => {
  const ledger = ledgerOf(container)
  const settings = await ledger.matchingSettings()
  const { facts, unused } = foundOrThrow(
    await findInOrder(container, order_id, settings, "later"),
    order_id
  )
  let recorded = await ledger.captureOrderCancel({ ...facts, captured_by })
  if (recorded.held.length) {
    await releaseMoved(container, recorded.held)
    recorded = await ledger.captureOrderCancel({
      ...facts,
      captured_by,
      despite_held: true,
    })
  }
  if (recorded.captured_ids.length) {
    await ledger.kick()
  }

  // The reconciliation looks at the same order again and again.
  if (captured_by === "event") {
    reportUnused(container, order_id, { ...unused, ...recorded })
  }
  return recorded
}
