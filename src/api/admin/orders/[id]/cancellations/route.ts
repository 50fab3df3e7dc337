import {
  type AuthenticatedMedusaRequest,
  type MedusaResponse,
} from "@medusajs/framework/http"
import { noSuch } from "../../../../../modules/cancellation/errors"
import { cancelProviderOrdersWorkflow } from "../../../../../workflows/cancel-provider-orders"
import { recordProviderOrdersWorkflow } from "../../../../../workflows/record-provider-orders"
import { answeringRefusals } from "../../../../utils/answering-refusals"
import { idempotencyKeyOf } from "../../../../utils/idempotency-key"
import { paramOf } from "../../../../utils/param"
import { toQueryFilters } from "../../../cancellations/filters"
import {
  answerOnceSettled,
  answerWithList,
} from "../../../cancellations/helpers"
import { type AdminGetOrderCancellationsType } from "../../../cancellations/validators"
import { refetchProviderOrder } from "../../helpers"
import { type AdminCreateCancellationType } from "../../validators"

export const GET = async (
  req: AuthenticatedMedusaRequest<unknown, AdminGetOrderCancellationsType>,
  res: MedusaResponse
): Promise<void> => {
  const id = paramOf(req, "id")
  await recordProviderOrdersWorkflow(req.scope).run({
    input: { order_id: id },
  })
  await answerWithList(req, res, {
    ...toQueryFilters(req.filterableFields),
    order_id: id,
  })
}

export const POST = answeringRefusals(
  async (
    req: AuthenticatedMedusaRequest<AdminCreateCancellationType>,
    res: MedusaResponse
  ): Promise<void> => {
    const id = paramOf(req, "id")
    const idempotency_key = idempotencyKeyOf(req)
    const { provider_order_id, ...rest } = req.validatedBody
    await refetchProviderOrder(req.scope, id, provider_order_id)

    const { result } = await cancelProviderOrdersWorkflow(req.scope).run({
      input: {
        ...rest,
        order_id: id,
        provider_order_ids: [provider_order_id],
        source: "admin",
        created_by: req.auth_context.actor_id,
        idempotency_key,
      },
    })
    const [cancellation] = result.cancellations
    if (!cancellation) {
      throw noSuch("Provider order", provider_order_id)
    }
    await answerOnceSettled(req, res, cancellation.id)
  }
)
