import {
  alreadyDone,
  type CancellationCall,
  type Exchange,
  type Outcome,
  type Preparation,
  rejected,
  type Rejected,
  retry,
  succeeded,
  type Unknown,
} from "../../provider-kit"
import { toAplazameAmount } from "./amounts"
import { type OrderAnswer, type VoidBaseline, type VoidsAnswer } from "./wire"
import { perhapsVoided } from "./perhaps-voided"
import { endOf, isPending } from "./proofs"
import { notSentAfter, type OrderReading, type VoidsReading } from "./read"
import { moreThanRemains, notConfirmed, reasonIn } from "./why-not"

const settled = (outcome: Outcome): Preparation => ({
  type: "settled",
  outcome,
})

const proceed = (baseline: VoidBaseline | null): Preparation => ({
  type: "proceed",
  baseline,
})

/** What was read of it; null where this key may not, or it isn't there. */
const answerOf = (order: OrderReading | null): OrderAnswer | null =>
  order?.type === "read" ? order.answer : null

/**
 * What the order says before `POST /orders/{id}/cancel`. Where this key may
 * not read it, or it isn't there, the answer to the call itself decides.
 */
export const prepareCancel = (
  call: CancellationCall,
  order: OrderReading
): Preparation => {
  if (order.type === "failed") {
    return settled(notSentAfter(order))
  }
  if (order.type === "refused") {
    return proceed(null)
  }
  const exchanges = [order.exchange]
  const proof = endOf(order.answer, null, call.provider_order)
  if (proof) {
    return settled(alreadyDone({ proof, exchanges }))
  }
  return isPending(order.answer)
    ? settled(notConfirmed(exchanges))
    : proceed(null)
}

export const toBaseline = (
  answer: VoidsAnswer,
  order: OrderAnswer | null
): VoidBaseline => ({
  remaining_amount: answer.remaining_amount,
  ids: answer.results.map(({ id }) => id),
  total_amount: order?.total_amount ?? null,
})

/**
 * Whether the list alone leaves open what to do. A whole cancel needs to know
 * what the order is worth; a void, why less is left than is asked for:
 * `remaining_amount` is the "remaining capture amount", which is zero of a
 * captured order, and may be before an order is confirmed.
 */
export const needsOrder = (
  call: CancellationCall,
  voids: VoidsReading
): boolean => {
  if (voids.type !== "read") {
    return voids.type === "refused"
  }
  const asked = toAplazameAmount(call.amount ?? "") ?? 0
  return call.kind === "cancel" || voids.answer.remaining_amount < asked
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
  order: OrderReading | null,
  ownedReferences: readonly string[]
): Preparation => {
  if (voids.type === "failed") {
    return settled(notSentAfter(voids))
  }
  if (voids.type === "refused") {
    const refusal = rejected(voids.error, { exchanges: [voids.exchange] })
    return settled(reconsider(call, refusal, order, null))
  }
  const { answer, exchange } = voids
  const exchanges = [exchange, ...(order ? [order.exchange] : [])]
  const doubt = perhapsVoided(call, answer, ownedReferences, exchanges)
  if (doubt) {
    return settled(doubt)
  }
  if (order?.type === "failed") {
    // Why so little is left is not known, so nothing is sent, and nothing is
    // concluded.
    return settled({ ...notSentAfter(order), exchanges })
  }
  const outcome =
    call.kind === "cancel"
      ? beforeEmptying(call, answer, answerOf(order), exchanges)
      : beforeVoid(call, answer, answerOf(order), exchanges)
  return outcome
    ? settled(outcome)
    : proceed(toBaseline(answer, answerOf(order)))
}

/** Why all that remains is not voided now; null where it is. */
const beforeEmptying = (
  call: CancellationCall,
  voids: VoidsAnswer,
  order: OrderAnswer | null,
  exchanges: Exchange[]
): Outcome | null => {
  const proof = endOf(order, voids, call.provider_order)
  if (proof) {
    return alreadyDone({ proof, exchanges })
  }
  if (order && isPending(order)) {
    return notConfirmed(exchanges)
  }
  // To void what is left of a captured order would not cancel it.
  const reason = reasonIn(call, order, voids)
  return reason ? rejected(reason, { exchanges }) : null
}

/** Why this amount is not voided now; null where it is. */
const beforeVoid = (
  call: CancellationCall,
  voids: VoidsAnswer,
  order: OrderAnswer | null,
  exchanges: Exchange[]
): Outcome | null => {
  const amount = toAplazameAmount(call.amount ?? "")
  if (amount !== null && amount <= voids.remaining_amount) {
    return null
  }
  if (order && isPending(order)) {
    return notConfirmed(exchanges)
  }
  const reason = reasonIn(call, order, voids)
  return reason
    ? rejected(reason, { exchanges })
    : moreThanRemains(call, voids, exchanges)
}

/**
 * A 4xx proves that this call did nothing. Why is read from the order's
 * record, never from the wording of the error: it may be cancelled already, or
 * not confirmed yet, or captured.
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
  const unread = [order, voids].find((reading) => reading?.type === "failed")
  if (unread?.type === "failed") {
    // It may be done, or just unconfirmed: then it isn't rejected for good.
    const { retry_after_ms } = unread
    return retry(refusal.error, { exchanges, retry_after_ms })
  }
  const said = answerOf(order)
  if (said && isPending(said)) {
    return notConfirmed(exchanges)
  }
  const list = voids?.type === "read" ? voids.answer : null
  const proof =
    call.kind === "cancel" ? endOf(said, list, call.provider_order) : null
  if (proof) {
    return alreadyDone({ proof, exchanges })
  }
  const reason = reasonIn(call, said, list)
  return {
    ...refusal,
    error: { ...refusal.error, ...reason },
    exchanges,
  }
}

/**
 * All that remained was voided, and the list doesn't add up to a total that is
 * known: the order itself says whether it is cancelled by that.
 */
export const settleEmptied = (
  call: CancellationCall,
  emptied: Unknown,
  order: OrderReading
): Outcome => {
  const exchanges = [...(emptied.exchanges ?? []), order.exchange]
  const said = answerOf(order)
  const proof = said && endOf(said, null, call.provider_order)
  return proof ? succeeded({ proof, exchanges }) : { ...emptied, exchanges }
}
