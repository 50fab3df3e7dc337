import { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { CapturedReduction } from "../../modules/cancellation/types"
import { ledgerOf } from "./ledger"
import { CapturedBy } from "../../modules/cancellation/core/vocabulary"
import { LOG_PREFIX } from "../../modules/cancellation/core/log-prefix"

/** The cancellations that an automation captured. */
export interface RecordedReductions {
  /** Captured now; those that a person has to look at are `rejected`. */
  cancellation_ids: string[]
}

/** The fact that reduced an order, and how the plugin learned of it. */
export interface ReportedFact {
  /** The name of the fact in the log. */
  name: string
  captured_by: Extract<CapturedBy, "event" | "reconciliation">
}

/**
 * Logs one line for each provider order at which not all of the reduction was
 * voided, with the reason. Then sending begins in the background.
 */
export const reportReductions = async (
  container: MedusaContainer,
  { name, captured_by }: ReportedFact,
  reductions: { provider_id: string; captured: CapturedReduction }[]
): Promise<RecordedReductions> => {
  const logger = container.resolve(ContainerRegistrationKeys.LOGGER)
  const ids: string[] = []
  for (const { provider_id, captured } of reductions) {
    const line = `${LOG_PREFIX} ${name}, "${provider_id}":`
    switch (captured.type) {
      case "captured":
        ids.push(captured.cancellation_id)
        for (const { id, quantity } of captured.left_out) {
          logger.warn(
            `${line} ${quantity} of item ${id} not voided, because they are not known there or were voided before`
          )
        }
        break
      case "refused":
        ids.push(captured.cancellation_id)
        logger.error(
          `${line} ${captured.message} (${captured.cancellation_id})`
        )
        break
      case "nothing":
        // The reconciliation looks at the same fact again and again.
        logger[captured_by === "event" ? "info" : "debug"](
          `${line} nothing to void: ${captured.reason}`
        )
        break
      case "known":
        break
    }
  }
  if (ids.length) {
    await ledgerOf(container).kick()
  }
  return { cancellation_ids: ids }
}
