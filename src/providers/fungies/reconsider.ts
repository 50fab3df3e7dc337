import {
  alreadyDone,
  type Outcome,
  type RecordReading,
  rejected,
  succeeded,
  unknown,
  withEvidence,
} from "../../provider-kit"
import { type Undecided } from "./answers"
import { findEffect, isCancelled } from "./record"

/** Decides what a cancel's own answer left open, by the order as it is now. */
export const reconsider = (
  undecided: Undecided,
  reading: RecordReading
): Outcome => {
  const otherwise = withEvidence(undecided.otherwise, reading.exchanges)
  const { exchanges, error } = otherwise
  const { provider_message } = error

  if (reading.type === "failed") {
    const message = `${error.message} Whether it is cancelled could not be read: ${reading.error.message}`
    return unknown(
      { code: "order_not_read", message, provider_message },
      { exchanges }
    )
  }
  if (reading.type === "missing") {
    const said = provider_message ?? reading.error.provider_message
    return otherwise.type === "rejected"
      ? rejected({ ...reading.error, provider_message: said }, { exchanges })
      : otherwise
  }
  const effect = findEffect(reading.record)
  if (effect.type !== "applied") {
    return otherwise
  }
  const { proof } = effect
  const isOurs =
    undecided.if_cancelled === "succeeded" &&
    isCancelled(reading.record.status ?? "")
  return isOurs
    ? succeeded({ proof, exchanges })
    : alreadyDone({ proof, exchanges })
}
