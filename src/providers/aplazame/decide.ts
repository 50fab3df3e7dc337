import {
  alreadyDone,
  CancellationCall,
  Exchange,
  Outcome,
  Preparation,
  rejected,
  Rejected,
  retry,
} from "../../provider-kit"
import { formatAmount, toAplazameAmount } from "./amounts"
import { VoidBaseline, VoidsAnswer } from "./contract"
import { notSentAfter, OrderReading, VoidsReading } from "./read"
import { isCancelled } from "./record"

const settled = (outcome: Outcome): Preparation => ({
  type: "settled",
  outcome,
})

const proceed = (baseline: VoidBaseline | null): Preparation => ({
  type: "proceed",
  baseline,
})

/**
 * "Void requests are only accepted for confirmed orders", and the shopper may
 * still confirm: later is not never.
 */
const notConfirmed = (exchanges: Exchange[]): Outcome =>
  retry(
    {
      code: "not_confirmed",
      message:
        "The order is not confirmed at Aplazame yet. It is tried again until it is.",
    },
    { exchanges }
  )

const declined = (exchanges: Exchange[]): Outcome =>
  rejected(
    {
      code: "order_declined",
      message:
        "Aplazame declined this order, so there is nothing to cancel. Dismiss this cancellation.",
      provider_code: "ko",
    },
    { exchanges }
  )

/**
 * What the order says before `POST /orders/{id}/cancel`. Where this key may
 * not read it, or it isn't there, the answer to the call itself decides.
 */
export const prepareCancel = (order: OrderReading): Preparation => {
  if (order.type === "failed") {
    return settled(notSentAfter(order))
  }
  if (order.type === "refused") {
    return proceed(null)
  }
  const exchanges = [order.exchange]
  if (isCancelled(order.answer)) {
    return settled(alreadyDone({ exchanges }))
  }
  switch (order.answer.status) {
    case "pending":
      return settled(notConfirmed(exchanges))
    case "ko":
      return settled(declined(exchanges))
    default:
      return proceed(null)
  }
}

export const toBaseline = (answer: VoidsAnswer): VoidBaseline => ({
  remaining_amount: answer.remaining_amount,
  ids: answer.results.map(({ id }) => id),
})

/**
 * The list shows too little. Whether it ever showed more is for the order to
 * say: of one that isn't confirmed yet nothing may remain either. Where the
 * order could not be read, nothing is sent, and nothing is concluded.
 */
const settledByOrder = (
  order: OrderReading | null,
  exchanges: Exchange[],
  outcome: Outcome
): Preparation => {
  if (order?.type === "failed") {
    return settled({ ...notSentAfter(order), exchanges })
  }
  return settled(
    order?.type === "read" && order.answer.status === "pending"
      ? notConfirmed(exchanges)
      : outcome
  )
}

/**
 * What the list of voids says before a void. Unlike a whole cancel, a void is
 * never sent without it: the list is what tells this void from others later.
 *
 * @param order - read where the list alone doesn't decide; null where not read
 */
export const prepareVoid = (
  call: CancellationCall,
  voids: VoidsReading,
  order: OrderReading | null
): Preparation => {
  if (voids.type === "failed") {
    return settled(notSentAfter(voids))
  }
  if (voids.type === "refused") {
    return settled(
      reconsider(
        call,
        rejected(voids.error, { exchanges: [voids.exchange] }),
        order,
        null
      )
    )
  }
  const { answer, exchange } = voids
  const exchanges = [exchange, ...(order ? [order.exchange] : [])]
  if (call.kind === "cancel") {
    if (answer.remaining_amount > 0) {
      return proceed(toBaseline(answer))
    }
    return settledByOrder(order, exchanges, alreadyDone({ exchanges }))
  }
  const amount = toAplazameAmount(call.amount ?? "")
  if (amount !== null && amount <= answer.remaining_amount) {
    return proceed(toBaseline(answer))
  }
  const remaining = formatAmount(
    answer.remaining_amount,
    call.provider_order.currency_code
  )
  return settledByOrder(
    order,
    exchanges,
    rejected(
      {
        code: "more_than_remains",
        message: `Only ${remaining} of this order remain at Aplazame. Void that much or less.`,
      },
      { exchanges }
    )
  )
}

/**
 * Whether the list alone leaves open what to do: it was refused, or it has
 * less than is asked for. `remaining_amount` is the "remaining capture
 * amount", which may well be zero before the order is confirmed.
 */
export const needsOrder = (
  call: CancellationCall,
  voids: VoidsReading
): boolean =>
  voids.type === "refused" ||
  (voids.type === "read" &&
    voids.answer.remaining_amount <
      (call.kind === "cancel" ? 1 : (toAplazameAmount(call.amount ?? "") ?? 0)))

/**
 * A 4xx proves that this call did nothing. Why is read from the order's
 * record, never from the wording of the error: it may be cancelled already, or
 * not confirmed yet.
 *
 * @param order - null where it was not read
 * @param voids - null where it was not read
 */
export const reconsider = (
  call: CancellationCall,
  refusal: Rejected,
  order: OrderReading | null,
  voids: VoidsReading | null
): Outcome => {
  const exchanges = [
    ...(refusal.exchanges ?? []),
    ...(order ? [order.exchange] : []),
    ...(voids ? [voids.exchange] : []),
  ]
  const status = order?.type === "read" ? order.answer.status : null
  if (status === "pending") {
    return notConfirmed(exchanges)
  }
  if (order?.type === "failed") {
    // The order may just be unconfirmed: then it is neither done, though
    // nothing remains, nor rejected for good.
    return retry(refusal.error, {
      exchanges,
      retry_after_ms: order.retry_after_ms,
    })
  }
  const isDone =
    (order?.type === "read" && isCancelled(order.answer)) ||
    (voids?.type === "read" && voids.answer.remaining_amount === 0)
  if (call.kind === "cancel" && isDone) {
    return alreadyDone({ exchanges })
  }
  return { ...refusal, exchanges }
}
