import {
  type AuthenticatedMedusaRequest,
  type MedusaResponse,
} from "@medusajs/framework/http"
import { recordProviderOrdersWorkflow } from "../../../../../../workflows/record-provider-orders"
import { ledgerOf } from "../../../../../../workflows/utils/ledger"
import { whyNotCanceled } from "../../../../../../workflows/utils/why-not-canceled"
import { paramOf } from "../../../../../utils/param"
import { refetchProviderOrder } from "../../../helpers"
import { type AdminPreviewCancellationsType } from "../../../validators"

export const POST = async (
  req: AuthenticatedMedusaRequest<AdminPreviewCancellationsType>,
  res: MedusaResponse
): Promise<void> => {
  const order_id = paramOf(req, "id")
  const { provider_order_id: named, ...rest } = req.validatedBody
  const provider_order_id = named ?? null
  const { skip, take } = req.queryConfig.pagination
  const limit = take ?? 0
  if (provider_order_id !== null) {
    await refetchProviderOrder(req.scope, order_id, provider_order_id)
  } else {
    await recordProviderOrdersWorkflow(req.scope).run({ input: { order_id } })
  }
  const problem =
    provider_order_id === null
      ? await whyNotCanceled(req.scope, order_id)
      : null
  const { previews, count } = await ledgerOf(req.scope).previewCancels({
    ...rest,
    order_id,
    provider_order_id,
    source: provider_order_id === null ? "order_canceled" : "admin",
    skip,
    take: limit,
  })
  const ofOrder = {
    problem: problem?.message ?? null,
    problem_code: problem?.code ?? null,
  }
  const shown = previews.map((preview) =>
    preview.problem === null ? { ...preview, ...ofOrder } : preview
  )
  res.json({
    ...(provider_order_id !== null && { preview: shown[0] }),
    previews: shown,
    ...ofOrder,
    count,
    limit,
    offset: skip,
  })
}
