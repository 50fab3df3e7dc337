import {
  type AuthenticatedMedusaRequest,
  type MedusaResponse,
} from "@medusajs/framework/http"
import { refetchCancellation } from "../helpers"
import { paramOf } from "../../../utils/param"

export const GET = async (
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse
): Promise<void> => {
  const cancellation = await refetchCancellation(
    req.scope,
    paramOf(req, "id"),
    req.queryConfig.fields
  )
  res.json({ cancellation })
}
