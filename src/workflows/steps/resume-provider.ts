import { StepResponse, createStep } from "@medusajs/framework/workflows-sdk"
import { type CancellationProviderDTO } from "../../modules/cancellation/types"
import { refuseMissingIds } from "../utils/given-ids"
import { ledgerOf } from "../utils/ledger"

export interface ResumeProviderStepInput {
  id: string
}

export const resumeProviderStepId = "cancellation-resume-provider"

/** This step resumes sending to a provider, beginning with what has waited. */
export const resumeProviderStep = createStep(
  resumeProviderStepId,
  async ({ id }: ResumeProviderStepInput, { container }) => {
    refuseMissingIds({ id }, "id")
    const resumed = await ledgerOf(container).resumeProvider(id)
    return new StepResponse<CancellationProviderDTO>(resumed)
  }
)
