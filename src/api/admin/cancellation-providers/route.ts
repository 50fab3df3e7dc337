import {
  type AuthenticatedMedusaRequest,
  type MedusaResponse,
} from "@medusajs/framework/http"
import { ledgerOf } from "../../../workflows/utils/ledger"
import { PROVIDER_FIELDS, pick } from "../../utils/public-fields"

/** A handful, from the configuration: there are no pages. */
export const GET = async (
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse
): Promise<void> => {
  const ledger = ledgerOf(req.scope)
  const [providers, disagreement] = await Promise.all([
    ledger.listProviders(),
    ledger.providerDisagreement(),
  ])
  res.json({
    cancellation_providers: providers.map((one) =>
      pick({ ...one }, PROVIDER_FIELDS)
    ),
    disagreement,
  })
}
