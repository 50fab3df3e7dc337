/** The process's own time: for measuring durations and for waiting. */
export interface Timer {
  /** Milliseconds since some moment; never goes back. */
  readonly monotonic: () => number
  readonly sleep: (ms: number) => Promise<void>
}

export const systemTimer: Timer = {
  monotonic: () => performance.now(),

  sleep: (ms) =>
    new Promise((resolve) => {
      // A process that is asked to end doesn't wait until the pause is over.
      setTimeout(resolve, ms).unref()
    }),
}
