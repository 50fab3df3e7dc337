import {
  type CancellationCall,
  type Exchange,
  type Outcome,
  type OutcomeError,
  type ProviderOrderRef,
  type Rejected,
  rejected,
  retry,
} from "../../provider-kit"
import { formatAmount } from "./amounts"
import { isCancelled, isOver, statusOf } from "./proofs"
import { capturedOf } from "./total"
import { type OrderAnswer, type VoidsAnswer } from "./wire"

type Reason = Pick<OutcomeError, "code" | "message">

/** As much of a call as a reason is about. */
export type Asked = Pick<CancellationCall, "kind"> & {
  provider_order: Pick<ProviderOrderRef, "currency_code">
}

export const NOT_CONFIRMED = {
  code: "not_confirmed",
  message:
    "The order is not confirmed at Aplazame yet. It is tried again until it is.",
} as const satisfies Reason

/**
 * "Void requests are only accepted for confirmed orders", and the shopper may
 * still confirm, so it is tried later.
 */
export const notConfirmed = (exchanges: Exchange[]): Outcome =>
  retry(NOT_CONFIRMED, { exchanges })

/** Why nothing can be voided of an order that is at its end, else null. */
const reasonOfEnd = (order: OrderAnswer): Reason | null => {
  if (isCancelled(order)) {
    return {
      code: "order_cancelled",
      message:
        "This order is cancelled at Aplazame as a whole, so nothing of it can be voided. Dismiss this void.",
    }
  }
  return isOver(order)
    ? {
        code: "order_declined",
        message: `This order is over at Aplazame (${statusOf(order) ?? "ko"}): it was never confirmed, so there is nothing to void. Dismiss this void.`,
      }
    : null
}

/** Why a captured order can't be cancelled or voided. Null where it isn't. */
const reasonOfCapture = (
  call: Asked,
  order: OrderAnswer | null,
  voids: VoidsAnswer
): Reason | null => {
  const captured = capturedOf(voids, order)
  const { remaining_amount } = voids
  const money = (amount: number) =>
    formatAmount(amount, call.provider_order.currency_code)
  switch (captured.type) {
    case "not_shown":
      return null
    case "perhaps":
      return {
        code: "nothing_to_void",
        message:
          "Nothing of this order is left to be voided at Aplazame, and it isn't shown as cancelled: it may have been captured. Look at it there, refund what was captured, and resolve or dismiss this.",
      }
    case "captured": {
      const code = "order_captured"
      const done = call.kind === "cancel" ? "cancelled" : "voided"
      if (remaining_amount === 0) {
        return {
          code,
          message: `Aplazame has captured this order, so it can't be ${done} any more: refund it at Aplazame.`,
        }
      }
      const part = captured.amount === null ? "a part" : money(captured.amount)
      return {
        code,
        message: `Aplazame has captured ${part} of this order, so only ${money(remaining_amount)} can be voided. Void that much or less, and refund the rest at Aplazame.`,
      }
    }
  }
}

/**
 * Why it can't be done, by what was read: the order is over, or was captured.
 * Null where neither is shown.
 *
 * @param order - null where it couldn't be read
 * @param voids - null where they weren't read
 */
export const reasonIn = (
  call: Asked,
  order: OrderAnswer | null,
  voids: VoidsAnswer | null
): Reason | null =>
  (order && call.kind === "void" ? reasonOfEnd(order) : null) ??
  (voids && !(order && (isCancelled(order) || isOver(order)))
    ? reasonOfCapture(call, order, voids)
    : null)

/** Less is left than was asked for, and nothing shows why. */
export const moreThanRemains = (
  call: CancellationCall,
  { remaining_amount }: VoidsAnswer,
  exchanges: Exchange[]
): Rejected => {
  const remaining = formatAmount(
    remaining_amount,
    call.provider_order.currency_code
  )
  return rejected(
    {
      code: "more_than_remains",
      message: `Only ${remaining} of this order remain at Aplazame. Void that much or less, and refund there what was captured.`,
    },
    { exchanges }
  )
}
