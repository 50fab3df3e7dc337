import { OutcomeError } from "../../../../provider-kit"
import { AttemptPurpose } from "../vocabulary"
import { Running, Settlement } from "./settlement"

/**
 * The end of an attempt of which nothing left the process: it is due again, and
 * counts as no failure. A read that wasn't made has shown nothing, so its
 * outcome is unknown.
 *
 * @param dueAt - when it was due, so that it keeps its place before others
 */
export const settleUnsent = (
  purpose: AttemptPurpose,
  running: Pick<
    Running,
    "failure_count" | "absent_count" | "retry_until" | "was_seen_waiting"
  >,
  error: OutcomeError,
  dueAt: Date
): Settlement => {
  const { failure_count, absent_count, retry_until, was_seen_waiting } = running
  const common = {
    next_attempt_at: dueAt,
    failure_count,
    last_error: error,
    keeps_error: true,
  } as const
  switch (purpose) {
    case "send":
      return {
        status: "pending",
        purpose,
        outcome: "retry",
        absent_count,
        ...common,
      }
    case "read_back":
      return {
        status: "pending",
        purpose,
        outcome: "unknown",
        absent_count,
        ...common,
      }
    case "poll":
      return {
        status: "accepted",
        purpose,
        outcome: "unknown",
        retry_until,
        was_seen_waiting,
        ...common,
      }
  }
}
