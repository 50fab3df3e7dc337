import { type MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import {
  type CartSnapshot,
  type Metadata,
} from "../../../modules/cancellation/core/matching"
import { type Maybe, type Time, present, timeOf } from "./queried"

const FIELDS = [
  "id",
  "metadata",
  "completed_at",
  "updated_at",
  "items.id",
  "items.metadata",
  "items.updated_at",
]

interface QueriedCart {
  metadata?: Metadata | null
  completed_at?: Time | null
  updated_at: Time
  items?: Maybe<{ metadata?: Metadata | null; updated_at: Time }>[] | null
}

/** The cart with which an order was placed; null if there was none. */
export const readCart = async (
  container: MedusaContainer,
  orderId: string
): Promise<CartSnapshot | null> => {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const links = await query.graph({
    entity: "order_cart",
    fields: ["cart_id"],
    filters: { order_id: orderId },
  })
  const [link] = links.data as unknown as { cart_id: string }[]
  if (!link) {
    return null
  }
  const { data } = await query.graph({
    entity: "cart",
    fields: FIELDS,
    filters: { id: link.cart_id },
  })
  const [cart] = data as unknown as QueriedCart[]
  return cart
    ? {
        metadata: cart.metadata ?? null,
        completed_at: timeOf(cart.completed_at),
        updated_at: new Date(cart.updated_at),
        items: present(cart.items).map(({ metadata, updated_at }) => ({
          metadata: metadata ?? null,
          updated_at: new Date(updated_at),
        })),
      }
    : null
}
