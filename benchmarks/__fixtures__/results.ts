import type { Results } from "../results"
import type { Sizes } from "../sizes"

/** As many equal values as the sizes ask for. */
const times = (count: number, value: number): number[] =>
  Array.from({ length: count }, () => value)

/** The results of a run that reaches every goal. */
export const wholeResults = (sizes: Sizes): Results => ({
  drains: sizes.drains.map(({ latencyMs, rounds }) => ({
    latencyMs,
    rates: {
      pipeline: times(rounds, 1_800),
      "bare pool": times(rounds, 2_000),
      "by hand": times(rounds, 10),
      "pg-boss": times(rounds, 400),
      BullMQ: times(rounds, 1_500),
    },
  })),
  firstBytes: {
    delays: {
      pipeline: times(sizes.firstBytes.calls, 10),
      "pg-boss": times(sizes.firstBytes.callsOfPgBoss, 300),
      BullMQ: times(sizes.firstBytes.calls, 2),
    },
  },
  isolation: {
    without: times(sizes.isolation.rounds, 600),
    with: times(sizes.isolation.rounds, 595),
    queueWithout: [800],
    queueWith: [100],
  },
  cancelRoute: [0, 1, 4].map((providerOrders) => ({
    providerOrders,
    without: times(sizes.cancelRoute.orders, 30),
    with: times(sizes.cancelRoute.orders, 31),
    ratio: { low: 1.02, high: 1.04 },
  })),
  growth: {
    sizes: sizes.growth.settled.map((settled) => ({
      settled,
      waiting: sizes.growth.calls,
      rates: times(sizes.growth.rounds, 1_700),
    })),
    emptyRates: times(sizes.growth.rounds, 1_800),
    orders: sizes.growth.orders,
    sweep: times(sizes.growth.jobRuns, 4),
    reconciliation: times(sizes.growth.jobRuns, 5),
    memory: {
      drained: sizes.growth.waiting,
      startMb: 150,
      peakMb: 210,
      afterMb: 180,
    },
  },
  verified: 100_000,
})
