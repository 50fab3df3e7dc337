import {
  Effect,
  KindCapabilities,
  Outcome,
  OutcomeError,
  OutcomeType,
} from "../../../provider-kit"
import { LastError } from "../types"
import {
  READ_BACKOFF,
  SEND_BACKOFF,
  backoffMs,
  nextAttemptAt,
} from "./schedule"
import { ReviewCode } from "./status"

/** What is known about a cancellation while an attempt for it runs. */
export interface Running {
  failure_count: number
  absent_count: number
  /** Of this attempt, counted from 1. */
  attempt_number: number
  retry_until: Date
  /**
   * The outcome of an earlier send is unknown, and nothing has proven since
   * that it wasn't applied: neither reads nor a person's word.
   */
  may_have_been_applied: boolean
  /** Null: its provider is not configured any more. */
  capabilities: KindCapabilities | null
}

/** What a read of the provider's record said, or that it failed. */
export type Reading =
  | Effect
  | { type: "failed"; error: OutcomeError; retry_after_ms?: number | null }

/** What everything is decided from, beside the answer itself. */
export interface SettleContext {
  now: Date
  /** Uniform in [0, 1). */
  chance: number
  settleDelayMs: number
  retryWindowMs: number
  /**
   * When an effect may still have been under way: the timeout, or the end of
   * the lease of a process that died. Left out: now.
   */
  unknown_since?: Date
}

interface Common {
  /** How the attempt ends in the ledger. */
  outcome: OutcomeType
  last_error: LastError | null
  provider_reference?: string | null
}

/** What becomes of a cancellation when an attempt for it ends. */
export type Settlement = Common &
  (
    | {
        status: "pending"
        purpose: "send" | "read_back"
        next_attempt_at: Date
        failure_count: number
        absent_count: number
      }
    | {
        status: "accepted"
        purpose: "poll"
        next_attempt_at: Date
        failure_count: number
        retry_until: Date
      }
    | { status: "succeeded" }
    | { status: "rejected"; last_error: LastError }
    | { status: "needs_review"; last_error: LastError }
  )

/** An effect counts as absent only after this many reads that found nothing. */
export const READS_THAT_PROVE_ABSENCE = 2

/** A send, and the reads that prove that it did nothing. */
const ATTEMPTS_OF_A_ROUND = 1 + READS_THAT_PROVE_ABSENCE

const later = (date: Date, ms: number): Date => new Date(date.getTime() + ms)

const latest = (a: Date, b: Date): Date => (a > b ? a : b)

const forReview = (
  code: ReviewCode,
  why: string,
  error: OutcomeError
): LastError => ({
  code,
  message: `${why} ${error.message}`.trim(),
  provider_code: error.provider_code,
  provider_message: error.provider_message,
  cause: error.code,
})

const review = (outcome: OutcomeType, last_error: LastError): Settlement => ({
  status: "needs_review",
  outcome,
  last_error,
})

const sendAgain = (
  running: Running,
  context: SettleContext,
  outcome: OutcomeType,
  error: OutcomeError,
  retryAfterMs: number | null
): Settlement => {
  const failures = running.failure_count + 1
  const at = nextAttemptAt(
    context.now,
    backoffMs(SEND_BACKOFF, failures, context.chance, retryAfterMs),
    running.retry_until
  )
  return at
    ? {
        status: "pending",
        purpose: "send",
        outcome,
        next_attempt_at: at,
        failure_count: failures,
        absent_count: 0,
        last_error: error,
      }
    : review(
        outcome,
        forReview(
          "retries_exhausted",
          "It was tried until the retry window ended.",
          error
        )
      )
}

const readBack = (
  context: SettleContext,
  outcome: OutcomeType,
  error: OutcomeError
): Settlement => ({
  status: "pending",
  purpose: "read_back",
  outcome,
  next_attempt_at: latest(
    context.now,
    later(context.unknown_since ?? context.now, context.settleDelayMs)
  ),
  failure_count: 0,
  absent_count: 0,
  last_error: error,
})

const poll = (
  running: Pick<Running, "retry_until">,
  context: SettleContext,
  fields: {
    outcome: OutcomeType
    failure_count: number
    last_error: LastError | null
    retry_after_ms?: number | null
    provider_reference?: string | null
  }
): Settlement => {
  const { retry_after_ms = null, ...common } = fields
  const at = nextAttemptAt(
    context.now,
    backoffMs(
      READ_BACKOFF,
      fields.failure_count + 1,
      context.chance,
      retry_after_ms
    ),
    running.retry_until
  )
  return at
    ? {
        status: "accepted",
        purpose: "poll",
        next_attempt_at: at,
        retry_until: running.retry_until,
        ...common,
      }
    : review(fields.outcome, {
        code: "not_settled",
        message:
          "The provider accepted it and has not settled it within the retry window. Look at the order there, then resolve it here.",
        provider_code: fields.last_error?.provider_code ?? null,
        provider_message: fields.last_error?.provider_message ?? null,
        cause: fields.last_error?.code ?? null,
      })
}

/**
 * The end of an attempt that sent, or would have sent, the call.
 *
 * An unknown outcome is sent again only where that is harmless; otherwise the
 * provider's record is read; where that can't be, a person decides.
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
        provider_reference: outcome.reference ?? null,
      }
    case "accepted":
      return poll(
        // The provider has it now: its time to settle starts here.
        { retry_until: later(context.now, context.retryWindowMs) },
        context,
        {
          outcome: "accepted",
          failure_count: 0,
          last_error: null,
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
 * A refusal proves that this call won't be done. Of one before it that may have
 * been applied it proves nothing: that may be under way, or be why this one was
 * refused.
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

/** The end of an attempt that read the record after an unknown outcome. */
export const settleReadBack = (
  running: Running,
  reading: Reading,
  context: SettleContext
): Settlement => {
  switch (reading.type) {
    case "applied":
      return {
        status: "succeeded",
        outcome: "succeeded",
        last_error: null,
        provider_reference: reading.reference ?? null,
      }
    case "settling":
      return poll(
        { retry_until: later(context.now, context.retryWindowMs) },
        context,
        { outcome: "accepted", failure_count: 0, last_error: null }
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
            // The two reads that prove absence need not be neighbours.
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
 * Proven not to be done: it is sent again, at once the first time, and then at
 * longer and longer intervals until its window ends.
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

/** The end of an attempt that looked whether an accepted one has settled. */
export const settlePoll = (
  running: Running,
  reading: Reading,
  context: SettleContext
): Settlement => {
  switch (reading.type) {
    case "applied":
      return {
        status: "succeeded",
        outcome: "succeeded",
        last_error: null,
        ...(reading.reference ? { provider_reference: reading.reference } : {}),
      }
    case "settling":
    case "absent":
      // "Absent" while the provider has it means that it has not begun, or
      // that it was turned down: no document tells these apart, so it is
      // polled on, and a person sees it when the window ends.
      return poll(running, context, {
        outcome: "accepted",
        failure_count: running.failure_count + 1,
        last_error: null,
      })
    case "undecidable":
      return review("unknown", {
        code: "not_settled",
        message: `The provider accepted it, but its record doesn't tell whether it is done: ${reading.reason}`,
        provider_code: null,
        provider_message: null,
        cause: "undecidable",
      })
    case "failed":
      return poll(running, context, {
        outcome: "unknown",
        failure_count: running.failure_count + 1,
        last_error: reading.error,
        retry_after_ms: reading.retry_after_ms ?? null,
      })
  }
}
