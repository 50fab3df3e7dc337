import { type MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { type LineName } from "../../modules/cancellation/types"

interface QueriedLine {
  id: string
  title?: string | null
  variant_sku?: string | null
}

/** What these line items are called. One that there isn't is left out. */
export const readLineNames = async (
  container: MedusaContainer,
  ids: string[]
): Promise<LineName[]> => {
  if (!ids.length) {
    return []
  }
  const { data } = await container
    .resolve(ContainerRegistrationKeys.QUERY)
    .graph({
      entity: "order_line_item",
      fields: ["id", "title", "variant_sku"],
      filters: { id: ids },
    })
  const lines = data as unknown as QueriedLine[]
  return lines.map(({ id, title, variant_sku }) => ({
    id,
    sku: variant_sku ?? null,
    title: title ?? null,
  }))
}
