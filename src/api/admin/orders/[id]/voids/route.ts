import {
  type AuthenticatedMedusaRequest,
  type MedusaResponse,
} from "@medusajs/framework/http"
import { recordProviderOrdersWorkflow } from "../../../../../workflows/record-provider-orders"
import { ledgerOf } from "../../../../../workflows/utils/ledger"
import { voidProviderOrderWorkflow } from "../../../../../workflows/void-provider-order"
import { answeringRefusals } from "../../../../utils/answering-refusals"
import { idempotencyKeyOf } from "../../../../utils/idempotency-key"
import { paramOf } from "../../../../utils/param"
import { VOID_FIELDS, pick } from "../../../../utils/public-fields"
import {
  answerOnceSettled,
  inStableOrder,
} from "../../../cancellations/helpers"
import { pageOfProviderOrders, refetchProviderOrder } from "../../helpers"
import { type AdminCreateVoidType } from "../../validators"

export const GET = async (
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse
): Promise<void> => {
  const order_id = paramOf(req, "id")
  await recordProviderOrdersWorkflow(req.scope).run({ input: { order_id } })
  const { fields, pagination } = req.queryConfig
  const { rows, count } = await pageOfProviderOrders(
    req.scope,
    order_id,
    ["id"],
    inStableOrder(pagination)
  )
  const ids = rows.map((row) => String(row.id))
  const figures = await ledgerOf(req.scope).voidFigures(ids)
  const inOrder = ids.flatMap((id) =>
    figures.filter(({ provider_order_id }) => provider_order_id === id)
  )
  const shown = VOID_FIELDS.filter((name) => fields.includes(name))
  res.json({
    voids: inOrder.map((one) => pick({ ...one }, shown)),
    count,
    limit: pagination.take,
    offset: pagination.skip,
  })
}

export const POST = answeringRefusals(
  async (
    req: AuthenticatedMedusaRequest<AdminCreateVoidType>,
    res: MedusaResponse
  ): Promise<void> => {
    const id = paramOf(req, "id")
    const idempotency_key = idempotencyKeyOf(req)
    const { provider_order_id } = req.validatedBody
    await refetchProviderOrder(req.scope, id, provider_order_id)

    const { result } = await voidProviderOrderWorkflow(req.scope).run({
      input: {
        ...req.validatedBody,
        order_id: id,
        source: "admin",
        created_by: req.auth_context.actor_id,
        idempotency_key,
      },
    })
    await answerOnceSettled(req, res, result.cancellation.id)
  }
)
