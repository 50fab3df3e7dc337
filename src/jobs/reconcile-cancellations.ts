import type { Logger, MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { type ReconciliationResult } from "../modules/cancellation/types"
import { captureOrderCancellationWorkflow } from "../workflows/capture-order-cancellation"
import { ledgerOf } from "../workflows/utils/ledger"
import { oneLine } from "../workflows/utils/one-line"

const WHO = "medusa-plugin-cancellation: the reconciliation"

/** More ids than this make a line that nobody reads. */
const NAMED = 10

/**
 * Finds cancelled orders whose event was lost, and looks whether providers show
 * what the ledger says was done. Any number of processes may do so at once.
 */
export default async function reconcileCancellationsJob(
  container: MedusaContainer
): Promise<void> {
  const logger = container.resolve(ContainerRegistrationKeys.LOGGER)
  const ledger = ledgerOf(container)
  try {
    report(
      await ledger.reconcileOrders(async (order_id) => {
        const { result } = await captureOrderCancellationWorkflow(
          container
        ).run({ input: { order_id, captured_by: "reconciliation" } })
        return result.captured_ids.length
      }),
      logger
    )
  } catch (error) {
    // Thrown, it would fill six lines of the log, every minute.
    logger.error(`${WHO} failed, and runs again in a minute: ${oneLine(error)}`)
  }
  try {
    await ledger.checkDrift()
  } catch (error) {
    logger.error(
      `medusa-plugin-cancellation: comparing the ledger with the providers' records failed, and is done again in a minute: ${oneLine(error)}`
    )
  }
}

const report = (
  { captured, order_ids, failed, error }: ReconciliationResult,
  logger: Logger
): void => {
  if (captured) {
    const more = order_ids.length - NAMED
    logger.info(
      `${WHO} captured ${captured} ${captured === 1 ? "cancellation" : "cancellations"} that no event had brought, for ${order_ids.slice(0, NAMED).join(", ")}${more > 0 ? ` and ${more} more` : ""}`
    )
  }
  if (failed) {
    logger.error(
      `${WHO} could not capture the cancellation of ${failed === 1 ? "an order" : `${failed} orders`}, and tries again: ${oneLine(error)}`
    )
  }
}

export const config = {
  name: "medusa-plugin-cancellation-reconcile",
  schedule: { interval: 60_000 },
}
