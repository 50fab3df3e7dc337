import {
  alreadyDone,
  type CancellationCall,
  type Exchange,
  exchangesOf,
  notSentAfter,
  type Outcome,
  type Preparation,
  proceed,
  rejected,
  settled,
} from "../../provider-kit"
import { toAplazameAmount } from "./amounts"
import { type OrderReading, type VoidsReading } from "./answers"
import { perhapsVoided } from "./perhaps-voided"
import { endOf, isPending } from "./proofs"
import { orderIn, reconsider } from "./reconsider"
import { unreadIn } from "./unread"
import { moreThanRemains, notConfirmed, reasonIn } from "./why-not"
import { type OrderAnswer, type VoidBaseline, type VoidsAnswer } from "./wire"

/**
 * What the order says before `POST /orders/{id}/cancel`. Where this key may not
 * read the order, or it isn't there, the answer to the call itself decides.
 */
export const prepareCancel = (
  call: CancellationCall,
  order: OrderReading
): Preparation => {
  if (order.type === "unproven") {
    return settled(notSentAfter(order))
  }
  if (order.type === "refused") {
    return proceed()
  }
  const { body, exchanges } = order
  const proof = endOf(body, null, call.provider_order)
  if (proof) {
    return settled(alreadyDone({ proof, exchanges }))
  }
  return isPending(body) ? settled(notConfirmed(exchanges)) : proceed()
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
 * Whether the order has to be read beside the list. A full cancellation needs
 * to know the order's total. A void needs to know why less is left than is
 * asked for: `remaining_amount` is the "remaining capture amount", which is
 * zero for a captured order, and may be zero before an order is confirmed.
 */
export const needsOrder = (
  call: CancellationCall,
  voids: VoidsReading
): boolean => {
  if (voids.type !== "read") {
    return voids.type === "refused"
  }
  const asked = toAplazameAmount(call.amount ?? "") ?? 0
  return call.kind === "cancel" || voids.body.remaining_amount < asked
}

/**
 * What the list of voids says before a void. Unlike a full cancellation, a void
 * is never sent without it, because the list later tells this void from others.
 *
 * @param order - read where the list alone doesn't decide, else null
 */
export const prepareVoid = (
  call: CancellationCall,
  voids: VoidsReading,
  order: OrderReading | null,
  ownedReferences: readonly string[]
): Preparation => {
  if (voids.type === "unproven") {
    return settled(notSentAfter(voids))
  }
  if (voids.type === "refused") {
    return settled(
      unreadIn(voids) ?? reconsider(call, voids.outcome, order, null)
    )
  }
  const { body } = voids
  const exchanges = [...voids.exchanges, ...exchangesOf(order)]
  const doubt = perhapsVoided(call, body, ownedReferences, exchanges)
  if (doubt) {
    return settled(doubt)
  }
  const unknownOrder = unreadIn(order)
  if (unknownOrder) {
    // It isn't known why so little is left, so nothing is sent or concluded.
    return settled({ ...unknownOrder, exchanges })
  }
  const outcome =
    call.kind === "cancel"
      ? beforeEmptying(call, body, orderIn(order), exchanges)
      : beforeVoid(call, body, orderIn(order), exchanges)
  return outcome ? settled(outcome) : proceed(toBaseline(body, orderIn(order)))
}

/** Why all that remains isn't voided now. Null where it can be. */
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
  // Voiding what is left of a captured order would not cancel it.
  const reason = reasonIn(call, order, voids)
  return reason ? rejected(reason, { exchanges }) : null
}

/** Why this amount isn't voided now. Null where it can be. */
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
