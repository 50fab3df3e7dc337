/** The process's own time: for how long something took, or has to wait. */
export interface Timer {
  /** Milliseconds since some moment; never goes back. */
  readonly monotonic: () => number
  readonly sleep: (ms: number) => Promise<void>
}

export const systemTimer: Timer = {
  monotonic: () => performance.now(),

  sleep: (ms) =>
    new Promise((resolve) => {
      // A process that is asked to end doesn't wait for a pause to end.
      setTimeout(resolve, ms).unref()
    }),
}
