import {
  alreadyDone,
  type CancellationCall,
  exchangesOf,
  type Outcome,
  type Rejected,
  succeeded,
  type Unknown,
  withEvidence,
} from "../../provider-kit"
import { type OrderReading, type VoidsReading } from "./answers"
import { endOf, isPending } from "./proofs"
import { unreadIn } from "./unread"
import { notConfirmed, reasonIn } from "./why-not"
import { type OrderAnswer } from "./wire"

/** The order that was read. Null where the key may not, or it isn't there. */
export const orderIn = (order: OrderReading | null): OrderAnswer | null =>
  order?.type === "read" ? order.body : null

/**
 * A 4xx proves that this call did nothing. The reason is read from the order's
 * record, never from the words of the error: the order may be cancelled
 * already, not confirmed yet, or captured.
 *
 * @param order - null where it wasn't read
 * @param voids - null where they weren't read
 */
export const reconsider = (
  call: CancellationCall,
  refusal: Rejected,
  order: OrderReading | null,
  voids: VoidsReading | null
): Outcome => {
  const refused = withEvidence(refusal, [
    ...exchangesOf(order),
    ...exchangesOf(voids),
  ])
  const { error, exchanges = [] } = refused
  const unread = unreadIn(order) ?? unreadIn(voids)
  if (unread) {
    // It may be done, or not confirmed yet, so it isn't rejected for good.
    return { ...unread, error, exchanges }
  }
  const said = orderIn(order)
  if (said && isPending(said)) {
    return notConfirmed(exchanges)
  }
  const list = voids?.type === "read" ? voids.body : null
  const proof =
    call.kind === "cancel" ? endOf(said, list, call.provider_order) : null
  if (proof) {
    return alreadyDone({ proof, exchanges })
  }
  const reason = reasonIn(call, said, list)
  return { ...refused, error: { ...error, ...reason } }
}

/**
 * All that remained was voided, and the list doesn't add up to a known total.
 * The order itself says whether that cancelled it.
 */
export const settleEmptied = (
  call: CancellationCall,
  emptied: Unknown,
  order: OrderReading
): Outcome => {
  const outcome = withEvidence(emptied, exchangesOf(order))
  const said = orderIn(order)
  const proof = said && endOf(said, null, call.provider_order)
  return proof ? succeeded({ proof, exchanges: outcome.exchanges }) : outcome
}
