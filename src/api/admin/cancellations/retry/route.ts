import {
  type AuthenticatedMedusaRequest,
  type MedusaResponse,
} from "@medusajs/framework/http"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { type CancellationStatus } from "../../../../modules/cancellation/core/status"
import { retryCancellationsWorkflow } from "../../../../workflows/retry-cancellations"
import { searchFilters } from "../search"
import { type AdminRetryCancellationsType } from "../validators"

/** As many as one request retries: ask again for the rest. */
const MAX_RETRIED = 1_000

const RETRIABLE: readonly CancellationStatus[] = ["rejected", "needs_review"]

export const POST = async (
  req: AuthenticatedMedusaRequest<AdminRetryCancellationsType>,
  res: MedusaResponse
): Promise<void> => {
  const { ids, ...filters } = req.validatedBody
  const { result } = await retryCancellationsWorkflow(req.scope).run({
    input: {
      ids: ids ?? (await idsOf(req, filters)),
      by: req.auth_context.actor_id,
    },
  })
  res.json({ retried: result.retried, skipped: result.skipped })
}

/** The oldest first. What can't be retried in bulk isn't worth listing. */
const idsOf = async (
  req: AuthenticatedMedusaRequest<AdminRetryCancellationsType>,
  filters: Omit<AdminRetryCancellationsType, "ids">
): Promise<string[]> => {
  const status = RETRIABLE.filter(
    (one) => filters.status === undefined || filters.status.includes(one)
  )
  if (!status.length) {
    return []
  }
  const query = req.scope.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "cancellation",
    fields: ["id"],
    filters: await searchFilters(req.scope, { ...filters, status }),
    pagination: {
      take: MAX_RETRIED,
      order: { created_at: "ASC", id: "ASC" },
    },
  })
  return (data as { id: string }[]).map(({ id }) => id)
}
