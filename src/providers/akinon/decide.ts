import {
  accepted,
  alreadyDone,
  CancellationCall,
  Exchange,
  Outcome,
  Preparation,
  ProviderRecord,
  rejected,
  Rejected,
} from "../../provider-kit"
import { notSentAfter, OrderReading } from "./read"
import { findEffect, statesOf, toBaseline } from "./record"

/**
 * An outcome where the record shows what was asked for; else null. An order
 * that waits because of a part of it is not a whole cancel that waits.
 */
const doneBefore = (
  call: CancellationCall,
  record: ProviderRecord,
  exchanges: Exchange[]
): Outcome | null => {
  const effect =
    call.kind === "cancel"
      ? record.state
      : findEffect(call, record, { baseline: null }).type
  switch (effect) {
    case "applied":
    case "cancelled":
      return alreadyDone({ exchanges })
    case "settling":
    case "cancelling":
      return accepted({ exchanges })
    default:
      return null
  }
}

/**
 * A part of what is to be voided is gone already. Sending the rest would
 * change the instruction, which is for a person to do.
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
 * What the order says before the call. Where it can't be read by its assumed
 * path, the answer to the call itself decides.
 */
export const prepareFrom = (
  call: CancellationCall,
  reading: OrderReading
): Preparation => {
  if (reading.type === "failed") {
    return { type: "settled", outcome: notSentAfter(reading) }
  }
  if (reading.type === "unusable") {
    return { type: "proceed", baseline: null }
  }
  const { record, exchanges } = reading
  const outcome =
    doneBefore(call, record, exchanges) ?? partlyDone(call, record, exchanges)
  return outcome
    ? { type: "settled", outcome }
    : { type: "proceed", baseline: toBaseline(record) }
}

/**
 * A 4xx proves that this call did nothing, perhaps because it was done
 * before: the order's record tells, never the wording of the error.
 */
export const reconsider = (
  call: CancellationCall,
  refusal: Rejected,
  reading: OrderReading
): Outcome => {
  const exchanges = [...(refusal.exchanges ?? []), ...reading.exchanges]
  const done =
    reading.type === "read" && doneBefore(call, reading.record, exchanges)
  return done || { ...refusal, exchanges }
}
