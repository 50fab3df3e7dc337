import { isMoving } from "./status"
import type { Attempt, Cancellation } from "./wire"

/** Why an attempt is, or isn't, followed by another: a key of `verdict.*`. */
type Verdict =
  | "done"
  | "already_done"
  | "accepted"
  | "refused"
  | "retry_safe"
  | "retry_over"
  | "read_back_next"
  | "read_back_absent"
  | "review"
  | "never_sent"
  | "running"

/** @param isLast - whether it is the newest attempt of its cancellation */
export const verdictOf = (
  attempt: Pick<
    Attempt,
    "outcome" | "purpose" | "send_started_at" | "finished_at"
  >,
  cancellation: Pick<Cancellation, "status">,
  isLast: boolean
): Verdict => {
  switch (attempt.outcome) {
    case "succeeded":
      return "done"
    case "already_done":
      return "already_done"
    case "accepted":
      return "accepted"
    case "rejected":
      // A repetition was refused; of the call before it nobody knows.
      return isLast && cancellation.status === "needs_review"
        ? "review"
        : "refused"
    case "retry":
      if (isLast && !isMoving(cancellation)) {
        return "retry_over"
      }
      return attempt.purpose === "read_back" ? "read_back_absent" : "retry_safe"
    case "unknown":
      return isLast && !isMoving(cancellation) ? "review" : "read_back_next"
    case null:
      return attempt.finished_at === null && isLast && isMoving(cancellation)
        ? "running"
        : attempt.send_started_at === null
          ? "never_sent"
          : "read_back_next"
  }
}
