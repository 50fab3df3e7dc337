/** How often the scheduled job looks for what is due, in each process. */
export const SWEEP_INTERVAL_MS = 5_000
