import { StepResponse, createStep } from "@medusajs/framework/workflows-sdk"
import { type CancellationProviderDTO } from "../../modules/cancellation/types"
import { refuseMissingIds } from "../utils/given-ids"
import { ledgerOf } from "../utils/ledger"

export interface PauseProviderStepInput {
  id: string
  reason?: string | null
}

export const pauseProviderStepId = "cancellation-pause-provider"

/** This step stops sending to a provider; captured cancellations wait. */
export const pauseProviderStep = createStep(
  pauseProviderStepId,
  async ({ id, reason }: PauseProviderStepInput, { container }) => {
    refuseMissingIds({ id }, "id")
    const paused = await ledgerOf(container).pauseProvider(id, {
      reason: reason ?? null,
    })
    return new StepResponse<CancellationProviderDTO>(paused)
  }
)
