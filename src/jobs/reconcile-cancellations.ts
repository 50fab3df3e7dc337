import type { Logger, MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { LOG_PREFIX } from "../modules/cancellation/core/log-prefix"
import { type ReconciliationResult } from "../modules/cancellation/types"
import { recordOrderEditWorkflow } from "../workflows/record-order-edit"
import { recordRefundWorkflow } from "../workflows/record-refund"
import { ledgerOf } from "../workflows/utils/ledger"
import { oneLine } from "../workflows/utils/one-line"
import { recordOrderCancellation } from "../workflows/utils/record-order-cancellation"

const WHO = `${LOG_PREFIX} the reconciliation`

/** A line with more ids than this is read by nobody. */
const NAMED = 10

/** What to look for, with its name in the singular and the plural. */
interface Search {
  /** With its article. */
  one: string
  several: string
  run: (container: MedusaContainer) => Promise<ReconciliationResult>
}

const captured_by = "reconciliation" as const

const SEARCHES: Search[] = [
  {
    one: "a cancelled order",
    several: "cancelled orders",
    run: (container) =>
      ledgerOf(container).reconcileOrders(async (order_id) => {
        const { captured_ids } = await recordOrderCancellation(container, {
          order_id,
          captured_by,
        })
        return captured_ids.length
      }),
  },
  {
    one: "an order edit",
    several: "order edits",
    run: (container) =>
      ledgerOf(container).reconcileEdits(async (edit) => {
        const { result } = await recordOrderEditWorkflow(container).run({
          input: { ...edit, captured_by },
        })
        return result.cancellation_ids.length
      }),
  },
  {
    one: "a refund",
    several: "refunds",
    run: (container) =>
      ledgerOf(container).reconcileRefunds(async (refund) => {
        const { result } = await recordRefundWorkflow(container).run({
          input: { ...refund, captured_by },
        })
        return result.cancellation_ids.length
      }),
  },
]

/**
 * Finds cancelled orders, order edits and refunds whose event was lost, and
 * checks that providers show what the ledger says was done, and that nothing
 * waits for too long. Any number of processes may run it at once.
 */
export default async function reconcileCancellationsJob(
  container: MedusaContainer
): Promise<void> {
  const logger = container.resolve(ContainerRegistrationKeys.LOGGER)
  for (const search of SEARCHES) {
    try {
      report(search, await search.run(container), logger)
    } catch (error) {
      // An error that is thrown would fill six lines of the log every minute.
      logger.error(
        `${WHO} of ${search.several} failed, and runs again in a minute: ${oneLine(error)}`
      )
    }
  }
  try {
    await ledgerOf(container).checkDrift()
  } catch (error) {
    logger.error(
      `${LOG_PREFIX} comparing the ledger with the providers' records failed, and is done again in a minute: ${oneLine(error)}`
    )
  }
  try {
    await ledgerOf(container).announceOverdue()
  } catch (error) {
    logger.error(
      `${LOG_PREFIX} what waits for too long could not be looked up, and is again in a minute: ${oneLine(error)}`
    )
  }
}

const report = (
  { one, several }: Search,
  { captured, fact_ids, failed, error }: ReconciliationResult,
  logger: Logger
): void => {
  if (captured) {
    const more = fact_ids.length - NAMED
    logger.info(
      `${WHO} captured ${captured} ${captured === 1 ? "cancellation" : "cancellations"} that no event had brought, for ${fact_ids.slice(0, NAMED).join(", ")}${more > 0 ? ` and ${more} more` : ""}`
    )
  }
  if (failed) {
    logger.error(
      `${WHO} could not capture ${failed === 1 ? one : `${failed} ${several}`}, and tries again: ${oneLine(error)}`
    )
  }
}

export const config = {
  name: "medusa-plugin-cancellation-reconcile",
  schedule: { interval: 60_000 },
}
