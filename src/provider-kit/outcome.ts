import { cutText } from "./cut-text"
import { Exchange } from "./http/exchange"

/**
 * Why an attempt didn't succeed, in this plugin's words (`code`, `message`) and
 * in the provider's (`provider_code`, `provider_message`).
 */
export interface OutcomeError {
  /** The plugin's stable code for programs: `throttled`, `timeout`, … */
  code: string
  /** One sentence for a person: what happened, and what to do next. */
  message: string
  provider_code: string | null
  provider_message: string | null
}

interface Evidence {
  /**
   * The calls that were made. The first is shown as the attempt's request and
   * answer, so it is the one that proves the outcome, or should have. The
   * others are kept as further evidence, whether they came before or after it.
   */
  exchanges?: Exchange[]
}

interface Reference {
  /** The provider's own id of what it did, where there is one. */
  reference?: string | null
}

/**
 * Why the ledger believes that something is done: whose word that is, and what
 * it says. People read it long after the attempts were deleted.
 */
export interface Proof {
  /**
   * `answer`: the answer to this very call says that the call did it. `record`:
   * the provider's own record shows it, whoever did it.
   */
  by: "answer" | "record"
  /**
   * What it said, for a person: "Aplazame's record: cancelled", "Climes: 48
   * climes remain". Name what tells this end from an order that is still open.
   * A figure that has another explanation proves nothing.
   */
  statement: string
  /**
   * When it happened by the provider's clock, as an ISO time, where the
   * provider says so. Left out: when the attempt ended.
   */
  at?: string | null
}

interface Proven {
  proof: Proof
}

/** The provider's answer proves that it did what was asked. */
export interface Succeeded extends Evidence, Reference, Proven {
  type: "succeeded"
  /**
   * What the provider says is left, in the provider order's unit. It is
   * compared with the ledger, and a difference is shown to people.
   */
  remaining?: string | null
}

/** The provider's answer or record proves that it was done before. */
export interface AlreadyDone extends Evidence, Reference, Proven {
  type: "already_done"
}

/** The provider took it and settles it later. Its record is polled. */
export interface Accepted extends Evidence, Reference {
  type: "accepted"
  /**
   * True: the provider shows it as waiting to be decided. If it is found open
   * after that, it was turned down. Left out: the provider took it, and nothing
   * shows of it yet.
   */
  is_waiting?: boolean
}

/** The provider's answer proves that it won't do what was asked. */
export interface Rejected extends Evidence {
  type: "rejected"
  error: OutcomeError
}

/** It is proven that nothing was processed, so any call is safe to repeat. */
export interface Retry extends Evidence {
  type: "retry"
  error: OutcomeError
  /** How long the provider asked to wait, in milliseconds. */
  retry_after_ms?: number | null
}

/**
 * Anything else, once the first byte may have left. What the provider declares
 * decides what the core does: send again, read the provider's record, or ask a
 * person.
 */
export interface Unknown extends Evidence {
  type: "unknown"
  error: OutcomeError
}

/** What an attempt taught the plugin, as data. */
export type Outcome =
  Succeeded | AlreadyDone | Accepted | Rejected | Retry | Unknown

export type OutcomeType = Outcome["type"]

export const OUTCOME_TYPES = [
  "succeeded",
  "already_done",
  "accepted",
  "rejected",
  "retry",
  "unknown",
] as const satisfies readonly OutcomeType[]

/** Codes that the core acts on, besides showing them. */
export const AUTH_ERROR_CODES = {
  /** The credentials are wrong, so every further call would fail too. */
  unauthorized: "unauthorized",
  /** The credentials don't allow this, perhaps only for this order. */
  forbidden: "forbidden",
  /** The address asks for no more calls, so every further call would fail too. */
  gone: "gone",
} as const

type ErrorInput = Pick<OutcomeError, "code" | "message"> & Partial<OutcomeError>

/**
 * The most characters that are kept of each text. A provider may answer with a
 * page of a megabyte instead of a sentence, and every list that shows a
 * cancellation shows its error. The whole answer is in the attempt.
 */
export const ERROR_LIMITS = {
  code: 100,
  message: 2_000,
  provider_code: 200,
  provider_message: 1_000,
} as const satisfies Record<keyof OutcomeError, number>

/** Whatever a careless caller gives instead of a text passes unchanged. */
const cut = <T>(text: T, maxLength: number): T | string =>
  typeof text === "string" ? cutText(text, maxLength) : text

/** Keeps just these four: the given object may hold more. */
export const toOutcomeError = (error: ErrorInput): OutcomeError => ({
  code: cut(error.code, ERROR_LIMITS.code),
  message: cut(error.message, ERROR_LIMITS.message),
  provider_code: cut(error.provider_code ?? null, ERROR_LIMITS.provider_code),
  provider_message: cut(
    error.provider_message ?? null,
    ERROR_LIMITS.provider_message
  ),
})

export const succeeded = (fields: Omit<Succeeded, "type">): Succeeded => ({
  type: "succeeded",
  ...fields,
})

export const alreadyDone = (
  fields: Omit<AlreadyDone, "type">
): AlreadyDone => ({ type: "already_done", ...fields })

export const accepted = (fields: Omit<Accepted, "type"> = {}): Accepted => ({
  type: "accepted",
  ...fields,
})

export const rejected = (
  error: ErrorInput,
  fields: Omit<Rejected, "type" | "error"> = {}
): Rejected => ({ type: "rejected", error: toOutcomeError(error), ...fields })

export const retry = (
  error: ErrorInput,
  fields: Omit<Retry, "type" | "error"> = {}
): Retry => ({ type: "retry", error: toOutcomeError(error), ...fields })

export const unknown = (
  error: ErrorInput,
  fields: Omit<Unknown, "type" | "error"> = {}
): Unknown => ({ type: "unknown", error: toOutcomeError(error), ...fields })

/** The same outcome, with further evidence after its own. */
export const withEvidence = <T extends Outcome>(
  outcome: T,
  further: readonly Exchange[] = []
): T => ({
  ...outcome,
  exchanges: [...(outcome.exchanges ?? []), ...further],
})
