import {
  Effect,
  KindCapabilities,
  OutcomeError,
  OutcomeType,
  Proof,
} from "../../../../provider-kit"
import { LastError } from "../../types"
import { WayFrom } from "../status"

/** What is known about a cancellation while an attempt for it runs. */
export interface Running {
  failure_count: number
  absent_count: number
  /** The number of this attempt, counted from 1. */
  attempt_number: number
  retry_until: Date
  /**
   * The outcome of an earlier send is unknown, and nothing (neither reads nor a
   * person's word) has proven since that it wasn't applied.
   */
  may_have_been_applied: boolean
  /** The provider's record has shown it as waiting to be decided. */
  was_seen_waiting: boolean
  /** Null: its provider is not configured any more. */
  capabilities: KindCapabilities | null
}

/** What a read of the provider's record said, or that the read failed. */
export type ReadResult =
  | Effect
  | { type: "failed"; error: OutcomeError; retry_after_ms?: number | null }

/** The data, beside the answer itself, that every decision rests on. */
export interface SettleContext {
  now: Date
  /** Uniform in [0, 1). */
  chance: number
  settleDelayMs: number
  retryWindowMs: number
  /**
   * The time at which an effect may still have been under way: the timeout, or
   * the end of the lease of a process that died. Left out: now.
   */
  unknown_since?: Date
}

interface Common<Status extends WayFrom<"in_progress">> {
  status: Status
  /** How the attempt ends in the ledger. */
  outcome: OutcomeType
  last_error: LastError | null
  /**
   * The cancellation keeps the error that it has, which says more than this
   * one: this one is the attempt's alone.
   */
  keeps_error?: true
  provider_reference?: string | null
}

interface Waiting extends Common<"pending"> {
  purpose: "send" | "read_back"
  next_attempt_at: Date
  failure_count: number
  absent_count: number
}

interface Polled extends Common<"accepted"> {
  purpose: "poll"
  next_attempt_at: Date
  failure_count: number
  retry_until: Date
  was_seen_waiting: boolean
}

interface Done extends Common<"succeeded"> {
  proof: Proof
}

interface Failed<
  Status extends "rejected" | "needs_review",
> extends Common<Status> {
  last_error: LastError
}

/** What becomes of a cancellation when an attempt for it ends. */
export type Settlement =
  Waiting | Polled | Done | Failed<"rejected"> | Failed<"needs_review">
