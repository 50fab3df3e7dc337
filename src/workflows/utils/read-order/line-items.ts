import {
  type BigNumberInput,
  type MedusaContainer,
} from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MathBN } from "@medusajs/framework/utils"
import {
  type LineItemSnapshot,
  type Metadata,
} from "../../../modules/cancellation/core/matching"
import { type Maybe, type QueriedStamps, stampsOf } from "./queried"

const FIELDS = [
  "id",
  "version",
  "quantity",
  "metadata",
  "created_at",
  "updated_at",
  "item.id",
  "item.metadata",
  "item.created_at",
  "item.updated_at",
]

interface QueriedItem extends QueriedStamps {
  version: number
  quantity: BigNumberInput
  metadata?: Metadata | null
  item?: Maybe<QueriedStamps & { id: string; metadata?: Metadata | null }>
}

/**
 * A line of an order is two rows: the line item and, for each version of the
 * order, an order item with the quantity in that version. Both have metadata,
 * which is the same at first. `order.items.metadata` shows only the metadata of
 * the order item, and so hides what is written to the line item later.
 */
export const readLineItems = async (
  container: MedusaContainer,
  orderId: string
): Promise<LineItemSnapshot[]> => {
  const { data } = await container
    .resolve(ContainerRegistrationKeys.QUERY)
    .graph({
      entity: "order_item",
      fields: FIELDS,
      filters: { order_id: orderId },
    })
  const rows = data as unknown as QueriedItem[]
  return linesOf(rows)
}

const linesOf = (items: QueriedItem[]): LineItemSnapshot[] => {
  const lines = new Map<string, LineItemSnapshot>()
  const oldestFirst = [...items].sort((a, b) => a.version - b.version)
  for (const { item, ...row } of oldestFirst) {
    if (item) {
      const quantity = Math.floor(MathBN.convert(row.quantity).toNumber())
      lines.set(item.id, {
        id: item.id,
        quantity: Math.max(quantity, lines.get(item.id)?.quantity ?? 0),
        metadata: { ...row.metadata, ...item.metadata },
        rows: [stampsOf(item), stampsOf(row)],
      })
    }
  }
  return [...lines.values()]
}
