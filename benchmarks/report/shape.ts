import { type LineName, type Lines, type Results, found } from "../results"
import type { Rounds } from "../rounds"
import type { Sizes } from "../sizes"

/** Notes what is wrong with some values. */
interface Notes {
  /** As many values as this, or within these rounds, and each a measurement. */
  expect(
    what: string,
    values: readonly number[] | null | undefined,
    count: number | Rounds
  ): void
  add(mistake: string): void
}

interface Installed {
  hasRedis: boolean
}

/**
 * What is wrong with a run's results, whatever its times are: missing values,
 * and values that are no measurements. If there is nothing, the benchmark
 * itself works.
 *
 * @param names - the lines that were to be measured
 */
export const mistakesIn = (
  results: Results,
  names: readonly LineName[],
  sizes: Sizes,
  installed: Installed
): string[] => {
  const mistakes: string[] = []
  const notes: Notes = {
    add: (mistake) => mistakes.push(mistake),
    expect: (what, values, count) => {
      const { least, most } =
        typeof count === "number" ? { least: count, most: count } : count
      const length = values?.length ?? 0
      if (length < least || length > most) {
        mistakes.push(`${what}: ${length} values, and not ${least}`)
      } else if (
        values?.some((value) => !Number.isFinite(value) || value <= 0)
      ) {
        mistakes.push(`${what}: a value that is no measurement`)
      }
    },
  }
  const check = <Name extends LineName>(name: Name): void => {
    const line = found<Lines, Name>(results, name)
    if (line === undefined) {
      notes.add(`${name} was not measured`)
    } else {
      CHECKS[name](line, sizes, notes, installed)
    }
  }
  names.forEach((name) => {
    check(name)
  })
  if (results.verified === 0 && names.some((name) => name !== "jobs")) {
    notes.add("no delivery was verified")
  }
  return mistakes
}

const CHECKS: {
  [Name in LineName]: (
    line: Lines[Name],
    sizes: Sizes,
    notes: Notes,
    installed: Installed
  ) => void
} = {
  drains: (drains, sizes, { expect }, { hasRedis }) => {
    for (const { latencyMs, rounds } of sizes.drains) {
      const drain = drains.find((each) => each.latencyMs === latencyMs)
      for (const arm of [
        "pipeline",
        "bare pool",
        "by hand",
        "pg-boss",
        "graphile-worker",
        ...(hasRedis ? (["BullMQ"] as const) : []),
      ] as const) {
        expect(`${arm} at ${latencyMs} ms`, drain?.rates[arm], rounds)
      }
    }
  },
  voids: (voids, sizes, { expect }) => {
    expect("voids of the pipeline", voids.pipeline, sizes.voids.rounds)
    expect("voids of the bare pool", voids["bare pool"], sizes.voids.rounds)
  },
  firstBytes: ({ delays }, { firstBytes }, { expect }, { hasRedis }) => {
    expect("first bytes of the pipeline", delays.pipeline, firstBytes.calls)
    expect(
      "first bytes of pg-boss",
      delays["pg-boss"],
      firstBytes.callsOfPgBoss
    )
    if (hasRedis) {
      expect("first bytes of BullMQ", delays.BullMQ, firstBytes.calls)
    }
  },
  isolation: (isolation, sizes, { expect }, { hasRedis }) => {
    const { rounds, roundsOfQueue } = sizes.isolation
    expect("without one that hangs", isolation.without, rounds)
    expect("with one that hangs", isolation.with, rounds)
    if (hasRedis) {
      expect("one queue, without", isolation.queueWithout, roundsOfQueue)
      expect("one queue, with", isolation.queueWith, roundsOfQueue)
    }
  },
  cancelRoute: (cancelRoute, sizes, { expect, add }) => {
    const levels = cancelRoute.map(({ providerOrders }) => providerOrders)
    if (levels.join() !== "0,1,4") {
      add(`the cancel route at ${levels.join()} provider orders`)
    }
    for (const level of cancelRoute) {
      const where = `the cancel route at ${level.providerOrders}`
      expect(`${where}, with`, level.with, sizes.cancelRoute.orders)
      expect(`${where}, without`, level.without, sizes.cancelRoute.orders)
      expect(`${where}, interval`, [level.ratio.low, level.ratio.high], 2)
    }
  },
  growth: (growth, sizes, { expect }) => {
    const { settled, rounds, roundsBelow } = sizes.growth
    settled.forEach((rows, place) => {
      const size = growth.sizes.find((each) => each.settled === rows)
      const isLargest = place === settled.length - 1
      expect(
        `${rows} settled rows`,
        size?.rates,
        isLargest ? rounds : roundsBelow
      )
    })
    expect("an empty ledger", growth.emptyRates, rounds)
  },
  memory: ({ startMb, peakMb, afterMb }, _sizes, { expect }) => {
    expect("memory", [startMb, peakMb, afterMb], 3)
  },
  jobs: (jobs, sizes, { expect }) => {
    expect("sweeps", jobs.sweep, sizes.jobs.runs)
    expect("reconciliations", jobs.reconciliation, sizes.jobs.runs)
  },
}
