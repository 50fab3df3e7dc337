import { LaneState } from "../core/provider-order"
import { refused } from "../errors"
import { RepairableRow } from "../ledger/repair"
import { ResolveInput, RetryInput } from "../types"

/**
 * A cancellation that the provider accepted may be done by now, so its outcome
 * is unknown too.
 */
export const isUnknown = ({ status, last_error }: RepairableRow): boolean =>
  status === "needs_review" &&
  (last_error?.code === "outcome_unknown" || last_error?.code === "not_settled")

/**
 * A dismissed cancellation releases its amount, although the provider may have
 * taken it.
 */
export const refuseUnconfirmed = (
  row: RepairableRow,
  input: ResolveInput
): void => {
  const mayBeDone =
    row.may_have_been_applied || row.status === "accepted" || isUnknown(row)
  if (mayBeDone && !input.confirm_not_applied) {
    throw refused(
      "confirmation_required",
      "It may have been carried out at the provider. Look there first: if it was, mark it as succeeded; if it was not, confirm that with confirm_not_applied, and dismiss it."
    )
  }
}

export const refuseToHurry = (row: RepairableRow, now: Date): void => {
  // That a record shows nothing counts only after the provider had its time to
  // show it, and twice.
  if (row.purpose !== "send") {
    throw refused(
      "wrong_status",
      "An earlier call may have been carried out, so the provider's record is read before it is sent again, and reading it sooner would prove nothing. It goes on by itself."
    )
  }
  if (!row.next_attempt_at || row.next_attempt_at <= now) {
    throw refused(
      "wrong_status",
      "It is due already: it is sent as soon as its provider takes calls and nothing of the same order is ahead of it."
    )
  }
}

/** Whatever waits goes by itself, or else because a person wants it so. */
export const refuseToOvertake = (
  waitsFor: string[],
  input: RetryInput
): void => {
  if (!input.without_waiting || !input.note?.trim()) {
    const others = waitsFor.map((id) => `"${id}"`).join(" and ")
    throw refused(
      "waits_for_others",
      `It waits for ${others}, and goes by itself once the order is cancelled there: retry or resolve it there. To send this one all the same, confirm that with without_waiting and a note.`
    )
  }
}

export const refuseSecondCancel = (state: LaneState): void => {
  if (state.has_live_cancel) {
    throw refused(
      "already_canceled",
      "There is another cancel of this provider order already; this one is not needed any more."
    )
  }
}

/**
 * The automation itself rejected these: a person has to say which of an order's
 * provider orders is meant, or how much of it. Retrying all of them at once
 * would take the same money several times.
 */
const NEEDS_A_LOOK = new Set(["ambiguous", "exceeds_remaining"])

export const whyNotInBulk = (row: RepairableRow | undefined): string | null => {
  if (!row) {
    return "There is no such cancellation."
  }
  if (row.status === "rejected") {
    return row.last_error && NEEDS_A_LOOK.has(row.last_error.code)
      ? "What it should take was not clear: a person has to look at it first."
      : null
  }
  if (row.status !== "needs_review") {
    return `It is ${row.status}: there is nothing to retry.`
  }
  return row.last_error?.code === "retries_exhausted"
    ? null
    : "Its outcome has to be looked at one by one before it is sent again."
}
