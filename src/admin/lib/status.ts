import { MOVING_STATUSES } from "../../modules/cancellation/core/status"
import type { Attempt, Cancellation, CancellationStatus } from "./wire"

export type Colour = "green" | "red" | "blue" | "orange" | "grey" | "purple"

/** Orange asks somebody to look. Red is an answer that nobody wanted. */
const COLOURS: Record<CancellationStatus, Colour> = {
  pending: "blue",
  in_progress: "blue",
  accepted: "purple",
  succeeded: "green",
  rejected: "red",
  needs_review: "orange",
  superseded: "grey",
  dismissed: "grey",
}

export const statusColour = (status: CancellationStatus): Colour =>
  COLOURS[status]

export const MOVING: CancellationStatus[] = [...MOVING_STATUSES]

export const isMoving = ({ status }: Pick<Cancellation, "status">): boolean =>
  MOVING.includes(status)

export const canRetry = ({ status }: Pick<Cancellation, "status">): boolean =>
  status === "rejected" || status === "needs_review"

/** Whether it waits for a time, which need not be waited for. */
export const canTryNow = (
  {
    status,
    next_attempt_at: next,
  }: Pick<Cancellation, "status" | "next_attempt_at">,
  now: number
): boolean => status === "pending" && next !== null && Date.parse(next) > now

export const canResolve = ({ status }: Pick<Cancellation, "status">): boolean =>
  canRetry({ status }) || status === "pending" || status === "accepted"

/**
 * Whether a person who dismisses the cancellation has to confirm that it wasn't
 * carried out: it was tried, and not refused. The server asks for it only where
 * an attempt may have been applied.
 */
export const mayBeDone = ({
  status,
  attempt_count,
}: Pick<Cancellation, "status" | "attempt_count">): boolean =>
  status !== "rejected" && attempt_count > 0

/** Whether a person closed it, so that a person may take that back. */
export const canReopen = (
  cancellation: Pick<Cancellation, "status" | "proof">
): boolean => cancellation.status === "dismissed" || isSaidOnly(cancellation)

/** Whether a person's word is all that there is for its being done. */
export const isSaidOnly = ({
  status,
  proof,
}: Pick<Cancellation, "status" | "proof">): boolean =>
  status === "succeeded" && proof?.by === "person"

/**
 * Whether the provider may have carried it out already. Sending it again may
 * then do it twice, so a person has to look first.
 */
export const isOutcomeUnknown = ({
  status,
  last_error,
}: Pick<Cancellation, "status" | "last_error">): boolean =>
  status === "needs_review" &&
  (last_error?.code === "outcome_unknown" || last_error?.code === "not_settled")

/**
 * The providers that it waits for, or that it would have to be sent without.
 * Null where it waits for none, or never will be sent.
 */
export const waitsFor = ({
  status,
  waits_for,
}: Pick<Cancellation, "status" | "waits_for">): string[] | null =>
  status === "pending" || status === "needs_review" ? waits_for : null

const OUTCOME_COLOURS: Record<NonNullable<Attempt["outcome"]>, Colour> = {
  succeeded: "green",
  already_done: "green",
  accepted: "purple",
  rejected: "red",
  retry: "blue",
  unknown: "orange",
}

export const outcomeColour = (
  outcome: NonNullable<Attempt["outcome"]>
): Colour => OUTCOME_COLOURS[outcome]
