import {
  type AuthenticatedMedusaRequest,
  type MedusaResponse,
} from "@medusajs/framework/http"
import { recordProviderOrdersWorkflow } from "../../../../../workflows/record-provider-orders"
import { registerProviderOrdersWorkflow } from "../../../../../workflows/register-provider-orders"
import { answeringRefusals } from "../../../../utils/answering-refusals"
import { paramOf } from "../../../../utils/param"
import { inStableOrder } from "../../../cancellations/helpers"
import { pageOfProviderOrders, refetchProviderOrder } from "../../helpers"
import { type AdminCreateProviderOrderType } from "../../validators"

export const GET = async (
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse
): Promise<void> => {
  const id = paramOf(req, "id")
  await recordProviderOrdersWorkflow(req.scope).run({
    input: { order_id: id },
  })
  const { fields, pagination } = req.queryConfig
  const { rows, count } = await pageOfProviderOrders(
    req.scope,
    id,
    fields,
    inStableOrder(pagination)
  )
  res.json({
    provider_orders: rows,
    count,
    limit: pagination.take,
    offset: pagination.skip,
  })
}

export const POST = answeringRefusals(
  async (
    req: AuthenticatedMedusaRequest<AdminCreateProviderOrderType>,
    res: MedusaResponse
  ): Promise<void> => {
    const id = paramOf(req, "id")
    const { result } = await registerProviderOrdersWorkflow(req.scope).run({
      input: {
        order_id: id,
        provider_orders: [req.validatedBody],
        created_by: req.auth_context.actor_id,
      },
    })
    const [registered] = result.provider_orders
    res.json({
      provider_order:
        registered &&
        (await refetchProviderOrder(req.scope, id, registered.id)),
    })
  }
)
