import { type MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { noProviderOrderOf, noSuch } from "../../../modules/cancellation/errors"
import {
  columnsFor,
  refuseOrderByUrl,
  withOrderUrls,
} from "../../utils/order-url"
import { PROVIDER_ORDER_FIELDS, pick } from "../../utils/public-fields"

type Row = Record<string, unknown>

/** One page of an order's provider orders. */
export const pageOfProviderOrders = async (
  container: MedusaContainer,
  orderId: string,
  fields: readonly string[],
  pagination: { skip: number; take?: number; order?: Record<string, string> }
): Promise<{ rows: Row[]; count: number }> => {
  refuseOrderByUrl(pagination.order)
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data, metadata } = await query.graph({
    entity: "provider_order",
    fields: columnsFor(fields),
    filters: { order_id: orderId },
    pagination,
  })
  return {
    rows: (await withOrderUrls(container, data as Row[], fields)).map((row) =>
      pick(row, PROVIDER_ORDER_FIELDS)
    ),
    count: metadata?.count ?? data.length,
  }
}

/**
 * A provider order of this order, and of no other.
 *
 * @throws NOT_FOUND, which says whether it is the order that there isn't
 */
export const refetchProviderOrder = async (
  container: MedusaContainer,
  orderId: string,
  id: string
): Promise<Row> => {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "provider_order",
    fields: columnsFor(PROVIDER_ORDER_FIELDS),
    filters: { id, order_id: orderId },
  })
  const [row] = await withOrderUrls(
    container,
    data as Row[],
    PROVIDER_ORDER_FIELDS
  )
  if (!row) {
    const orders = await query.graph({
      entity: "order",
      fields: ["id"],
      filters: { id: orderId },
    })
    throw orders.data.length
      ? noProviderOrderOf(orderId, id)
      : noSuch("Order", orderId)
  }
  return pick(row, PROVIDER_ORDER_FIELDS)
}
