import { type LineName, type Lines, type Results, ofLine } from "../results"
import type { Rounds } from "../rounds"
import type { Sizes } from "../sizes"

/** Notes what is wrong with some values. */
interface Notes {
  /** As many values as this, or within these rounds, and each a measurement. */
  expect: (
    what: string,
    values: readonly number[] | null | undefined,
    count: number | Rounds
  ) => void
  add: (mistake: string) => void
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
  const checks = checksOf(sizes, notes, installed)
  for (const name of names) {
    if (ofLine(results, name, checks) === null) {
      notes.add(`${name} was not measured`)
    }
  }
  if (results.verified === 0 && names.some((name) => name !== "jobs")) {
    notes.add("no delivery was verified")
  }
  return mistakes
}

/** What each line has to have. */
const checksOf = (
  sizes: Sizes,
  { expect, add }: Notes,
  { hasRedis }: Installed
): { [Name in LineName]: (line: Lines[Name]) => void } => ({
  drains: (drains) => {
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
  voids: (voids) => {
    expect("voids of the pipeline", voids.pipeline, sizes.voids.rounds)
    expect("voids of the bare pool", voids["bare pool"], sizes.voids.rounds)
  },
  firstBytes: ({ delays }) => {
    expect(
      "first bytes of the pipeline",
      delays.pipeline,
      sizes.firstBytes.calls
    )
    expect(
      "first bytes of pg-boss",
      delays["pg-boss"],
      sizes.firstBytes.callsOfPgBoss
    )
    if (hasRedis) {
      expect("first bytes of BullMQ", delays.BullMQ, sizes.firstBytes.calls)
    }
  },
  isolation: (isolation) => {
    const { rounds, roundsOfQueue } = sizes.isolation
    expect("without one that hangs", isolation.without, rounds)
    expect("with one that hangs", isolation.with, rounds)
    if (hasRedis) {
      expect("one queue, without", isolation.queueWithout, roundsOfQueue)
      expect("one queue, with", isolation.queueWith, roundsOfQueue)
    }
  },
  processes: (processes) => {
    const counts = processes.map((each) => each.processes)
    if (counts.join() !== "1,2,4") {
      add(`a backlog drained by ${counts.join()} processes`)
    }
    for (const each of processes) {
      const { rounds } = sizes.processes
      expect(`${each.processes} processes`, each.rates, rounds)
    }
  },
  bytes: (bytes) => {
    for (const name of ["cncl_cancellation", "cncl_attempt"]) {
      const table = bytes.tables.find((each) => each.name === name)
      expect(name, table && [table.heap, table.indexes], 2)
    }
  },
  events: ({ local, redis }) => {
    expect("first bytes after local events", local, sizes.events.orders)
    if (hasRedis) {
      expect("first bytes after events of Redis", redis, sizes.events.orders)
    }
  },
  cancelRoute: (cancelRoute) => {
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
  growth: (growth) => {
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
    expect("waiting rows", growth.waiting.rates, rounds)
    expect("an empty ledger", growth.emptyRates, rounds)
  },
  memory: ({ startMb, peakMb, afterMb }) => {
    expect("memory", [startMb, peakMb, afterMb], 3)
  },
  jobs: (jobs) => {
    expect("sweeps", jobs.sweep, sizes.jobs.runs)
    expect("reconciliations", jobs.reconciliation, sizes.jobs.runs)
  },
})
