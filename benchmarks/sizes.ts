/** How much is measured. `--quick` divides all of it by 100. */
export interface Sizes {
  /** Calls in flight at once, in every arm. */
  concurrency: number
  /** Calls of one round, by the provider's latency in milliseconds. */
  drains: {
    latencyMs: number
    rounds: number
    calls: number
    callsByHand: number
    callsOfPgBoss: number
  }[]
  firstBytes: { calls: number; callsOfPgBoss: number }
  /** Calls for the provider that hangs, and for each of the others. */
  isolation: { rounds: number; calls: number; hanging: number }
  cancelRoute: { orders: number; pauseMs: number }
  growth: {
    /** Settled rows, the smallest number first. */
    settled: number[]
    /** Rounds for each size. */
    rounds: number
    /** Calls of a round. */
    calls: number
    /** Waiting rows beside the largest number of settled ones. */
    waiting: number
    orders: number
    jobRuns: number
  }
}

const FULL: Sizes = {
  concurrency: 200,
  drains: [
    {
      latencyMs: 0,
      rounds: 3,
      calls: 5_000,
      callsByHand: 2_000,
      callsOfPgBoss: 1_600,
    },
    {
      latencyMs: 20,
      rounds: 3,
      calls: 5_000,
      callsByHand: 150,
      callsOfPgBoss: 1_600,
    },
    {
      latencyMs: 100,
      rounds: 3,
      calls: 6_000,
      callsByHand: 40,
      callsOfPgBoss: 1_600,
    },
    {
      latencyMs: 250,
      rounds: 3,
      calls: 4_000,
      callsByHand: 16,
      callsOfPgBoss: 1_600,
    },
  ],
  firstBytes: { calls: 400, callsOfPgBoss: 40 },
  isolation: { rounds: 5, calls: 400, hanging: 200 },
  cancelRoute: { orders: 200, pauseMs: 250 },
  growth: {
    settled: [0, 10_000, 100_000, 1_000_000],
    rounds: 3,
    calls: 5_000,
    waiting: 100_000,
    orders: 1_000_000,
    jobRuns: 60,
  },
}

const QUICK_PART = 100

/** The sizes divided by 100, but not below what the code needs to run. */
const quick = (sizes: Sizes): Sizes => {
  const part = (size: number, least = 2): number =>
    Math.max(least, Math.ceil(size / QUICK_PART))
  return {
    concurrency: sizes.concurrency,
    drains: sizes.drains.map((drain) => ({
      latencyMs: drain.latencyMs,
      rounds: 1,
      calls: part(drain.calls),
      callsByHand: part(drain.callsByHand),
      callsOfPgBoss: part(drain.callsOfPgBoss),
    })),
    firstBytes: {
      calls: part(sizes.firstBytes.calls),
      callsOfPgBoss: part(sizes.firstBytes.callsOfPgBoss),
    },
    isolation: {
      rounds: 1,
      calls: part(sizes.isolation.calls),
      hanging: part(sizes.isolation.hanging),
    },
    cancelRoute: { orders: part(sizes.cancelRoute.orders), pauseMs: 20 },
    growth: {
      settled: sizes.growth.settled.map((size) => (size ? part(size) : 0)),
      rounds: 1,
      calls: part(sizes.growth.calls),
      waiting: part(sizes.growth.waiting),
      orders: part(sizes.growth.orders),
      jobRuns: part(sizes.growth.jobRuns),
    },
  }
}

export const sizesOf = ({ isQuick }: { isQuick: boolean }): Sizes =>
  isQuick ? quick(FULL) : FULL
