import { StepResponse, createStep } from "@medusajs/framework/workflows-sdk"
import {
  type CancellationDTO,
  type ReopenInput,
} from "../../modules/cancellation/types"
import { refuseMissingIds } from "../utils/given-ids"
import { ledgerOf } from "../utils/ledger"

export interface ReopenCancellationStepInput extends ReopenInput {
  id: string
}

export const reopenCancellationStepId = "cancellation-reopen-cancellation"

/** This step puts a cancellation that a person closed before a person again. */
export const reopenCancellationStep = createStep(
  reopenCancellationStepId,
  async ({ id, ...input }: ReopenCancellationStepInput, { container }) => {
    refuseMissingIds({ id }, "id")
    return new StepResponse<CancellationDTO>(
      await ledgerOf(container).reopenCancellation(id, input)
    )
  }
)
