import { OutcomeError } from "../../../../provider-kit"
import { poll, review } from "./next-step"
import { ReadResult, Running, SettleContext, Settlement } from "./settlement"

const TURNED_DOWN: OutcomeError = {
  code: "turned_down",
  message:
    "The provider took it, had it waiting, and turned it down: its record shows the order as open again. Ask the provider why, then retry or dismiss it.",
  provider_code: null,
  provider_message: null,
}

const pollOn = (
  running: Running,
  context: SettleContext,
  isWaiting: boolean
): Settlement =>
  poll(running, context, {
    outcome: "accepted",
    failure_count: running.failure_count + 1,
    last_error: null,
    was_seen_waiting: isWaiting,
  })

/**
 * The end of an attempt that checked whether an accepted cancellation has
 * settled.
 */
export const settlePoll = (
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
        ...(reading.reference ? { provider_reference: reading.reference } : {}),
      }
    case "settling":
      return pollOn(running, context, true)
    case "absent":
      // A cancellation that the record showed as waiting stays so until it is
      // decided: if the order is open again, it was turned down. One that never
      // showed may not have begun yet.
      return running.was_seen_waiting
        ? {
            status: "rejected",
            outcome: "rejected",
            last_error: {
              ...TURNED_DOWN,
              provider_code: reading.provider_code ?? null,
              provider_message: reading.provider_message ?? null,
            },
          }
        : pollOn(running, context, false)
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
        was_seen_waiting: running.was_seen_waiting,
        retry_after_ms: reading.retry_after_ms ?? null,
      })
  }
}
