import { AUTH_ERROR_CODES, Outcome, OutcomeError } from "../../../provider-kit"
import { RETRY_AFTER_CAP_MS } from "./schedule"
import { ReadResult } from "./settle"
import { PauseCode } from "./vocabulary"

/** What one attempt says about the provider itself. */
export type Health =
  /** It answered, whatever the answer was. */
  | { type: "up" }
  /** It could not be reached, or gave no usable answer. */
  | { type: "down"; retry_after_ms: number | null }
  /** Our credentials are wrong, or nobody is at its address any more. */
  | { type: "unauthorized"; message: string; code: PauseCode }
  /** Refused for lack of rights: the credentials', or only this order's. */
  | { type: "forbidden"; message: string }
  /** The attempt says nothing: it ended before it reached the provider. */
  | { type: "silent" }

/** Codes of the HTTP client and of `classifyTransport` that mean trouble. */
const TROUBLE =
  /^(connection_failed|connection_lost|timeout|throttled|redirected|answer_\w+|http_(408|5\d\d))$/

/** Codes after which every further call would fail too. */
const PAUSING: readonly PauseCode[] = [
  AUTH_ERROR_CODES.unauthorized,
  AUTH_ERROR_CODES.gone,
]

const ofError = (
  error: OutcomeError,
  retryAfterMs: number | null | undefined
): Health => {
  const code = PAUSING.find((one) => one === error.code)
  if (code) {
    return { type: "unauthorized", message: error.message, code }
  }
  return TROUBLE.test(error.code)
    ? { type: "down", retry_after_ms: retryAfterMs ?? null }
    : { type: "silent" }
}

export const healthOfOutcome = (outcome: Outcome): Health => {
  switch (outcome.type) {
    case "rejected":
      if (outcome.error.code === AUTH_ERROR_CODES.forbidden) {
        return { type: "forbidden", message: outcome.error.message }
      }
      return outcome.exchanges?.length ? { type: "up" } : { type: "silent" }
    case "retry":
      return ofError(outcome.error, outcome.retry_after_ms)
    case "unknown":
      return ofError(outcome.error, null)
    default:
      return { type: "up" }
  }
}

export const healthOfRead = (reading: ReadResult): Health =>
  reading.type === "failed"
    ? ofError(reading.error, reading.retry_after_ms)
    : { type: "up" }

export type Circuit =
  | { state: "closed" }
  | { state: "open"; until: Date }
  | { state: "half_open"; until: Date }

/** Calls and failures since the window began. */
export interface CircuitWindow {
  calls: number
  failures: number
}

/** The window is this long; then it begins anew. */
export const CIRCUIT_WINDOW_MS = 30_000

/** Fewer calls than this say nothing about a provider. */
export const CIRCUIT_MIN_CALLS = 10

/** At this share of failures or more, the provider counts as down. */
export const CIRCUIT_FAILURE_RATE = 0.5

/** How long nothing is sent before one call tries the provider again. */
export const CIRCUIT_OPEN_MS = 10_000

/**
 * The circuit after some attempts have ended.
 *
 * - A `Retry-After` opens it until then, at most for an hour.
 * - A failure rate of half, over at least ten calls in 30 s, opens it for 10 s.
 * - Half open, one answer closes it, and one failure opens it again.
 *
 * @param window - with these attempts counted in
 */
export const nextCircuit = (
  circuit: Circuit,
  window: CircuitWindow,
  healths: Health[],
  now: Date
): Circuit => {
  const later = (ms: number): Date => new Date(now.getTime() + ms)
  const downs = healths.flatMap((health) =>
    health.type === "down" ? [health] : []
  )
  const asked = Math.max(
    0,
    ...downs.map(({ retry_after_ms }) => retry_after_ms ?? 0)
  )
  if (asked > 0) {
    const until = later(Math.min(asked, RETRY_AFTER_CAP_MS))
    return circuit.state === "open" && circuit.until > until
      ? circuit
      : { state: "open", until }
  }

  const isUp = healths.some(({ type }) => type === "up" || type === "forbidden")
  switch (circuit.state) {
    case "half_open":
      if (downs.length) {
        return { state: "open", until: later(CIRCUIT_OPEN_MS) }
      }
      return isUp ? { state: "closed" } : circuit
    case "open":
      // These are answers to calls from before it opened: the probe decides.
      return circuit
    case "closed":
      return downs.length &&
        window.calls >= CIRCUIT_MIN_CALLS &&
        window.failures / window.calls >= CIRCUIT_FAILURE_RATE
        ? { state: "open", until: later(CIRCUIT_OPEN_MS) }
        : circuit
  }
}
