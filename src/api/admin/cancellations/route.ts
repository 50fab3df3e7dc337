import {
  type AuthenticatedMedusaRequest,
  type MedusaResponse,
} from "@medusajs/framework/http"
import { answerWithList, answerWithUrgentFirst } from "./helpers"
import { searchFilters, urgencyFilters } from "./search"
import { type AdminGetCancellationsType } from "./validators"

export const GET = async (
  req: AuthenticatedMedusaRequest<unknown, AdminGetCancellationsType>,
  res: MedusaResponse
): Promise<void> => {
  const { filterableFields, queryConfig, scope } = req
  const { trouble } = filterableFields
  await (trouble && !queryConfig.pagination.order
    ? answerWithUrgentFirst(
        req,
        res,
        await urgencyFilters(scope, { ...filterableFields, trouble })
      )
    : answerWithList(req, res, await searchFilters(scope, filterableFields)))
}
