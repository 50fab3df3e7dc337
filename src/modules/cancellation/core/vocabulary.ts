/**
 * The values that columns, routes, the OpenAPI document and the admin share.
 * This file imports nothing, so that a browser may load it.
 */

/** `cancel` is all of a provider order, `void` a part of it. */
export const CANCELLATION_KINDS = ["cancel", "void"] as const

/** The sources that capture automatically. */
export const AUTOMATED_SOURCES = [
  "order_canceled",
  "order_edited",
  "payment_refunded",
] as const

export type AutomatedSource = (typeof AUTOMATED_SOURCES)[number]

/** What caused a cancellation. */
export const CANCELLATION_SOURCES = [
  ...AUTOMATED_SOURCES,
  "admin",
  "workflow",
] as const

export type CancellationSource = (typeof CANCELLATION_SOURCES)[number]

/** The path by which a cancellation was captured. */
export const CAPTURE_PATHS = [
  "event",
  "reconciliation",
  "request",
  "registration",
] as const

export type CapturedBy = (typeof CAPTURE_PATHS)[number]

/**
 * What keeps a cancellation from having happened outside. `failing`: its last
 * call failed and is tried again, or it was not sent yet because its provider
 * failed, or asked for a pause. `paused`: it waits at a provider that is paused,
 * whatever became of it before. The most urgent comes first.
 */
export const TROUBLES = [
  "needs_review",
  "rejected",
  "failing",
  "paused",
] as const

export type Trouble = (typeof TROUBLES)[number]

/** How a provider order was found. */
export const ORIGINS = ["explicit", "metadata", "option"] as const

export type Origin = (typeof ORIGINS)[number]

/**
 * `send` tells the provider, `read_back` finds out whether an earlier call took
 * effect, `poll` finds out whether an accepted call has settled.
 */
export const ATTEMPT_PURPOSES = ["send", "read_back", "poll"] as const

export type AttemptPurpose = (typeof ATTEMPT_PURPOSES)[number]

/** Whose word proves that a cancellation is done. */
export const PROOF_SOURCES = ["answer", "record", "person"] as const

/** How a person may resolve a cancellation. */
export const RESOLUTIONS = ["succeeded", "dismissed"] as const

export type Resolution = (typeof RESOLUTIONS)[number]

/** Who paused a provider. `identity`: the ledger is in another database. */
export const PAUSERS = ["operator", "auth", "identity"] as const

export type PausedBy = (typeof PAUSERS)[number]

/** What a provider answered that pauses itself. */
export const PAUSE_CODES = ["unauthorized", "forbidden", "gone"] as const

export type PauseCode = (typeof PAUSE_CODES)[number]

export const CIRCUIT_STATES = ["closed", "open", "half_open"] as const

export type CircuitState = (typeof CIRCUIT_STATES)[number]

/** What most likely comes of a call that a preview shows. */
export const LIKELY_ENDS = [
  "succeeds",
  "already_done",
  "refused",
  "unknown",
] as const

export type LikelyEnd = (typeof LIKELY_ENDS)[number]

/** What a provider's record shows of an order, before it is cancelled. */
export const RECORD_STATES = [
  "open",
  "cancelling",
  "cancelled",
  "missing",
  "shipped",
  "captured",
  "blocked",
  "not_confirmed",
  "unclear",
] as const

export type RecordState = (typeof RECORD_STATES)[number]
