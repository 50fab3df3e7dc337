import { cutText } from "./cut-text"
import { Exchange } from "./http/exchange"

/**
 * Why an attempt did not succeed, in two voices: ours (`code`, `message`) and
 * the provider's (`provider_code`, `provider_message`).
 */
export interface OutcomeError {
  /** Ours, stable, for programs: `throttled`, `timeout`, `not_confirmed` … */
  code: string
  /** Ours, one sentence for a person: what happened and what to do next. */
  message: string
  provider_code: string | null
  provider_message: string | null
}

interface Evidence {
  /**
   * The calls that were made. The first one is shown as the attempt's request
   * and answer, so it is the one that proves the outcome, or was to; the others
   * follow it as further evidence, be they from before it or after it.
   */
  exchanges?: Exchange[]
}

interface Reference {
  /** The provider's own id of what it did, where it gives one. */
  reference?: string | null
}

/**
 * Why the ledger believes that something is done: whose word it is, and what
 * was said. A person reads it long after the attempts have been deleted.
 */
export interface Proof {
  /**
   * `answer`: the answer to this very call says that it did it. `record`: the
   * provider's own record shows it, whoever did it.
   */
  by: "answer" | "record"
  /**
   * What it said, for a person: "Aplazame's record: cancelled", "Climes: 48
   * climes remain". Name what tells this end from an order that is still open:
   * a figure that has another explanation proves nothing.
   */
  statement: string
  /**
   * When it happened by the provider's own clock, an ISO time, where the
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
   * compared with the ledger; a difference is shown to a person.
   */
  remaining?: string | null
}

/** The provider's answer or record proves that it was done before. */
export interface AlreadyDone extends Evidence, Reference, Proven {
  type: "already_done"
}

/** The provider took it and settles later; its record is polled. */
export interface Accepted extends Evidence, Reference {
  type: "accepted"
  /**
   * True: the provider shows it as waiting to be decided. What was seen waiting
   * and is found open later was turned down. Left out: the provider took it,
   * and nothing shows of it yet.
   */
  is_waiting?: boolean
}

/** The provider's answer proves that it won't. */
export interface Rejected extends Evidence {
  type: "rejected"
  error: OutcomeError
}

/** Proven not processed: trying again is safe whatever the call is. */
export interface Retry extends Evidence {
  type: "retry"
  error: OutcomeError
  /** How long the provider asked to be left alone, in milliseconds. */
  retry_after_ms?: number | null
}

/**
 * Everything else after the first byte may have left. The core decides what
 * to do from what the provider declares: repeat it, read the provider's
 * record, or put it before a person.
 */
export interface Unknown extends Evidence {
  type: "unknown"
  error: OutcomeError
}

/** What an attempt taught us, as data. */
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

/** Codes with a meaning to the core, beside being shown. */
export const AUTH_ERROR_CODES = {
  /** The credentials are wrong: every further call would fail alike. */
  unauthorized: "unauthorized",
  /** These credentials may not do this, perhaps only for this order. */
  forbidden: "forbidden",
} as const

type ErrorInput = Pick<OutcomeError, "code" | "message"> & Partial<OutcomeError>

/**
 * The most characters that are kept of each. A provider may answer with a page
 * of a megabyte where a sentence was meant, and every list that shows a
 * cancellation shows its error. The answer itself is in the attempt.
 */
export const ERROR_LIMITS = {
  code: 100,
  message: 2_000,
  provider_code: 200,
  provider_message: 1_000,
} as const satisfies Record<keyof OutcomeError, number>

/** What a careless caller gives instead of a text is not for here to judge. */
const cut = <T>(text: T, maxLength: number): T | string =>
  typeof text === "string" ? cutText(text, maxLength) : text

/** Just these four: what else the given object holds is not for the ledger. */
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

/** The same outcome, with further evidence behind its own. */
export const withEvidence = <T extends Outcome>(
  outcome: T,
  further: readonly Exchange[] = []
): T => ({
  ...outcome,
  exchanges: [...(outcome.exchanges ?? []), ...further],
})
