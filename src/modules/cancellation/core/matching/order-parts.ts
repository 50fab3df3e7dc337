import { MatchingSettings } from "../../types"
import { readExternalId } from "./external-id"
import { isOfPayments, namingOf } from "./external-ids"
import { Moment, OrderRow } from "./order-snapshot"
import { amountKeyOf } from "./total"

/** Whether what an order has beside its own row is read. */
export interface OrderParts {
  items: boolean
  payments: boolean
  cart: boolean
}

export const EVERY_PART: OrderParts = {
  items: true,
  payments: true,
  cart: true,
}

/**
 * What finding an order's provider orders looks at. Whatever else stood in the
 * parts that are left out, the same would be found. Most orders of most stores
 * have no counterpart anywhere: of those, their own row is enough.
 *
 * A cart that isn't read is null in the snapshot, as that of an order without
 * one is, and would be believed. So nobody else may look at such a snapshot.
 */
export const partsToRead = (
  order: OrderRow,
  providers: MatchingSettings[],
  moment: Moment
): OrderParts => {
  const named = providers.filter((settings) => mayBeNamed(order, settings))
  return {
    items: named.some(({ unit }) => unit === "item"),
    payments: named.some(
      (settings) => isOfPayments(settings) || settings.unit === "currency"
    ),
    cart: named.some(
      (settings) =>
        (!settings.trust_cart_metadata && isScreened(order, settings)) ||
        // One without a cart was a draft, whose total is that of a later
        // version.
        (moment === "placed" && settings.unit === "currency")
    ),
  }
}

const mayBeNamed = (order: OrderRow, settings: MatchingSettings): boolean => {
  const { place, key } = namingOf(settings)
  return place !== "metadata" || readExternalId(order.metadata?.[key]) !== null
}

/** Whether a shopper may have written any of it. */
const isScreened = (
  { metadata }: OrderRow,
  settings: MatchingSettings
): boolean =>
  namingOf(settings).place === "metadata" ||
  settings.unit === "item" ||
  (metadata?.[amountKeyOf(settings)] ?? null) !== null
