import { type MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { TROUBLES } from "../../../modules/cancellation/core/vocabulary"
import { ledgerOf } from "../../../workflows/utils/ledger"
import { type Filters, escapeLike, toQueryFilters } from "./filters"
import { inTrouble } from "./trouble"

/** As many of a customer's orders as a search looks at, the newest. */
const MAX_ORDERS = 200

const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/

/** The filters of a list as Query takes them. */
export const searchFilters = async (
  container: MedusaContainer,
  { trouble, ...filters }: Filters
): Promise<Record<string, unknown>> => {
  const found = await matching(container, filters)
  return trouble
    ? {
        $and: [
          found,
          inTrouble(trouble, await ledgerOf(container).listImpededProviders()),
        ],
      }
    : found
}

/** The same, apart for each trouble, the most urgent one first. */
export const urgencyFilters = async (
  container: MedusaContainer,
  { trouble, ...filters }: Filters & Required<Pick<Filters, "trouble">>
): Promise<Record<string, unknown>[]> => {
  const found = await matching(container, filters)
  const providers = await ledgerOf(container).listImpededProviders()
  return TROUBLES.filter((one) => trouble.includes(one)).map((one) => ({
    $and: [found, inTrouble([one], providers)],
  }))
}

/**
 * Where `q` is an e-mail address it also finds what belongs to the orders that
 * were placed with it: the ledger keeps no address, so Medusa is asked.
 */
const matching = async (
  container: MedusaContainer,
  filters: Omit<Filters, "trouble">
): Promise<Record<string, unknown>> => {
  const { q } = filters
  if (q === undefined || !EMAIL.test(q)) {
    return toQueryFilters(filters)
  }
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "order",
    fields: ["id"],
    filters: { email: { $ilike: escapeLike(q) } },
    pagination: { take: MAX_ORDERS, order: { created_at: "DESC" } },
  })
  return toQueryFilters(
    filters,
    (data as { id: string }[]).map(({ id }) => id)
  )
}
