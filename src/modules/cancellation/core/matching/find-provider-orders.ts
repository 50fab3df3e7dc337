import { PlacesRead, MatchingSettings, NewProviderOrder } from "../../types"
import { isItsBusiness } from "./business"
import { isOfPayments, readExternalIds } from "./external-ids"
import { readItemIds, withOwnIds } from "./item-ids"
import { Moment, OrderSnapshot, PaymentSnapshot } from "./order-snapshot"
import { livePaymentsWith } from "./payments"
import { Screening } from "./screening"
import { findTotal } from "./total"

export interface DistrustedProviderOrder {
  provider_id: string
  external_id: string
  reason: string
}

export interface FoundProviderOrders {
  found: NewProviderOrder[]
  /** The order names an external id, but a shopper may have written it. */
  distrusted: DistrustedProviderOrder[]
  /** Other findings that were not used, and why: for the log. */
  ignored: { provider_id: string; reason: string }[]
  /** One for each of the providers. */
  readings: PlacesRead[]
}

/**
 * The provider orders of an order, as far as the order itself names them: at
 * most one for each configured provider, or one for each live payment if
 * payments name them.
 *
 * @param moment - when the question is asked, see {@link Moment}
 */
export const findProviderOrders = (
  order: OrderSnapshot,
  providers: MatchingSettings[],
  moment: Moment = "later"
): FoundProviderOrders => {
  const result: FoundProviderOrders = {
    found: [],
    distrusted: [],
    ignored: [],
    readings: [],
  }
  const shopper = new Screening(order, moment)

  for (const settings of providers) {
    const { provider_id } = settings
    const screening = settings.trust_cart_metadata ? null : shopper
    const ignore = (reason: string): void => {
      result.ignored.push({ provider_id, reason })
    }

    const named = readExternalIds(order, settings, screening)
    result.readings.push({
      provider_id,
      of: isOfPayments(settings) ? "payments" : "order",
      certain: named.certain,
    })
    if (!isItsBusiness(order, settings)) {
      // The places were read all the same: what was found in them before the
      // provider was given fewer orders is gone.
      continue
    }
    named.ignored.forEach(ignore)
    for (const { external_id, found_in, payments, suspicion } of named.ids) {
      if (suspicion) {
        result.distrusted.push({ provider_id, external_id, reason: suspicion })
        continue
      }
      const { ignored, ...extent } = extentOf(
        order,
        settings,
        payments,
        screening
      )
      ignored.forEach(ignore)
      result.found.push({
        provider_id,
        external_id,
        origin: named.origin,
        found_in,
        ...extent,
        metadata: null,
      })
    }
  }
  return result
}

/** How much a provider order has, and of what. */
export type Extent = Pick<
  NewProviderOrder,
  "total" | "total_source" | "currency_code" | "items"
>

/**
 * What the order itself tells about a provider order that somebody named. If
 * payments name that provider order, those payments count.
 */
export const findExtent = (
  order: OrderSnapshot,
  settings: MatchingSettings,
  externalId: string
): Extent & { ignored: string[] } => {
  const { ids } = readExternalIds(order, settings, null)
  const named = ids.find(({ external_id }) => external_id === externalId)
  return extentOf(
    order,
    settings,
    named?.payments ??
      livePaymentsWith(order, settings.provider_id).slice(0, 1),
    settings.trust_cart_metadata ? null : new Screening(order, "later")
  )
}

const extentOf = (
  order: OrderSnapshot,
  settings: MatchingSettings,
  payments: PaymentSnapshot[],
  screening: Screening | null
): Extent & { ignored: string[] } => {
  const { items, ignored: ignoredItems } = findItems(order, settings, screening)
  const { total, total_source, ignored } = findTotal(order, settings, {
    items,
    payments,
    screening,
  })
  return {
    total,
    total_source,
    currency_code: settings.unit === "currency" ? order.currency_code : null,
    items,
    ignored: [...ignoredItems, ...ignored],
  }
}

const findItems = (
  order: OrderSnapshot,
  { provider_id, unit, uses_medusa_ids }: MatchingSettings,
  screening: Screening | null
): ReturnType<typeof readItemIds> => {
  if (unit !== "item") {
    return { items: null, ignored: [] }
  }
  const key = `${provider_id}_item_ids`
  const found = readItemIds(
    order.items,
    key,
    (line) => screening?.ofLineItem(line, key) ?? null
  )
  return uses_medusa_ids ? withOwnIds(found, order.items, key) : found
}
