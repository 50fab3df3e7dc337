import { StepResponse, createStep } from "@medusajs/framework/workflows-sdk"
import {
  type CancellationDTO,
  type ResolveInput,
} from "../../modules/cancellation/types"
import { refuseMissingIds } from "../utils/given-ids"
import { ledgerOf } from "../utils/ledger"

export interface ResolveCancellationStepInput extends ResolveInput {
  id: string
}

export const resolveCancellationStepId = "cancellation-resolve-cancellation"

/**
 * This step settles a cancellation on a person's word. The cancellations that
 * waited behind it in its lane may be sent now.
 */
export const resolveCancellationStep = createStep(
  resolveCancellationStepId,
  async ({ id, ...input }: ResolveCancellationStepInput, { container }) => {
    refuseMissingIds({ id }, "id")
    const ledger = ledgerOf(container)
    const cancellation = await ledger.resolveCancellation(id, input)
    await ledger.kick()
    return new StepResponse<CancellationDTO>(cancellation)
  }
)
