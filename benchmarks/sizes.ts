import type { Rounds } from "./rounds"

/** How much is measured. `--quick` divides all of it by 100. */
export interface Sizes {
  /** Calls in flight at once, in every arm. */
  concurrency: number
  /** Calls of one round, by the provider's latency in milliseconds. */
  drains: {
    latencyMs: number
    rounds: Rounds
    calls: number
    callsByHand: number
    callsOfPgBoss: number
  }[]
  voids: { latencyMs: number; rounds: Rounds; calls: number }
  firstBytes: { calls: number; callsOfPgBoss: number }
  /** Calls for the provider that hangs, and for each of the others. */
  isolation: {
    rounds: Rounds
    roundsOfQueue: Rounds
    calls: number
    hanging: number
  }
  processes: { rounds: Rounds; calls: number }
  bytes: { calls: number }
  events: { orders: number; pauseMs: number }
  cancelRoute: { orders: number; pauseMs: number }
  growth: {
    /** Settled rows, the smallest number first. */
    settled: number[]
    /** Rounds for the largest number, in turns with an empty ledger. */
    rounds: Rounds
    /** Rounds for each of the smaller numbers. */
    roundsBelow: Rounds
    /** Rows that wait beside what a round sends. */
    waiting: number
    /** Calls of a round. */
    calls: number
  }
  memory: { drained: number }
  jobs: { orders: number; runs: number }
}

/** For what a goal is about. */
const ROUNDS: Rounds = { least: 5, most: 11 }

/** For what stands beside it. */
const FEW: Rounds = { least: 3, most: 3 }

const FULL: Sizes = {
  concurrency: 200,
  drains: [
    {
      latencyMs: 0,
      rounds: ROUNDS,
      calls: 5_000,
      callsByHand: 2_000,
      callsOfPgBoss: 1_600,
    },
    {
      latencyMs: 20,
      rounds: FEW,
      calls: 5_000,
      callsByHand: 150,
      callsOfPgBoss: 1_600,
    },
    {
      latencyMs: 100,
      rounds: ROUNDS,
      calls: 6_000,
      callsByHand: 40,
      callsOfPgBoss: 1_600,
    },
    {
      latencyMs: 250,
      rounds: FEW,
      calls: 4_000,
      callsByHand: 16,
      callsOfPgBoss: 1_600,
    },
  ],
  voids: { latencyMs: 100, rounds: ROUNDS, calls: 3_000 },
  firstBytes: { calls: 400, callsOfPgBoss: 40 },
  isolation: { rounds: ROUNDS, roundsOfQueue: FEW, calls: 400, hanging: 200 },
  processes: { rounds: ROUNDS, calls: 10_000 },
  bytes: { calls: 20_000 },
  events: { orders: 200, pauseMs: 100 },
  cancelRoute: { orders: 200, pauseMs: 100 },
  growth: {
    settled: [0, 10_000, 100_000, 1_000_000],
    rounds: ROUNDS,
    roundsBelow: FEW,
    waiting: 1_000_000,
    calls: 5_000,
  },
  memory: { drained: 100_000 },
  jobs: { orders: 1_000_000, runs: 60 },
}

const QUICK_PART = 100

const ONE: Rounds = { least: 1, most: 1 }

/** The sizes divided by 100, but not below what the code needs to run. */
const quick = (sizes: Sizes): Sizes => {
  const part = (size: number, least = 2): number =>
    Math.max(least, Math.ceil(size / QUICK_PART))
  return {
    concurrency: sizes.concurrency,
    drains: sizes.drains.map((drain) => ({
      latencyMs: drain.latencyMs,
      rounds: ONE,
      calls: part(drain.calls),
      callsByHand: part(drain.callsByHand),
      callsOfPgBoss: part(drain.callsOfPgBoss),
    })),
    voids: { ...sizes.voids, rounds: ONE, calls: part(sizes.voids.calls) },
    firstBytes: {
      calls: part(sizes.firstBytes.calls),
      callsOfPgBoss: part(sizes.firstBytes.callsOfPgBoss),
    },
    isolation: {
      rounds: ONE,
      roundsOfQueue: ONE,
      calls: part(sizes.isolation.calls),
      hanging: part(sizes.isolation.hanging),
    },
    processes: { rounds: ONE, calls: part(sizes.processes.calls) },
    bytes: { calls: part(sizes.bytes.calls) },
    events: { orders: part(sizes.events.orders), pauseMs: 20 },
    cancelRoute: { orders: part(sizes.cancelRoute.orders), pauseMs: 20 },
    growth: {
      settled: sizes.growth.settled.map((size) => (size ? part(size) : 0)),
      rounds: ONE,
      roundsBelow: ONE,
      waiting: part(sizes.growth.waiting),
      calls: part(sizes.growth.calls),
    },
    memory: { drained: part(sizes.memory.drained) },
    jobs: { orders: part(sizes.jobs.orders), runs: part(sizes.jobs.runs) },
  }
}

export const sizesOf = ({ isQuick }: { isQuick: boolean }): Sizes =>
  isQuick ? quick(FULL) : FULL
