import { Outcome, OutcomeError } from "../../../../provider-kit"
import {
  forReview,
  later,
  poll,
  readBack,
  review,
  sendAgain,
} from "./next-step"
import { Running, SettleContext, Settlement } from "./settlement"

/**
 * The end of an attempt that sent, or would have sent, the call.
 *
 * After an unknown outcome the call is sent again only if that is harmless.
 * Otherwise the provider's record is read, and if it can't be read, a person
 * decides.
 */
export const settleSend = (
  running: Running,
  outcome: Outcome,
  context: SettleContext
): Settlement => {
  switch (outcome.type) {
    case "succeeded":
    case "already_done":
      return {
        status: "succeeded",
        outcome: outcome.type,
        last_error: null,
        proof: outcome.proof,
        provider_reference: outcome.reference ?? null,
      }
    case "accepted":
      return poll(
        // The provider has accepted it: its time to settle starts here.
        { retry_until: later(context.now, context.retryWindowMs) },
        context,
        {
          outcome: "accepted",
          failure_count: 0,
          last_error: null,
          was_seen_waiting: outcome.is_waiting ?? false,
          provider_reference: outcome.reference ?? null,
        }
      )
    case "rejected":
      return settleRejected(running, outcome.error, context)
    case "retry":
      return sendAgain(
        running,
        context,
        "retry",
        outcome.error,
        outcome.retry_after_ms ?? null
      )
    case "unknown":
      return settleUnknown(running, outcome.error, context)
  }
}

/**
 * The end of an attempt that was decided before its call, by what was found out
 * first. Unknown means that the finding has two explanations. Repeating or
 * reading can't tell them apart, since nothing was sent.
 */
export const settlePrepared = (
  running: Running,
  outcome: Outcome,
  context: SettleContext
): Settlement =>
  outcome.type === "unknown"
    ? review(
        "unknown",
        forReview("outcome_unknown", "Nothing was sent.", outcome.error)
      )
    : settleSend(running, outcome, context)

/**
 * A refusal proves that this call won't be carried out. It proves nothing about
 * an earlier call that may have been applied: that call may still be under way,
 * or be the reason for the refusal.
 */
const settleRejected = (
  running: Running,
  error: OutcomeError,
  context: SettleContext
): Settlement => {
  if (!running.may_have_been_applied) {
    return { status: "rejected", outcome: "rejected", last_error: error }
  }
  return running.capabilities?.readable
    ? readBack(context, "rejected", error)
    : review(
        "rejected",
        forReview(
          "outcome_unknown",
          "This call was refused, and whether the one before it was carried out is not known: look there, then retry or resolve it here.",
          error
        )
      )
}

const settleUnknown = (
  running: Running,
  error: OutcomeError,
  context: SettleContext
): Settlement => {
  if (running.capabilities?.harmless_to_repeat) {
    return sendAgain(running, context, "unknown", error, null)
  }
  if (running.capabilities?.readable) {
    return readBack(context, "unknown", error)
  }
  return review(
    "unknown",
    forReview(
      "outcome_unknown",
      "Whether the provider carried it out is not known, and its record can't be read: look there, then retry or resolve it here.",
      error
    )
  )
}
