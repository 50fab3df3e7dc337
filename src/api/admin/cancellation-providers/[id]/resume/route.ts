import {
  type AuthenticatedMedusaRequest,
  type MedusaResponse,
} from "@medusajs/framework/http"
import { resumeProviderWorkflow } from "../../../../../workflows/resume-provider"
import { paramOf } from "../../../../utils/param"
import { PROVIDER_FIELDS, pick } from "../../../../utils/public-fields"

export const POST = async (
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse
): Promise<void> => {
  const { result } = await resumeProviderWorkflow(req.scope).run({
    input: { id: paramOf(req, "id") },
  })
  res.json({ cancellation_provider: pick({ ...result }, PROVIDER_FIELDS) })
}
