import {
  type AuthenticatedMedusaRequest,
  type MedusaResponse,
} from "@medusajs/framework/http"
import { ledgerOf } from "../../../../../workflows/utils/ledger"
import { paramOf } from "../../../../utils/param"

/** No workflow: it changes nothing, so there is nothing to compensate. */
export const POST = async (
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse
): Promise<void> => {
  const check = await ledgerOf(req.scope).checkProvider(paramOf(req, "id"))
  res.json({ check: check ?? { supported: false } })
}
