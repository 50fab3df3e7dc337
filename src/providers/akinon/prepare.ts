import {
  accepted,
  alreadyDone,
  type CancellationCall,
  type Exchange,
  notSentAfter,
  type Outcome,
  type Preparation,
  proceed,
  type ProviderRecord,
  rejected,
  settled,
  toMinorUnits,
} from "../../provider-kit"
import { type OrderReading } from "./path-answers"
import {
  cancelledProof,
  findEffect,
  isCanceled,
  isWaiting,
  statesOf,
  toBaseline,
} from "./record"

/**
 * Whether the order as a whole waits to be cancelled. Where not all of its
 * items are shown, its status 50 may come from a void of ours that waits.
 * Nothing is then known about the order, and the cancellation has to be sent.
 */
const waitsAsWhole = (
  { reserved }: CancellationCall,
  record: ProviderRecord
): boolean =>
  isWaiting(record) &&
  record.state === "cancelling" &&
  !record.items?.some(({ state }) => state === "open") &&
  (record.total !== null || toMinorUnits(reserved, 0) === 0)

/**
 * The outcome where the record shows that a full cancellation needn't be sent,
 * else null. Only the order's own status shows that. No document says that an
 * order is cancelled once all its items were cancelled in parts, and an order
 * that waits because of a part of it is no full cancellation that waits.
 */
const cancelledBefore = (
  call: CancellationCall,
  record: ProviderRecord,
  exchanges: Exchange[]
): Outcome | null => {
  const proof = isCanceled(record) ? cancelledProof(record) : null
  if (proof) {
    return alreadyDone({ proof, exchanges })
  }
  return waitsAsWhole(call, record)
    ? accepted({ is_waiting: true, exchanges })
    : null
}

/**
 * The outcome where the record shows the void that was asked for, else null. As
 * long as one of its items is open, it wasn't asked for yet.
 */
const voidedBefore = (
  call: CancellationCall,
  record: ProviderRecord,
  exchanges: Exchange[]
): Outcome | null => {
  if (statesOf(call, record).some(({ state }) => state === "open")) {
    return null
  }
  const effect = findEffect(call, record, { baseline: null })
  switch (effect.type) {
    case "applied":
      return alreadyDone({ proof: effect.proof, exchanges })
    case "settling":
      return accepted({ is_waiting: true, exchanges })
    default:
      return null
  }
}

/** The outcome where the record shows it as done or waiting, else null. */
export const doneBefore = (
  call: CancellationCall,
  record: ProviderRecord,
  exchanges: Exchange[]
): Outcome | null =>
  call.kind === "cancel"
    ? cancelledBefore(call, record, exchanges)
    : voidedBefore(call, record, exchanges)

/**
 * A part of what is to be voided is gone already. Sending the rest would change
 * the instruction, which only a person may do.
 */
const partlyDone = (
  call: CancellationCall,
  record: ProviderRecord,
  exchanges: Exchange[]
): Outcome | null => {
  const gone = statesOf(call, record).filter(
    ({ state }) => state === "cancelled" || state === "cancelling"
  )
  return call.kind === "cancel" || gone.length === 0
    ? null
    : rejected(
        {
          code: "items_already_cancelled",
          message: `These Omnitron items are cancelled already: ${gone.map(({ id }) => id).join(", ")}. Void the other items, and dismiss this cancellation.`,
        },
        { exchanges }
      )
}

/**
 * What the order says before the call. Where no path can read it, the answer to
 * the call itself decides.
 */
export const prepareCall = (
  call: CancellationCall,
  reading: OrderReading
): Preparation => {
  if (reading.type === "unproven") {
    return settled(notSentAfter(reading))
  }
  if (reading.type === "refused") {
    return proceed()
  }
  const { body: record, exchanges } = reading
  const outcome =
    doneBefore(call, record, exchanges) ?? partlyDone(call, record, exchanges)
  return outcome ? settled(outcome) : proceed(toBaseline(record))
}
