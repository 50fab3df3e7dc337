import { MatchingSettings } from "../../types"
import { OrderRow } from "./order-snapshot"

/**
 * Whether an order concerns a provider at all. Orders of other sales channels
 * or currencies have no counterpart there, unless somebody registers one.
 */
export const isItsBusiness = (
  { sales_channel_id, currency_code }: OrderRow,
  { sales_channels, currencies }: MatchingSettings
): boolean =>
  (sales_channels?.includes(sales_channel_id ?? "") ?? true) &&
  (currencies?.includes(currency_code.toLowerCase()) ?? true)
