import { StepResponse, createStep } from "@medusajs/framework/workflows-sdk"
import {
  type CaptureVoidInput,
  type CaptureVoidResult,
} from "../../modules/cancellation/types"
import { isId, refuseMissingIds } from "../utils/given-ids"
import { ledgerOf } from "../utils/ledger"
import { readLineNames } from "../utils/read-line-names"

/** The caller of a workflow may be JavaScript, and give anything as items. */
const idsOf = ({ items }: CaptureVoidInput): string[] =>
  Array.isArray(items) ? items.map((item) => item.id).filter(isId) : []

export const recordVoidStepId = "cancellation-record-void"

/**
 * This step captures a partial void of a provider order, and starts sending in
 * the background. If the provider keeps a better figure of the order's total,
 * the step first asks the provider for it, for three seconds at most.
 *
 * It is never compensated: a captured void may have been sent, and is evidence.
 */
export const recordVoidStep = createStep(
  recordVoidStepId,
  async (input: CaptureVoidInput, { container }) => {
    refuseMissingIds(input, "order_id", "provider_order_id")
    const ledger = ledgerOf(container)
    await ledger.refreshTotals([input.provider_order_id])
    const captured = await ledger.captureVoid({
      ...input,
      lines: await readLineNames(container, idsOf(input)),
    })
    await ledger.kick()
    return new StepResponse<CaptureVoidResult>(captured)
  }
)
