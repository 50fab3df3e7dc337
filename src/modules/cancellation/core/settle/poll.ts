import { poll, review } from "./next-step"
import { Reading, Running, SettleContext, Settlement } from "./settlement"

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
