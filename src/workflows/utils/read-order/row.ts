import { type MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import {
  type Metadata,
  type OrderRow,
} from "../../../modules/cancellation/core/matching"
import { type QueriedStamps, type Time, stampsOf, timeOf } from "./queried"

const FIELDS = [
  "id",
  "display_id",
  "custom_display_id",
  "currency_code",
  "sales_channel_id",
  "version",
  "canceled_at",
  "created_at",
  "updated_at",
  "metadata",
]

interface QueriedOrder extends QueriedStamps {
  id: string
  display_id?: number | null
  custom_display_id?: string | null
  currency_code: string
  sales_channel_id?: string | null
  version: number
  canceled_at?: Time | null
  metadata?: Metadata | null
}

/** @returns null if there is no such order */
export const readRow = async (
  container: MedusaContainer,
  orderId: string
): Promise<{ row: OrderRow; version: number } | null> => {
  const { data } = await container
    .resolve(ContainerRegistrationKeys.QUERY)
    .graph({ entity: "order", fields: FIELDS, filters: { id: orderId } })
  const [order] = data as unknown as QueriedOrder[]
  return order
    ? {
        version: order.version,
        row: {
          id: order.id,
          display_id: order.display_id ?? null,
          custom_display_id: order.custom_display_id ?? null,
          currency_code: order.currency_code,
          sales_channel_id: order.sales_channel_id ?? null,
          canceled_at: timeOf(order.canceled_at),
          ...stampsOf(order),
          metadata: order.metadata ?? null,
        },
      }
    : null
}
