import {
  READ_BACKOFF,
  SEND_BACKOFF,
  backoffMs,
  nextAttemptAt,
} from "../schedule"
import { forReview, later, poll, review } from "./next-step"
import { ReadResult, Running, SettleContext, Settlement } from "./settlement"

/** An effect counts as absent only after this many reads that found none. */
export const READS_THAT_PROVE_ABSENCE = 2

/** A send, and the reads that prove that the send did nothing. */
const ATTEMPTS_OF_A_ROUND = 1 + READS_THAT_PROVE_ABSENCE

/** The end of an attempt that read the record after an unknown outcome. */
export const settleReadBack = (
  running: Running,
  reading: ReadResult,
  context: SettleContext
): Settlement => {
  switch (reading.type) {
    case "applied":
      return {
        status: "succeeded",
        outcome: "succeeded",
        last_error: null,
        proof: reading.proof,
        provider_reference: reading.reference ?? null,
      }
    case "settling":
      return poll(
        { retry_until: later(context.now, context.retryWindowMs) },
        context,
        {
          outcome: "accepted",
          failure_count: 0,
          last_error: null,
          was_seen_waiting: true,
        }
      )
    case "absent": {
      const absent = running.absent_count + 1
      return absent < READS_THAT_PROVE_ABSENCE
        ? {
            status: "pending",
            purpose: "read_back",
            outcome: "unknown",
            next_attempt_at: later(context.now, context.settleDelayMs),
            failure_count: 0,
            absent_count: absent,
            last_error: {
              code: "not_applied_yet",
              message:
                "The provider's record doesn't show it; it is read once more before it is sent again.",
              provider_code: null,
              provider_message: null,
            },
          }
        : sendUnapplied(running, context)
    }
    case "undecidable":
      return review("unknown", {
        code: "outcome_unknown",
        message: `The provider's record doesn't tell whether it was carried out: ${reading.reason}`,
        provider_code: null,
        provider_message: null,
        cause: "undecidable",
      })
    case "failed": {
      const failures = running.failure_count + 1
      const at = nextAttemptAt(
        context.now,
        backoffMs(
          READ_BACKOFF,
          failures,
          context.chance,
          reading.retry_after_ms ?? null
        ),
        running.retry_until
      )
      return at
        ? {
            status: "pending",
            purpose: "read_back",
            outcome: "unknown",
            next_attempt_at: at,
            failure_count: failures,
            // The two reads that prove absence need not be consecutive.
            absent_count: running.absent_count,
            last_error: reading.error,
          }
        : review(
            "unknown",
            forReview(
              "outcome_unknown",
              "Whether the provider carried it out is not known, and its record could not be read until the retry window ended.",
              reading.error
            )
          )
    }
  }
}

/**
 * The send is proven not to have been applied. It is sent again: at once the
 * first time, then at growing intervals until its window ends.
 */
const sendUnapplied = (
  running: Running,
  context: SettleContext
): Settlement => {
  const rounds = Math.floor(running.attempt_number / ATTEMPTS_OF_A_ROUND)
  const at = nextAttemptAt(
    context.now,
    rounds > 1 ? backoffMs(SEND_BACKOFF, rounds - 1, context.chance) : 0,
    running.retry_until
  )
  const error = {
    code: "not_applied",
    message:
      "The provider's record shows that it was not carried out: it is sent again.",
    provider_code: null,
    provider_message: null,
  }
  return at
    ? {
        status: "pending",
        purpose: "send",
        outcome: "retry",
        next_attempt_at: at,
        failure_count: 0,
        absent_count: 0,
        last_error: error,
      }
    : review("retry", {
        ...error,
        code: "retries_exhausted",
        message:
          "It was sent again and again until the retry window ended, and the provider's record shows that it was not carried out. See whether the cause is gone, then retry it.",
        cause: error.code,
      })
}
