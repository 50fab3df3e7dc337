import {
  WorkflowResponse,
  createWorkflow,
} from "@medusajs/framework/workflows-sdk"
import {
  type BackfillOrderCancellationsStepInput,
  backfillOrderCancellationsStep,
} from "./steps/backfill-order-cancellations"

export type BackfillOrderCancellationsWorkflowInput =
  BackfillOrderCancellationsStepInput

export const backfillOrderCancellationsWorkflowId =
  "cancellation-backfill-order-cancellations"

/**
 * This workflow captures the cancellation of orders that were cancelled before
 * the plugin was installed, or while a provider or the automation was switched
 * off. Nothing captures them automatically.
 *
 * It is a dry run unless `dry_run` is false: a dry run writes nothing, and
 * tells which provider orders would be cancelled. Look at its answer first: the
 * running store sends captured cancellations within seconds. Running the
 * workflow again captures nothing twice.
 *
 * @example
 * const { result } = await backfillOrderCancellationsWorkflow(container).run({
 *   input: {
 *     from: "2026-01-01",
 *     to: "2026-02-01",
 *     provider_ids: ["climes"],
 *     dry_run: false,
 *   },
 * })
 *
 * @summary
 *
 * Capture cancellations of orders that were cancelled in the past.
 */
export const backfillOrderCancellationsWorkflow = createWorkflow(
  backfillOrderCancellationsWorkflowId,
  (input: BackfillOrderCancellationsWorkflowInput) => {
    return new WorkflowResponse(backfillOrderCancellationsStep(input))
  }
)
