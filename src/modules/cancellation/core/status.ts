/**
 * The states of a cancellation and the transitions between them.
 *
 * Every change of a status follows this table. An operation that a person asks
 * for looks it up (operations/repair.ts), the end of an attempt is typed by it
 * (core/settle), and in every database of the tests a trigger refuses any
 * statement that deviates from it.
 */
export const CANCELLATION_STATUSES = [
  "pending",
  "in_progress",
  "accepted",
  "succeeded",
  "rejected",
  "needs_review",
  "superseded",
  "dismissed",
] as const

export type CancellationStatus = (typeof CANCELLATION_STATUSES)[number]

export const TRANSITIONS = {
  /** Waits for its first or its next attempt, or for what goes before it. */
  pending: [
    "in_progress",
    "succeeded",
    "needs_review",
    "superseded",
    "dismissed",
  ],
  /** A worker holds it. */
  in_progress: [
    "pending",
    "accepted",
    "succeeded",
    "rejected",
    "needs_review",
    "superseded",
    "dismissed",
  ],
  /** The provider accepted it and settles it later; it is polled. */
  accepted: [
    "succeeded",
    "rejected",
    "needs_review",
    "superseded",
    "dismissed",
  ],
  /** Done at the provider, or found to be done already. */
  succeeded: [],
  /** The provider refused it for good. */
  rejected: ["pending", "succeeded", "dismissed"],
  /** A person decides. */
  needs_review: ["pending", "succeeded", "dismissed", "superseded"],
  /** A full cancellation made it pointless. */
  superseded: [],
  /** A person closed it. */
  dismissed: [],
} as const satisfies Record<CancellationStatus, readonly CancellationStatus[]>

/** The statuses that a status may lead to. */
export type WayFrom<Status extends CancellationStatus> =
  (typeof TRANSITIONS)[Status][number]

export const canBecome = (
  from: CancellationStatus,
  to: CancellationStatus
): boolean => (TRANSITIONS[from] as readonly CancellationStatus[]).includes(to)

/** These statuses are final, and private details are wiped. */
export const ENDED_STATUSES = [
  "succeeded",
  "rejected",
  "superseded",
  "dismissed",
] as const satisfies readonly CancellationStatus[]

/** These go on by themselves. */
export const MOVING_STATUSES = [
  "pending",
  "in_progress",
  "accepted",
] as const satisfies readonly CancellationStatus[]

/** Its amount is free again: it was not taken, and won't be. */
export const RELEASED_STATUSES = [
  "rejected",
  "superseded",
  "dismissed",
] as const satisfies readonly CancellationStatus[]

/** Why a person has to decide. */
export const REVIEW_CODES = [
  "outcome_unknown",
  "retries_exhausted",
  "not_settled",
  "dependency_failed",
] as const

export type ReviewCode = (typeof REVIEW_CODES)[number]

/**
 * Where a person may take back what a person closed, and with a full
 * cancellation the voids that it superseded: no worker may use these.
 */
export const REOPENED_TRANSITIONS = {
  succeeded: ["needs_review"],
  superseded: ["needs_review"],
  dismissed: ["needs_review"],
} as const satisfies Partial<
  Record<CancellationStatus, readonly CancellationStatus[]>
>

export const canBeReopened = (
  from: CancellationStatus,
  to: CancellationStatus
): boolean =>
  (from === "succeeded" || from === "superseded" || from === "dismissed") &&
  (REOPENED_TRANSITIONS[from] as readonly CancellationStatus[]).includes(to)

/**
 * Where a proven outcome may lead if it arrives after its lease was taken away.
 * Only such an outcome may use these transitions: no worker and no person.
 */
export const LATE_TRANSITIONS = {
  pending: ["accepted", "succeeded", "rejected"],
  needs_review: ["accepted", "succeeded", "rejected"],
} as const satisfies Partial<
  Record<CancellationStatus, readonly CancellationStatus[]>
>

export const canComeLate = (
  from: CancellationStatus,
  to: CancellationStatus
): boolean =>
  (from === "pending" || from === "needs_review") &&
  (LATE_TRANSITIONS[from] as readonly CancellationStatus[]).includes(to)
