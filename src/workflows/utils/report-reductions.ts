import { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { CapturedReduction } from "../../modules/cancellation/types"
import { ledgerOf } from "./ledger"
import { CapturedBy } from "../../modules/cancellation/core/vocabulary"

/** What an automation captured. */
export interface RecordedReductions {
  /** Captured now; those that a person has to look at are `rejected`. */
  cancellation_ids: string[]
}

/** What became less, and how that was learned. */
export interface ReportedFact {
  /** As the log names it. */
  name: string
  captured_by: Extract<CapturedBy, "event" | "reconciliation">
}

/**
 * One line for each provider order that was not told all of it, and why; then
 * sending begins in the background.
 */
export const reportReductions = async (
  container: MedusaContainer,
  { name, captured_by }: ReportedFact,
  reductions: { provider_id: string; captured: CapturedReduction }[]
): Promise<RecordedReductions> => {
  const logger = container.resolve(ContainerRegistrationKeys.LOGGER)
  const ids: string[] = []
  for (const { provider_id, captured } of reductions) {
    const line = `medusa-plugin-cancellation: ${name}, "${provider_id}":`
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
        // A reconciliation comes by again and again.
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
