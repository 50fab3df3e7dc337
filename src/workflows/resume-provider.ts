import {
  WorkflowResponse,
  createWorkflow,
} from "@medusajs/framework/workflows-sdk"
import {
  type ResumeProviderStepInput,
  resumeProviderStep,
} from "./steps/resume-provider"

export type ResumeProviderWorkflowInput = ResumeProviderStepInput

export const resumeProviderWorkflowId = "cancellation-resume-provider"

/**
 * This workflow allows calls to a provider again, after a person or a refused
 * key stopped them.
 *
 * @example
 * const { result } = await resumeProviderWorkflow(container).run({
 *   input: { id: "climes" },
 * })
 *
 * @summary
 *
 * Resume a provider.
 */
export const resumeProviderWorkflow = createWorkflow(
  resumeProviderWorkflowId,
  (input: ResumeProviderWorkflowInput) => {
    return new WorkflowResponse(resumeProviderStep(input))
  }
)
