/**
 * The one clock of the pipeline. Every statement and every decision takes its
 * time from here, never from a bare `now()` or `Date.now()`.
 */
export interface Clock {
  /** The time that all processes agree on. */
  now(): Promise<Date>
  /** Milliseconds of this process, for how long something took. */
  monotonic(): number
  /** Resolves after `ms`, or as soon as the signal aborts. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>
}
