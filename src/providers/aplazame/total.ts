import { ProviderOrderRef } from "../../provider-kit"
import { toAplazameAmount } from "./amounts"
import { OrderAnswer, VoidsAnswer } from "./contract"

type Totalled = Pick<OrderAnswer, "total_amount">

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
const ledgerTotal = ({
  total,
}: Pick<ProviderOrderRef, "total">): number | null =>
  total === null ? null : toAplazameAmount(total) || null

/**
 * What voids have to add up to, to have taken all of the order: Aplazame's own
 * total and the ledger's, whichever is higher; null where neither is known. The
 * ledger's is never made of the figures that are compared with it.
 */
export const totalToVoid = (
  order: Totalled | null,
  ref: Pick<ProviderOrderRef, "total">
): number | null =>
  Math.max(order?.total_amount ?? 0, ledgerTotal(ref) ?? 0) || null

/**
 * Whether nothing was captured, so that what remains is all there is: by
 * Aplazame's own total, and by the ledger's only where it shows none, since the
 * ledger's may be what is wrong.
 */
export const isUncaptured = (
  voids: VoidsAnswer,
  order: Totalled | null,
  ref: Pick<ProviderOrderRef, "total">
): boolean => {
  const total = totalOf(order, voids) ?? ledgerTotal(ref)
  return total !== null && uncapturedOf(voids) >= total
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
