import {
  type AuthenticatedMedusaRequest,
  type MedusaResponse,
} from "@medusajs/framework/http"
import { ledgerOf } from "../../../../../../workflows/utils/ledger"
import { refetchProviderOrder } from "../../../helpers"
import { type AdminCreateVoidType } from "../../../validators"
import { paramOf } from "../../../../../utils/param"

export const POST = async (
  req: AuthenticatedMedusaRequest<AdminCreateVoidType>,
  res: MedusaResponse
): Promise<void> => {
  const id = paramOf(req, "id")
  const { provider_order_id } = req.validatedBody
  await refetchProviderOrder(req.scope, id, provider_order_id)

  const ledger = ledgerOf(req.scope)
  await ledger.refreshTotals([provider_order_id])
  const { request, remaining_after } = await ledger.previewVoid({
    ...req.validatedBody,
    order_id: id,
    source: "admin",
    captured_by: "request",
  })
  res.json({
    preview: {
      request: {
        method: request.method,
        url: request.url,
        body: request.body,
      },
      remaining_after,
    },
  })
}
