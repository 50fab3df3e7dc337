import { MatchingSettings } from "../../types"
import { readExternalId } from "./external-id"
import { isOfPayments, namingOf } from "./external-ids"
import { Moment, OrderRow } from "./order-snapshot"
import { amountKeyOf } from "./total"

/** Which parts of an order, beside its own row, are read. */
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
 * The parts that finding an order's provider orders looks at. The parts that
 * are left out can't change what is found, whatever they contain. Most orders
 * of most stores have no counterpart anywhere, and for those their own row is
 * enough.
 *
 * A cart that isn't read is null in the snapshot, just as for an order without
 * a cart, and would be taken for that. So no other code may use such a
 * snapshot.
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
        // An order without a cart was a draft, and its total is that of a later
        // version.
        (moment === "placed" && settings.unit === "currency")
    ),
  }
}

const mayBeNamed = (order: OrderRow, settings: MatchingSettings): boolean => {
  const { place, key } = namingOf(settings)
  return place !== "metadata" || readExternalId(order.metadata?.[key]) !== null
}

/** Whether a shopper may have written any of the parts. */
const isScreened = (
  { metadata }: OrderRow,
  settings: MatchingSettings
): boolean =>
  namingOf(settings).place === "metadata" ||
  settings.unit === "item" ||
  (metadata?.[amountKeyOf(settings)] ?? null) !== null
