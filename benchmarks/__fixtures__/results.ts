import type { WholeResults } from "../results"
import type { Sizes } from "../sizes"

/** As many equal values as the sizes ask for. */
const times = (count: number, value: number): number[] =>
  Array.from({ length: count }, () => value)

/** The results of a run that reaches every goal. */
export const wholeResults = (sizes: Sizes): WholeResults => ({
  drains: sizes.drains.map(({ latencyMs, rounds: { least: rounds } }) => ({
    latencyMs,
    rates: {
      pipeline: times(rounds, 1_800),
      "bare pool": times(rounds, 2_000),
      "by hand": times(rounds, 10),
      "pg-boss": times(rounds, 400),
      "graphile-worker": times(rounds, 1_700),
      BullMQ: times(rounds, 1_500),
    },
  })),
  voids: {
    pipeline: times(sizes.voids.rounds.least, 800),
    "bare pool": times(sizes.voids.rounds.least, 1_000),
  },
  firstBytes: {
    delays: {
      pipeline: times(sizes.firstBytes.calls, 5),
      "pg-boss": times(sizes.firstBytes.callsOfPgBoss, 300),
      BullMQ: times(sizes.firstBytes.calls, 2),
    },
  },
  isolation: {
    without: times(sizes.isolation.rounds.least, 600),
    with: times(sizes.isolation.rounds.least, 595),
    queueWithout: times(sizes.isolation.roundsOfQueue.least, 800),
    queueWith: times(sizes.isolation.roundsOfQueue.least, 100),
  },
  processes: [1, 2, 4].map((processes) => ({
    processes,
    rates: times(sizes.processes.rounds.least, 1_700),
    leastShares: times(sizes.processes.rounds.least, 1 / processes),
  })),
  bytes: {
    calls: sizes.bytes.calls,
    tables: [
      ["cncl_cancellation", 700, 300],
      ["cncl_attempt", 700, 300],
      ["cncl_provider_order", 150, 170],
    ].map(([name, heap, indexes]) => ({
      name: name as string,
      heap: Number(heap) * sizes.bytes.calls,
      indexes: Number(indexes) * sizes.bytes.calls,
    })),
  },
  events: {
    local: times(sizes.events.orders, 20),
    redis: times(sizes.events.orders, 30),
  },
  cancelRoute: [0, 1, 4].map((providerOrders) => ({
    providerOrders,
    without: times(sizes.cancelRoute.orders, 30),
    with: times(sizes.cancelRoute.orders, 31),
    ratio: { low: 1.02, high: 1.04 },
  })),
  growth: {
    sizes: sizes.growth.settled.map((settled, place, { length }) => ({
      settled,
      rates: times(
        place === length - 1
          ? sizes.growth.rounds.least
          : sizes.growth.roundsBelow.least,
        1_700
      ),
    })),
    waiting: {
      rows: sizes.growth.waiting,
      rates: times(sizes.growth.rounds.least, 1_700),
    },
    emptyRates: times(sizes.growth.rounds.least, 1_800),
  },
  memory: {
    drained: sizes.memory.drained,
    startMb: 150,
    peakMb: 210,
    afterMb: 180,
  },
  jobs: {
    orders: sizes.jobs.orders,
    sweep: times(sizes.jobs.runs, 4),
    reconciliation: times(sizes.jobs.runs, 5),
  },
  verified: 100_000,
})
