import {
  type AuthenticatedMedusaRequest,
  type MedusaResponse,
} from "@medusajs/framework/http"
import { answerWithList } from "./helpers"
import { searchFilters } from "./search"
import { type AdminGetCancellationsType } from "./validators"

export const GET = async (
  req: AuthenticatedMedusaRequest<unknown, AdminGetCancellationsType>,
  res: MedusaResponse
): Promise<void> => {
  await answerWithList(
    req,
    res,
    await searchFilters(req.scope, req.filterableFields)
  )
}
