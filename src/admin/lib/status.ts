import type {
  Attempt,
  Cancellation,
  CancellationStatus,
  Resolution,
} from "./wire"

export type Colour = "green" | "red" | "blue" | "orange" | "grey" | "purple"

/** Orange asks somebody to look; red is an answer that nobody wanted. */
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

/** Something will become of these without anybody doing anything. */
export const MOVING: CancellationStatus[] = [
  "pending",
  "in_progress",
  "accepted",
]

export const isMoving = ({ status }: Pick<Cancellation, "status">): boolean =>
  MOVING.includes(status)

export const canRetry = ({ status }: Pick<Cancellation, "status">): boolean =>
  status === "rejected" || status === "needs_review"

/** `pending` can be dismissed only, see `resolutionsOf`. */
export const canResolve = ({ status }: Pick<Cancellation, "status">): boolean =>
  status === "rejected" || status === "needs_review" || status === "pending"

export const resolutionsOf = ({
  status,
}: Pick<Cancellation, "status">): Resolution[] =>
  status === "pending" ? ["dismissed"] : ["succeeded", "dismissed"]

/**
 * Whether the provider may have carried it out already: sending it again may
 * then do it twice, so a person has to look first.
 */
export const isOutcomeUnknown = ({
  status,
  last_error,
}: Pick<Cancellation, "status" | "last_error">): boolean =>
  status === "needs_review" &&
  (last_error?.code === "outcome_unknown" || last_error?.code === "not_settled")

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
