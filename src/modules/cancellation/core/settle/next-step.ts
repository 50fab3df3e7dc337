import { OutcomeError, OutcomeType } from "../../../../provider-kit"
import { LastError } from "../../types"
import {
  READ_BACKOFF,
  SEND_BACKOFF,
  backoffMs,
  nextAttemptAt,
} from "../schedule"
import { ReviewCode } from "../status"
import { Running, SettleContext, Settlement } from "./settlement"

export const later = (date: Date, ms: number): Date =>
  new Date(date.getTime() + ms)

const latest = (a: Date, b: Date): Date => (a > b ? a : b)

export const forReview = (
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

/** A person decides. */
export const review = (
  outcome: OutcomeType,
  last_error: LastError
): Settlement => ({
  status: "needs_review",
  outcome,
  last_error,
})

/** The call is sent again after a pause, if its retry window lasts. */
export const sendAgain = (
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

/** The record is read once an effect would have to show. */
export const readBack = (
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

/** The provider accepted the call: its record is read until it has settled. */
export const poll = (
  running: Pick<Running, "retry_until">,
  context: SettleContext,
  fields: {
    outcome: OutcomeType
    failure_count: number
    last_error: LastError | null
    was_seen_waiting: boolean
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
