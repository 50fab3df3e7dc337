import {
  type AuthenticatedMedusaRequest,
  type MedusaResponse,
} from "@medusajs/framework/http"
import { reopenCancellationWorkflow } from "../../../../../workflows/reopen-cancellation"
import { paramOf } from "../../../../utils/param"
import { refetchCancellation } from "../../helpers"
import { type AdminReopenCancellationType } from "../../validators"

export const POST = async (
  req: AuthenticatedMedusaRequest<AdminReopenCancellationType>,
  res: MedusaResponse
): Promise<void> => {
  const id = paramOf(req, "id")
  await refetchCancellation(req.scope, id, ["id"])
  await reopenCancellationWorkflow(req.scope).run({
    input: { ...req.validatedBody, id, by: req.auth_context.actor_id },
  })
  res.json({ cancellation: await refetchCancellation(req.scope, id) })
}
