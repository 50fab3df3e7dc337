import {
  type AuthenticatedMedusaRequest,
  type MedusaResponse,
} from "@medusajs/framework/http"
import { correctProviderOrderWorkflow } from "../../../../../../workflows/correct-provider-order"
import { removeProviderOrderWorkflow } from "../../../../../../workflows/remove-provider-order"
import { paramOf } from "../../../../../utils/param"
import { refetchProviderOrder } from "../../../helpers"
import { type AdminUpdateProviderOrderType } from "../../../validators"

export const POST = async (
  req: AuthenticatedMedusaRequest<AdminUpdateProviderOrderType>,
  res: MedusaResponse
): Promise<void> => {
  const id = paramOf(req, "id")
  const provider_order_id = paramOf(req, "provider_order_id")
  await correctProviderOrderWorkflow(req.scope).run({
    input: { ...req.validatedBody, order_id: id, provider_order_id },
  })
  res.json({
    provider_order: await refetchProviderOrder(
      req.scope,
      id,
      provider_order_id
    ),
  })
}

export const DELETE = async (
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse
): Promise<void> => {
  const id = paramOf(req, "id")
  const provider_order_id = paramOf(req, "provider_order_id")
  await removeProviderOrderWorkflow(req.scope).run({
    input: { order_id: id, provider_order_id },
  })
  res.json({ id: provider_order_id, object: "provider_order", deleted: true })
}
