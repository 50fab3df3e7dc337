import {
  type AuthenticatedMedusaRequest,
  type MedusaResponse,
} from "@medusajs/framework/http"
import { toQueryFilters } from "./filters"
import { answerWithList } from "./helpers"
import { type AdminGetCancellationsType } from "./validators"

export const GET = async (
  req: AuthenticatedMedusaRequest<unknown, AdminGetCancellationsType>,
  res: MedusaResponse
): Promise<void> => {
  await answerWithList(req, res, toQueryFilters(req.filterableFields))
}
