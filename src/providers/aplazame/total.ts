import { type ProviderOrderRef } from "../../provider-kit"
import { toAplazameAmount } from "./amounts"
import { type OrderAnswer, type VoidsAnswer } from "./wire"

type Totalled = Pick<OrderAnswer, "total_amount">

/** The order's total in the ledger, and where it comes from. */
export type LedgerTotal = Pick<ProviderOrderRef, "total" | "total_source">

/** The sum of the listed voids, in minor units. */
export const voidedOf = ({ results }: Pick<VoidsAnswer, "results">): number =>
  results.reduce((sum, { amount }) => sum + amount, 0)

/** What wasn't captured, in minor units: what remains and what was voided. */
const uncapturedOf = (voids: VoidsAnswer): number =>
  voids.remaining_amount + voidedOf(voids)

/**
 * The order's own total, in minor units. Null where it has none, or one that
 * its voids exceed, because then the field means something else. What remains
 * and what was voided don't add up to it once a part was captured.
 */
export const totalOf = (
  order: Totalled | null,
  voids: VoidsAnswer | null
): number | null => {
  const total = order?.total_amount ?? null
  return total !== null && voids && total < uncapturedOf(voids) ? null : total
}

/** The ledger's total, in minor units. Null where it has none, or 0. */
const ledgerTotal = ({ total }: LedgerTotal): number | null =>
  total === null ? null : toAplazameAmount(total) || null

/**
 * Whether the total is the store's own, independent of Aplazame. A person may
 * have named less than that. A total from the provider may be what remained and
 * was voided when it was read, as an earlier version stored it, without what
 * was captured.
 */
const isIndependent = ({ total_source }: LedgerTotal): boolean =>
  total_source === "payment" ||
  total_source === "order" ||
  total_source === "metadata"

/**
 * The sum of voids that takes all of the order: Aplazame's own total or the
 * ledger's, whichever is higher. Null where Aplazame shows none, and the
 * ledger's proves nothing.
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
 * Whether nothing was captured, so that what remains is all there is.
 * Aplazame's own total decides, and the ledger's only where Aplazame shows
 * none, because the ledger's may be the one that is wrong. A sum that exceeds a
 * total without proof is reported too, because it shows that this total is too
 * low.
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

/** How much was captured of an order that is confirmed and not cancelled. */
export type Captured =
  | { type: "captured"; amount: number | null }
  /** Nothing remains, and nothing shows why. */
  | { type: "perhaps" }
  | { type: "not_shown" }

/**
 * What of a confirmed order neither remains ("remaining capture amount") nor
 * was voided, was captured.
 *
 * @param order - null where it couldn't be read
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
