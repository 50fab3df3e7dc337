import { StepResponse, createStep } from "@medusajs/framework/workflows-sdk"
import { type Instruction } from "../../modules/cancellation/types"
import { refuseMissingIds } from "../utils/given-ids"
import { ledgerOf } from "../utils/ledger"

export const findOutIfNewStepId = "cancellation-find-out-if-new"

/**
 * This step tells whether a request is a new one: false, if it was captured
 * before with the same idempotency key, or for the same fact.
 */
export const findOutIfNewStep = createStep(
  findOutIfNewStepId,
  async (request: Instruction, { container }) => {
    refuseMissingIds(request.input, "order_id")
    const isKnown = await ledgerOf(container).isKnown(request)
    return new StepResponse({ is_new: !isKnown })
  }
)
