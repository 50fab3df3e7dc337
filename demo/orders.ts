import type { HttpTypes } from "@medusajs/framework/types"
import type { StoreApi } from "./api"
import { CURRENCIES, type Currency, type ProductTitle, type Shop } from "./shop"

export interface Line {
  product: ProductTitle
  quantity: number
  metadata?: Record<string, unknown>
}

export interface PlacedOrder {
  id: string
  display_id: number
  /** In major units. */
  total: number
  lineItemId: string
}

const EMAIL = "shopper@example.com"

const addressIn = (currency: Currency) => ({
  first_name: "Ada",
  last_name: "Shopper",
  address_1: "1 Example Street",
  city: "Example",
  postal_code: "10000",
  country_code: CURRENCIES[currency].countries[0],
})

/** Does what a storefront does: a cart, an address, a delivery, a payment. */
export async function buy(
  { storefront: { store }, shop }: { storefront: StoreApi; shop: Shop },
  currency: Currency,
  { product, quantity }: Line
): Promise<PlacedOrder> {
  const address = addressIn(currency)
  const { cart } = await store.cart.create({
    region_id: shop.regions[currency],
    email: EMAIL,
    shipping_address: address,
    billing_address: address,
    items: [{ variant_id: shop.variants[product], quantity }],
  })
  const { cart: ready } = await store.cart.addShippingMethod(cart.id, {
    option_id: shop.shippingOptionId,
  })
  await store.payment.initiatePaymentSession(ready, {
    provider_id: "pp_system_default",
  })
  const completed = await store.cart.complete(cart.id)
  if (completed.type !== "order") {
    throw new Error(`An order could not be placed: ${completed.error.message}`)
  }
  return placed(completed.order)
}

/**
 * Does what a shop assistant or an import from an order management system does.
 * The metadata of its lines can be trusted: no shopper wrote it.
 */
export async function enter(
  { admin: { admin }, shop }: { admin: StoreApi; shop: Shop },
  currency: Currency,
  { product, quantity, metadata: lineMetadata }: Line,
  metadata: Record<string, unknown>
): Promise<PlacedOrder> {
  const address = addressIn(currency)
  const { draft_order } = await admin.draftOrder.create({
    region_id: shop.regions[currency],
    sales_channel_id: shop.salesChannelId,
    email: EMAIL,
    shipping_address: address,
    billing_address: address,
    items: [
      {
        variant_id: shop.variants[product],
        quantity,
        metadata: lineMetadata,
      },
    ],
    metadata,
  })
  const { order } = await admin.draftOrder.convertToOrder(draft_order.id)
  return placed(order)
}

function placed({
  id,
  display_id = 0,
  total,
  items,
}: HttpTypes.StoreOrder | HttpTypes.AdminOrder): PlacedOrder {
  return { id, display_id, total, lineItemId: items?.[0]?.id ?? "" }
}
