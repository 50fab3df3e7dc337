import { StoreApi } from "./api"

/** The currency decides the region, and the region the shipping address. */
export const CURRENCIES = {
  eur: { region: "Europe", countries: ["es", "de", "dk"] },
  usd: { region: "United States", countries: ["us"] },
  try: { region: "Türkiye", countries: ["tr"] },
} as const

export type Currency = keyof typeof CURRENCIES

const PRODUCTS = {
  "Oak chair": { eur: 90, usd: 99, try: 3_900 },
  Poster: { eur: 25.5, usd: 28, try: 1_100 },
  "Game key": { eur: 45, usd: 49.99, try: 1_950 },
}

export type ProductTitle = keyof typeof PRODUCTS

const SHIPPING = { eur: 10.5, usd: 12, try: 450 }

export interface Shop {
  publishableKey: string
  salesChannelId: string
  shippingOptionId: string
  regions: Record<Currency, string>
  variants: Record<ProductTitle, string>
}

/**
 * Creates a small shop through the admin API. Medusa itself made the sales
 * channel, the publishable key and the shipping profile.
 */
export async function createShop({ admin }: StoreApi): Promise<Shop> {
  const [salesChannel] = (await admin.salesChannel.list()).sales_channels
  const [apiKey] = (await admin.apiKey.list({ type: "publishable" })).api_keys
  const [profile] = (await admin.shippingProfile.list()).shipping_profiles
  const [store] = (await admin.store.list()).stores
  if (!salesChannel || !apiKey || !profile || !store) {
    throw new Error(
      "Medusa made no sales channel, publishable key or shipping profile " +
        "when it started: this version of it is not the one in package.json."
    )
  }

  await admin.store.update(store.id, {
    name: "Demo shop",
    supported_currencies: currencies().map((currency_code, index) => ({
      currency_code,
      is_default: index === 0,
    })),
  })
  const regions = await createRegions({ admin })
  return {
    publishableKey: apiKey.token,
    salesChannelId: salesChannel.id,
    shippingOptionId: await createShipping(
      { admin },
      salesChannel.id,
      profile.id
    ),
    regions,
    variants: await createProducts({ admin }, salesChannel.id, profile.id),
  }
}

type Admin = Pick<StoreApi, "admin">

const currencies = () => Object.keys(CURRENCIES) as Currency[]

const pricesOf = (amounts: Record<Currency, number>) =>
  currencies().map((currency_code) => ({
    currency_code,
    amount: amounts[currency_code],
  }))

async function createRegions({ admin }: Admin): Promise<Shop["regions"]> {
  const create = async (currency_code: Currency) => {
    const { region, countries } = CURRENCIES[currency_code]
    const created = await admin.region.create({
      name: region,
      currency_code,
      countries: [...countries],
      payment_providers: ["pp_system_default"],
    })
    return created.region.id
  }
  return {
    eur: await create("eur"),
    usd: await create("usd"),
    try: await create("try"),
  }
}

async function createShipping(
  { admin }: Admin,
  salesChannelId: string,
  shippingProfileId: string
): Promise<string> {
  const {
    stock_location: { id },
  } = await admin.stockLocation.create({ name: "Warehouse" })
  await admin.stockLocation.updateSalesChannels(id, { add: [salesChannelId] })
  await admin.stockLocation.updateFulfillmentProviders(id, {
    add: ["manual_manual"],
  })
  await admin.stockLocation.createFulfillmentSet(id, {
    name: "Warehouse",
    type: "shipping",
  })
  const { stock_location: location } = await admin.stockLocation.retrieve(id, {
    fields: "*fulfillment_sets",
  })
  const [fulfillmentSet] = location.fulfillment_sets ?? []
  const { fulfillment_set } = await admin.fulfillmentSet.createServiceZone(
    fulfillmentSet?.id ?? "",
    {
      name: "Everywhere",
      geo_zones: Object.values(CURRENCIES).flatMap(({ countries }) =>
        countries.map((country_code) => ({
          type: "country" as const,
          country_code,
        }))
      ),
    }
  )
  const [zone] = fulfillment_set.service_zones
  const { shipping_option } = await admin.shippingOption.create({
    name: "Standard",
    service_zone_id: zone?.id ?? "",
    shipping_profile_id: shippingProfileId,
    provider_id: "manual_manual",
    price_type: "flat",
    type: { label: "Standard", description: "2 to 3 days", code: "standard" },
    prices: pricesOf(SHIPPING),
  })
  return shipping_option.id
}

async function createProducts(
  { admin }: Admin,
  salesChannelId: string,
  shippingProfileId: string
): Promise<Shop["variants"]> {
  const create = async (title: ProductTitle) => {
    const { product } = await admin.product.create({
      title,
      status: "published",
      shipping_profile_id: shippingProfileId,
      sales_channels: [{ id: salesChannelId }],
      options: [{ title: "Edition", values: ["Standard"] }],
      variants: [
        {
          title: "Standard",
          options: { Edition: "Standard" },
          manage_inventory: false,
          prices: pricesOf(PRODUCTS[title]),
        },
      ],
    })
    return product.variants?.[0]?.id ?? ""
  }
  return {
    "Oak chair": await create("Oak chair"),
    Poster: await create("Poster"),
    "Game key": await create("Game key"),
  }
}
