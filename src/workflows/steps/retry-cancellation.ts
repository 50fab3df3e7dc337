import { StepResponse, createStep } from "@medusajs/framework/workflows-sdk"
import {
  type CancellationDTO,
  type RetryInput,
} from "../../modules/cancellation/types"
import { refuseMissingIds } from "../utils/given-ids"
import { ledgerOf } from "../utils/ledger"

export interface RetryCancellationStepInput extends RetryInput {
  id: string
}

export const retryCancellationStepId = "cancellation-retry-cancellation"

/** This step puts a cancellation back into its lane, and starts sending. */
export const retryCancellationStep = createStep(
  retryCancellationStepId,
  async ({ id, ...input }: RetryCancellationStepInput, { container }) => {
    refuseMissingIds({ id }, "id")
    const ledger = ledgerOf(container)
    const cancellation = await ledger.retryCancellation(id, input)
    await ledger.kick()
    return new StepResponse<CancellationDTO>(cancellation)
  }
)
