import { type MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { LOG_PREFIX } from "../../modules/cancellation/core/log-prefix"
import { type LineName } from "../../modules/cancellation/types"
import { oneLine } from "./one-line"

interface QueriedLine {
  id: string
  title?: string | null
  variant_sku?: string | null
}

/**
 * What these line items are called. One that there isn't is left out. If they
 * can't be read, there are none: a void is not given up for want of a name.
 */
export const readLineNames = async (
  container: MedusaContainer,
  ids: string[]
): Promise<LineName[]> => {
  if (!ids.length) {
    return []
  }
  try {
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
  } catch (error) {
    container
      .resolve(ContainerRegistrationKeys.LOGGER)
      .warn(
        `${LOG_PREFIX} the names of line items could not be read, so a void goes without them: ${oneLine(error)}`
      )
    return []
  }
}
