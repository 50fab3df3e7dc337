import { StepResponse, createStep } from "@medusajs/framework/workflows-sdk"
import {
  type CaptureCancelsInput,
  type CaptureCancelsResult,
} from "../../modules/cancellation/types"
import { refuseBrokenIds, refuseMissingIds } from "../utils/given-ids"
import { ledgerOf } from "../utils/ledger"

export const recordCancelsStepId = "cancellation-record-cancels"

/**
 * This step captures full cancellations of provider orders, and starts sending
 * in the background.
 *
 * It is never compensated: a captured cancellation may have been sent, and is
 * evidence.
 */
export const recordCancelsStep = createStep(
  recordCancelsStepId,
  async (input: CaptureCancelsInput, { container }) => {
    refuseMissingIds(input, "order_id")
    refuseBrokenIds(input, "provider_order_ids")
    const ledger = ledgerOf(container)
    const captured = await ledger.captureCancels(input)
    await ledger.kick()
    return new StepResponse<CaptureCancelsResult>(captured)
  }
)
