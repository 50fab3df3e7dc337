import { type ProviderOrderRef } from "../../provider-kit"
import { toAplazameAmount } from "./amounts"
import { type OrderAnswer, type VoidsAnswer } from "./wire"

type Totalled = Pick<OrderAnswer, "total_amount">

/** What the ledger says that the order is worth, and whose word that is. */
export type LedgerTotal = Pick<ProviderOrderRef, "total" | "total_source">

/** The sum of the listed voids, in minor units: what was voided, and no more. */
export const voidedOf = ({ results }: Pick<VoidsAnswer, "results">): number =>
  results.reduce((sum, { amount }) => sum + amount, 0)

/** What is left to be captured, and what was voided. The rest was captured. */
const uncapturedOf = (voids: VoidsAnswer): number =>
  voids.remaining_amount + voidedOf(voids)

/**
 * The order's total by its own word, in minor units. Null where it has none, or
 * one that its voids exceed: then the word means something else. What remains
 * and what was voided don't add up to it: what was captured is in neither.
 */
export const totalOf = (
  order: Totalled | null,
  voids: VoidsAnswer | null
): number | null => {
  const total = order?.total_amount ?? null
  return total !== null && voids && total < uncapturedOf(voids) ? null : total
}

/** The ledger's total, in minor units; null where it has none, or 0. */
const ledgerTotal = ({ total }: LedgerTotal): number | null =>
  total === null ? null : toAplazameAmount(total) || null

/**
 * The store's own word of what the order is worth. A person's figure may be
 * lower than that. One of the provider may be what remained and was voided when
 * it was read: it was stored so once, and what was captured is in neither.
 */
const isIndependent = ({ total_source }: LedgerTotal): boolean =>
  total_source === "payment" ||
  total_source === "order" ||
  total_source === "metadata"

/**
 * What voids have to add up to, to have taken all of the order: Aplazame's own
 * total and the ledger's, whichever is higher. Null where Aplazame shows none,
 * and the ledger's proves nothing.
 */
export const totalToVoid = (
  order: Totalled | null,
  ref: LedgerTotal
): number | null => {
  const own = order?.total_amount ?? 0
  const total = Math.max(own, ledgerTotal(ref) ?? 0)
  return own > 0 || isIndependent(ref) ? total || null : null
}

/**
 * Whether what remains is to be told as all there is, for nothing was captured:
 * by Aplazame's own total, and by the ledger's only where it shows none, since
 * the ledger's may be what is wrong. More than a total that proves nothing is
 * told too: it shows that this one is too low.
 */
export const isUncaptured = (
  voids: VoidsAnswer,
  order: Totalled | null,
  ref: LedgerTotal
): boolean => {
  const uncaptured = uncapturedOf(voids)
  const own = totalOf(order, voids)
  const total = own ?? ledgerTotal(ref)
  return (
    total !== null &&
    (own !== null || isIndependent(ref)
      ? uncaptured >= total
      : uncaptured > total)
  )
}

/** How much was captured of an order that is confirmed, and not cancelled. */
export type Captured =
  | { type: "captured"; amount: number | null }
  /** Nothing remains, and why isn't shown. */
  | { type: "perhaps" }
  | { type: "not_shown" }

/**
 * "Remaining capture amount": what of a confirmed order is neither left to be
 * captured nor voided was captured.
 *
 * @param order - null where it could not be read
 */
export const capturedOf = (
  voids: VoidsAnswer,
  order: OrderAnswer | null
): Captured => {
  const total = totalOf(order, voids)
  if (order && total !== null) {
    const amount = total - uncapturedOf(voids)
    return amount > 0 ? { type: "captured", amount } : { type: "not_shown" }
  }
  if (voids.remaining_amount > 0) {
    return { type: "not_shown" }
  }
  return order && voids.results.length === 0
    ? { type: "captured", amount: null }
    : { type: "perhaps" }
}
