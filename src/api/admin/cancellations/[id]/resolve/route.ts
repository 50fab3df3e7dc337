import {
  type AuthenticatedMedusaRequest,
  type MedusaResponse,
} from "@medusajs/framework/http"
import { resolveCancellationWorkflow } from "../../../../../workflows/resolve-cancellation"
import { actorName } from "../../../../utils/actor-name"
import { paramOf } from "../../../../utils/param"
import { refetchCancellation } from "../../helpers"
import { type AdminResolveCancellationType } from "../../validators"

export const POST = async (
  req: AuthenticatedMedusaRequest<AdminResolveCancellationType>,
  res: MedusaResponse
): Promise<void> => {
  const id = paramOf(req, "id")
  await refetchCancellation(req.scope, id, ["id"])
  await resolveCancellationWorkflow(req.scope).run({
    input: {
      ...req.validatedBody,
      id,
      by: req.auth_context.actor_id,
      by_name: await actorName(req),
    },
  })
  res.json({ cancellation: await refetchCancellation(req.scope, id) })
}
