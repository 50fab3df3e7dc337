import { type MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import {
  createApiKeysWorkflow,
  createProductsWorkflow,
  createRegionsWorkflow,
  createSalesChannelsWorkflow,
  createShippingOptionsWorkflow,
  createStockLocationsWorkflow,
  linkSalesChannelsToApiKeyWorkflow,
  linkSalesChannelsToStockLocationWorkflow,
} from "@medusajs/medusa/core-flows"
import { type Api } from "./store"

/** The least that a shop needs for a shopper to buy one shirt. */
export interface Shop {
  publishableKey: string
  regionId: string
  salesChannelId: string
  shippingOptionId: string
  variantId: string
}

const first = <T>(list: T[]): T => {
  const [one] = list
  if (one === undefined) {
    throw new Error("nothing was created")
  }
  return one
}

export const createShop = async (container: MedusaContainer): Promise<Shop> => {
  const link = container.resolve(ContainerRegistrationKeys.LINK)
  const fulfillment = container.resolve(Modules.FULFILLMENT)

  const channel = first(
    (
      await createSalesChannelsWorkflow(container).run({
        input: { salesChannelsData: [{ name: "Web" }] },
      })
    ).result
  )
  const key = first(
    (
      await createApiKeysWorkflow(container).run({
        input: {
          api_keys: [{ title: "Web", type: "publishable", created_by: "" }],
        },
      })
    ).result
  )
  await linkSalesChannelsToApiKeyWorkflow(container).run({
    input: { id: key.id, add: [channel.id] },
  })
  const region = first(
    (
      await createRegionsWorkflow(container).run({
        input: {
          regions: [
            {
              name: "Spain",
              currency_code: "eur",
              countries: ["es"],
              payment_providers: ["pp_system_default"],
            },
          ],
        },
      })
    ).result
  )
  const location = first(
    (
      await createStockLocationsWorkflow(container).run({
        input: { locations: [{ name: "Warehouse" }] },
      })
    ).result
  )
  await link.create({
    [Modules.STOCK_LOCATION]: { stock_location_id: location.id },
    [Modules.FULFILLMENT]: { fulfillment_provider_id: "manual_manual" },
  })
  const [known] = await fulfillment.listShippingProfiles({})
  const profile =
    known ??
    (await fulfillment.createShippingProfiles({
      name: "Default",
      type: "default",
    }))
  const set = await fulfillment.createFulfillmentSets({
    name: "Shipping",
    type: "shipping",
    service_zones: [
      { name: "Spain", geo_zones: [{ type: "country", country_code: "es" }] },
    ],
  })
  await link.create({
    [Modules.STOCK_LOCATION]: { stock_location_id: location.id },
    [Modules.FULFILLMENT]: { fulfillment_set_id: set.id },
  })
  await linkSalesChannelsToStockLocationWorkflow(container).run({
    input: { id: location.id, add: [channel.id] },
  })
  const option = first(
    (
      await createShippingOptionsWorkflow(container).run({
        input: [
          {
            name: "Standard",
            price_type: "flat",
            provider_id: "manual_manual",
            service_zone_id: first(set.service_zones).id,
            shipping_profile_id: profile.id,
            type: { label: "S", description: "S", code: "s" },
            prices: [{ currency_code: "eur", amount: 10 }],
          },
        ],
      })
    ).result
  )
  const product = first(
    (
      await createProductsWorkflow(container).run({
        input: {
          products: [
            {
              title: "Shirt",
              status: "published",
              shipping_profile_id: profile.id,
              options: [{ title: "Size", values: ["S"] }],
              variants: [
                {
                  title: "S",
                  options: { Size: "S" },
                  manage_inventory: false,
                  prices: [{ currency_code: "eur", amount: 90 }],
                },
              ],
              sales_channels: [{ id: channel.id }],
            },
          ],
        },
      })
    ).result
  )
  return {
    publishableKey: key.token,
    regionId: region.id,
    salesChannelId: channel.id,
    shippingOptionId: option.id,
    variantId: first(product.variants).id,
  }
}

export interface Basket {
  metadata?: Record<string, unknown>
  itemMetadata?: Record<string, unknown>
  quantity?: number
}

/** A shopper buys through the store API and nothing else. */
export const buy = async (
  storefront: Api,
  shop: Shop,
  basket: Basket
): Promise<{ cartId: string; orderId: string }> => {
  const headers = { "x-publishable-api-key": shop.publishableKey }
  const post = async <T>(path: string, body: unknown): Promise<T> => {
    const { status, data } = await storefront.post<T & object>(
      path,
      body,
      headers
    )
    if (status !== 200) {
      throw new Error(`${path} answered ${status}: ${JSON.stringify(data)}`)
    }
    return data
  }
  const { cart } = await post<{ cart: { id: string } }>("/store/carts", {
    region_id: shop.regionId,
    sales_channel_id: shop.salesChannelId,
    email: "shopper@example.com",
    metadata: basket.metadata,
    items: [
      {
        variant_id: shop.variantId,
        quantity: basket.quantity ?? 1,
        metadata: basket.itemMetadata,
      },
    ],
    shipping_address: {
      first_name: "A",
      last_name: "Shopper",
      address_1: "Calle 1",
      city: "Madrid",
      country_code: "es",
      postal_code: "28001",
    },
  })
  await post(`/store/carts/${cart.id}/shipping-methods`, {
    option_id: shop.shippingOptionId,
  })
  const { payment_collection } = await post<{
    payment_collection: { id: string }
  }>("/store/payment-collections", { cart_id: cart.id })
  await post(
    `/store/payment-collections/${payment_collection.id}/payment-sessions`,
    { provider_id: "pp_system_default" }
  )
  const { order } = await post<{ order: { id: string } }>(
    `/store/carts/${cart.id}/complete`,
    {}
  )
  return { cartId: cart.id, orderId: order.id }
}
