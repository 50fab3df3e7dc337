import {
  type AuthenticatedMedusaRequest,
  type MedusaResponse,
} from "@medusajs/framework/http"
import { ledgerOf } from "../../../workflows/utils/ledger"

export const GET = async (
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse
): Promise<void> => {
  res.json({ outcomes: await ledgerOf(req.scope).listOutcomes() })
}
