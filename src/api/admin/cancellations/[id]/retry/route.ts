import {
  type AuthenticatedMedusaRequest,
  type MedusaResponse,
} from "@medusajs/framework/http"
import { retryCancellationWorkflow } from "../../../../../workflows/retry-cancellation"
import { paramOf } from "../../../../utils/param"
import { refetchCancellation } from "../../helpers"
import { type AdminRetryCancellationType } from "../../validators"

export const POST = async (
  req: AuthenticatedMedusaRequest<AdminRetryCancellationType>,
  res: MedusaResponse
): Promise<void> => {
  const id = paramOf(req, "id")
  await refetchCancellation(req.scope, id, ["id"])
  await retryCancellationWorkflow(req.scope).run({
    input: { ...req.validatedBody, id, by: req.auth_context.actor_id },
  })
  res.json({ cancellation: await refetchCancellation(req.scope, id) })
}
