import {
  WorkflowResponse,
  createWorkflow,
} from "@medusajs/framework/workflows-sdk"
import {
  type PauseProviderStepInput,
  pauseProviderStep,
} from "./steps/pause-provider"

export type PauseProviderWorkflowInput = PauseProviderStepInput

export const pauseProviderWorkflowId = "cancellation-pause-provider"

/**
 * This workflow stops all calls to a provider until it is resumed.
 * Cancellations that are captured meanwhile wait; calls in flight are finished.
 *
 * @example
 * const { result } = await pauseProviderWorkflow(container).run({
 *   input: { id: "climes", reason: "Maintenance" },
 * })
 *
 * @summary
 *
 * Pause a provider.
 */
export const pauseProviderWorkflow = createWorkflow(
  pauseProviderWorkflowId,
  (input: PauseProviderWorkflowInput) => {
    return new WorkflowResponse(pauseProviderStep(input))
  }
)
