import {
  type AuthenticatedMedusaRequest,
  type MedusaResponse,
} from "@medusajs/framework/http"
import { pauseProviderWorkflow } from "../../../../../workflows/pause-provider"
import { type AdminPauseProviderType } from "../../validators"
import { paramOf } from "../../../../utils/param"
import { PROVIDER_FIELDS, pick } from "../../../../utils/public-fields"

export const POST = async (
  req: AuthenticatedMedusaRequest<AdminPauseProviderType>,
  res: MedusaResponse
): Promise<void> => {
  const { result } = await pauseProviderWorkflow(req.scope).run({
    input: { id: paramOf(req, "id"), reason: req.validatedBody.reason },
  })
  res.json({ cancellation_provider: pick({ ...result }, PROVIDER_FIELDS) })
}
