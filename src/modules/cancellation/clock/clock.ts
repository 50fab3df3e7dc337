import { Timer } from "./timer"

/**
 * The one clock of the pipeline. Every statement and every decision takes its
 * time from here, never from a bare `now()` or `Date.now()`.
 */
export interface Clock extends Timer {
  /** The time that all processes agree on. */
  now(): Promise<Date>
}
