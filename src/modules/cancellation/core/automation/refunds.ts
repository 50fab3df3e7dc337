import { Decimal } from "../../../../provider-kit"
import { EVENT_DELAY_MS } from "./counted-edits"
import { Origin } from "../vocabulary"

export interface RefundSnapshot {
  id: string
  /** Decimal, in major units of the payment's currency. */
  amount: Decimal
  created_at: Date
  /** The order has a transaction for this refund. */
  has_transaction: boolean
}

export interface RefundToCapture extends RefundSnapshot {
  /**
   * The event is about this refund. False: the refund was found beside it or by
   * the reconciliation, and counts only if it is no older than the start time.
   */
  is_live: boolean
}

/**
 * Medusa commits a refund before it asks the payment provider, and deletes the
 * refund if that fails. After this long the refund is either final or gone.
 */
export const REFUND_SETTLED_AFTER_MS = 600_000

export interface RefundsFacts {
  refunds: RefundSnapshot[]
  /** A cancelled order is cancelled in full, whatever it refunds. */
  is_canceled: boolean
  captured_by: "event" | "reconciliation"
  /** The only refund to look at, if the reconciliation names one. */
  refund_id?: string | null
  now: Date
}

/**
 * The refunds of one payment that went through. An event names only the
 * payment, and another refund of it may be under way at that moment. So a
 * refund counts if it is the only one, if the order has a transaction for it
 * (Medusa writes that after the payment provider agreed), or if it is old
 * enough. A refund that is left out has an event of its own, and the
 * reconciliation as a net.
 */
export const refundsToCapture = ({
  refunds,
  is_canceled,
  captured_by,
  refund_id,
  now,
}: RefundsFacts): RefundToCapture[] => {
  if (is_canceled) {
    return []
  }
  const newestFirst = [...refunds].sort(
    (a, b) => b.created_at.getTime() - a.created_at.getTime()
  )
  const isSettled = ({ created_at }: RefundSnapshot): boolean =>
    now.getTime() - created_at.getTime() >= REFUND_SETTLED_AFTER_MS
  if (captured_by === "reconciliation") {
    return newestFirst
      .filter((refund) => refund.id === (refund_id ?? refund.id))
      .filter(isSettled)
      .reverse()
      .map((refund) => ({ ...refund, is_live: false }))
  }
  return newestFirst
    .filter(
      (refund) =>
        refunds.length === 1 || refund.has_transaction || isSettled(refund)
    )
    .map((refund, index) => ({ ...refund, is_live: index === 0 }))
    .reverse()
}

/**
 * Whether a refund that no event brought is already taken off a provider
 * order's figures: somebody named the provider order after the refund, with the
 * figures of that time.
 */
export const isCountedIn = (
  { created_at, is_live }: Pick<RefundToCapture, "created_at" | "is_live">,
  { origin, recorded_at }: { origin: Origin; recorded_at: Date }
): boolean =>
  !is_live &&
  origin === "explicit" &&
  recorded_at.getTime() > created_at.getTime() + EVENT_DELAY_MS
