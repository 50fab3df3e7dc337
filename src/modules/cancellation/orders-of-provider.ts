import { z } from "@medusajs/framework/zod"
import { ORDER_URL, isOrderUrl } from "./core/order-url"

const MAX_ENTRIES = 100
const MAX_ID_LENGTH = 255
const MAX_URL_LENGTH = 2_048

/** An empty list would leave no order: it is a mistake. */
const few = (of: string, entry: RegExp) => {
  const error = `expected 1 to ${MAX_ENTRIES} ${of}`
  return z
    .array(
      z.string({ error }).max(MAX_ID_LENGTH, { error }).regex(entry, { error }),
      { error }
    )
    .min(1, { error })
    .max(MAX_ENTRIES, { error })
}

/** Options by which a provider is given only some of the orders. */
export const ordersOfProvider = {
  /** Ids of the sales channels whose orders concern this provider. */
  salesChannels: few("ids of sales channels", /\S/).optional(),
  /** Codes of the currencies whose orders concern this provider. */
  currencies: few('currency codes, such as "eur"', /^[a-z]{3}$/i)
    .transform((codes) => codes.map((code) => code.toLowerCase()))
    .optional(),
  /** Where people find an order at the provider, with `{id}` in it. */
  orderUrl: z
    .string({ error: ORDER_URL })
    .max(MAX_URL_LENGTH, { error: ORDER_URL })
    .refine(isOrderUrl, { error: ORDER_URL })
    .optional(),
}
