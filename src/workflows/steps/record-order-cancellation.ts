import { StepResponse, createStep } from "@medusajs/framework/workflows-sdk"
import { type CaptureCancelsResult } from "../../modules/cancellation/types"
import { refuseMissingIds } from "../utils/given-ids"
import { ledgerOf } from "../utils/ledger"
import {
  type CanceledOrder,
  recordOrderCancellation,
} from "../utils/record-order-cancellation"

export type RecordOrderCancellationStepInput = CanceledOrder

export const recordOrderCancellationStepId =
  "cancellation-record-order-cancellation"

/**
 * This step reads an order, and captures its cancellation at each of its
 * providers. Sending begins in the background.
 *
 * It is never compensated: a captured cancellation may have been sent, and is
 * evidence.
 */
export const recordOrderCancellationStep = createStep(
  recordOrderCancellationStepId,
  async (input: RecordOrderCancellationStepInput, { container }) => {
    refuseMissingIds(input, "order_id")
    const { provider_order_ids, captured_ids } = await recordOrderCancellation(
      container,
      input
    )
    return new StepResponse<CaptureCancelsResult>({
      cancellations: await ledgerOf(container).cancelsOf(provider_order_ids),
      captured_ids,
    })
  }
)
