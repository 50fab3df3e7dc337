import {
  type Proof,
  type ProviderOrderRef,
  type RecordedVoid,
} from "../../provider-kit"
import { formatAmount } from "./amounts"
import { type LedgerTotal, totalToVoid, voidedOf } from "./total"
import { type OrderAnswer, type VoidsAnswer } from "./wire"

const isoTime = (said: unknown): string | null => {
  const time = typeof said === "string" ? Date.parse(said) : NaN
  return Number.isNaN(time) ? null : new Date(time).toISOString()
}

/** `cancelled` is a time once the order is cancelled. */
export const isCancelled = ({ cancelled }: OrderAnswer): boolean =>
  Boolean(cancelled)

export const isPending = ({ status }: OrderAnswer): boolean =>
  status?.toLowerCase() === "pending"

/**
 * Whether the order is over, by decision of Aplazame or of the store
 * (`confirmation_rejected_by_merchant`). Nothing is left to cancel then.
 */
export const isOver = ({ status }: OrderAnswer): boolean =>
  status?.toLowerCase() === "ko"

/** `ko`, with the reason where there is one. */
export const statusOf = ({
  status,
  status_reason,
}: OrderAnswer): string | null =>
  status && status_reason ? `${status}: ${status_reason}` : (status ?? null)

/** What the order itself says about its end. Null where it is still live. */
const endInOrder = (order: OrderAnswer): Proof | null => {
  if (isCancelled(order)) {
    return {
      by: "record",
      statement: "Aplazame's record: cancelled",
      at: isoTime(order.cancelled),
    }
  }
  return isOver(order)
    ? {
        by: "record",
        statement: `Aplazame's record: over before it was confirmed (${statusOf(order) ?? "ko"})`,
      }
    : null
}

/**
 * "If the total amount is void, the order will be canceled." That nothing
 * remains to be captured proves less, because all may have been captured.
 */
const endInVoids = (
  voids: VoidsAnswer,
  order: OrderAnswer | null,
  ref: LedgerTotal & Pick<ProviderOrderRef, "currency_code">
): Proof | null => {
  const total = totalToVoid(order, ref)
  return total !== null &&
    voids.remaining_amount === 0 &&
    voidedOf(voids) >= total
    ? {
        by: "record",
        statement: `Aplazame's list: voids of ${formatAmount(total, ref.currency_code)}, which is all of the order`,
      }
    : null
}

/**
 * The proof that the order as a whole is at its end. Null where nothing shows
 * that.
 *
 * @param order - null where it wasn't read
 * @param voids - null where they weren't read
 */
export const endOf = (
  order: OrderAnswer | null,
  voids: VoidsAnswer | null,
  ref: LedgerTotal & Pick<ProviderOrderRef, "currency_code">
): Proof | null =>
  (order && endInOrder(order)) ??
  (voids && !(order && isPending(order)) ? endInVoids(voids, order, ref) : null)

/** Proof by an entry that wasn't there before and isn't accounted for. */
export const entryProof = (
  by: Proof["by"],
  { id, amount, created_at }: RecordedVoid,
  currencyCode: string | null
): Proof => ({
  by,
  statement:
    `Aplazame's list: void ${id} of ${amount} ${currencyCode?.toUpperCase() ?? ""}`.trimEnd(),
  at: isoTime(created_at),
})
