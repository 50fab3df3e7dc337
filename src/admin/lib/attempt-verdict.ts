import { isMoving } from "./status"
import type { Attempt, Cancellation } from "./wire"

/** Why another attempt follows, or doesn't: a key of `verdict.*`. */
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

type Judged = Pick<
  Attempt,
  | "outcome"
  | "purpose"
  | "send_started_at"
  | "started_at"
  | "finished_at"
  | "error"
>

/** @param next - the attempt after it, or null for the newest */
export const verdictOf = (
  attempt: Judged,
  cancellation: Pick<Cancellation, "status" | "history">,
  next: Pick<Attempt, "purpose"> | null
): Verdict => {
  const isLast = next === null
  switch (attempt.outcome) {
    case "succeeded":
      return "done"
    case "already_done":
      return "already_done"
    case "accepted":
      return "accepted"
    case "rejected":
      return verdictOfRefusal(attempt, cancellation, next)
    case "retry":
      return isLast && !isMoving(cancellation) ? "retry_over" : "retry_safe"
    case "unknown":
      if (isLast && !isMoving(cancellation)) {
        return "review"
      }
      // Two reads that find nothing are a proof, and end as "retry".
      return attempt.purpose === "read_back"
        ? "read_back_absent"
        : "read_back_next"
    case null:
      return attempt.finished_at === null && isLast && isMoving(cancellation)
        ? "running"
        : attempt.send_started_at === null
          ? "never_sent"
          : "read_back_next"
  }
}

/** What a refusal means where an earlier call may have been carried out. */
const verdictOfRefusal = (
  attempt: Judged,
  cancellation: Pick<Cancellation, "status" | "history">,
  next: Pick<Attempt, "purpose"> | null
): Verdict => {
  if (attempt.error?.code === "outcome_unknown") {
    return "review"
  }
  if (next) {
    return next.purpose === "read_back" ? "read_back_next" : "refused"
  }
  return isMoving(cancellation) && !wasRetriedAfter(attempt, cancellation)
    ? "read_back_next"
    : "refused"
}

const wasRetriedAfter = (
  { started_at }: Judged,
  { history }: Pick<Cancellation, "history">
): boolean =>
  (history ?? []).some(
    ({ action, at }) =>
      action === "retry" && Date.parse(at) >= Date.parse(started_at)
  )
