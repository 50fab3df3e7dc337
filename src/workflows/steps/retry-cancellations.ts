import { StepResponse, createStep } from "@medusajs/framework/workflows-sdk"
import { refuseBrokenIds } from "../utils/given-ids"
import { ledgerOf } from "../utils/ledger"

export interface RetryCancellationsStepInput {
  ids: string[]
  by?: string | null
}

export interface RetriedCancellations {
  retried: string[]
  skipped: { id: string; reason: string }[]
}

export const retryCancellationsStepId = "cancellation-retry-cancellations"

/**
 * This step retries cancellations that are safe to retry without a look at
 * each.
 */
export const retryCancellationsStep = createStep(
  retryCancellationsStepId,
  async ({ ids, by }: RetryCancellationsStepInput, { container }) => {
    refuseBrokenIds({ ids }, "ids")
    const ledger = ledgerOf(container)
    const result = await ledger.retryCancellations(ids, { by: by ?? null })
    await ledger.kick()
    return new StepResponse<RetriedCancellations>(result)
  }
)
