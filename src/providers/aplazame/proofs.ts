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
 * Final, whoever decided so: Aplazame, or the store by
 * `confirmation_rejected_by_merchant`. Nothing is left to be cancelled.
 */
export const isOver = ({ status }: OrderAnswer): boolean =>
  status?.toLowerCase() === "ko"

/** `ko`, with the reason where there is one. */
export const statusOf = ({
  status,
  status_reason,
}: OrderAnswer): string | null =>
  status && status_reason ? `${status}: ${status_reason}` : (status ?? null)

/** What the order itself says of its end; null where it goes on. */
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
 * remains to be captured says less: all of it may have been captured.
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
 * Why the order as a whole is at its end, by what was read; null where nothing
 * shows that it is.
 *
 * @param order - null where it could not be read, or was not
 * @param voids - likewise
 */
export const endOf = (
  order: OrderAnswer | null,
  voids: VoidsAnswer | null,
  ref: LedgerTotal & Pick<ProviderOrderRef, "currency_code">
): Proof | null =>
  (order && endInOrder(order)) ??
  (voids && !(order && isPending(order)) ? endInVoids(voids, order, ref) : null)

/** An entry that was not there before, and that nobody else accounts for. */
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
