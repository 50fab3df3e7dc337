import { Exchange, Outcome, OutcomeError, retry } from "../../../provider-kit"
import { Health, healthOfOutcome, healthOfRead } from "../core/circuit"
import { ReadResult } from "../core/settle"

/**
 * What an attempt taught, before it is decided what happens to its
 * cancellation.
 */
export type RunResult =
  | { type: "sent"; outcome: Outcome }
  /** The outcome was known before the call, which was not sent. */
  | { type: "prepared"; outcome: Outcome }
  | { type: "read"; reading: ReadResult; exchanges: Exchange[] }
  /** The attempt ended before its turn came; another one takes its place. */
  | { type: "unsent"; error: OutcomeError }
  /** The attempt could not be marked as being sent, so it was not sent. */
  | { type: "not_marked" }

/** Whatever can be settled. */
export type EndedRun = Exclude<RunResult, { type: "not_marked" }>

export const NO_TIME_LEFT: RunResult = {
  type: "prepared",
  outcome: retry({
    code: "no_time_left",
    message:
      "What comes before the call took too long for this lease; nothing was sent, and it is tried again. If it happens again and again, see whether the database answers slowly, and raise leaseMs to at least twice requestTimeoutMs.",
  }),
}

const unsent = (code: string, message: string): RunResult => ({
  type: "unsent",
  error: { code, message, provider_code: null, provider_message: null },
})

export const STOPPED = unsent(
  "process_stopped",
  "The process was stopped while the call waited for its turn; nothing was sent, and another process sends it."
)

export const MARK_FAILED: RunResult = {
  type: "prepared",
  outcome: retry({
    code: "mark_failed",
    message:
      "That the call is being sent could not be written down, so it was not sent. It is tried again.",
  }),
}

export const HELD_BACK = unsent(
  "held_back",
  "Nothing is sent to the provider for now, and this call still waited for its turn. It goes when the provider goes on."
)

/** Only the holder knows it: no call left, even if the attempt is marked. */
export const leftNothing = ({ type }: EndedRun): boolean =>
  type === "prepared" || type === "unsent"

export const exchangesOf = (result: EndedRun): Exchange[] | undefined => {
  switch (result.type) {
    case "sent":
    case "prepared":
      return result.outcome.exchanges
    case "read":
      return result.exchanges
    case "unsent":
      return undefined
  }
}

/** What the attempt says about the provider itself. */
export const healthOf = (result: EndedRun): Health => {
  switch (result.type) {
    case "sent":
    case "prepared":
      return healthOfOutcome(result.outcome)
    case "read":
      return healthOfRead(result.reading)
    case "unsent":
      return { type: "silent" }
  }
}

/** What an attempt taught, in a word. */
export const nameOf = (result: RunResult): string => {
  switch (result.type) {
    case "sent":
    case "prepared":
      return result.outcome.type
    case "read":
      return result.reading.type
    case "unsent":
    case "not_marked":
      return result.type
  }
}
