import type { Results } from "../results"
import type { Sizes } from "../sizes"

/**
 * What is wrong with a run's results, whatever its times are: missing values,
 * and values that are no measurements. If there is nothing, the benchmark
 * itself works.
 */
export const mistakesIn = (
  results: Results,
  sizes: Sizes,
  { hasRedis }: { hasRedis: boolean }
): string[] => {
  const mistakes: string[] = []
  const expect = (
    what: string,
    values: readonly number[] | null | undefined,
    count: number
  ): void => {
    if (values?.length !== count) {
      mistakes.push(`${what}: ${values?.length ?? 0} values, and not ${count}`)
    } else if (values.some((value) => !Number.isFinite(value) || value <= 0)) {
      mistakes.push(`${what}: a value that is no measurement`)
    }
  }

  for (const { latencyMs, rounds } of sizes.drains) {
    const drain = results.drains.find((each) => each.latencyMs === latencyMs)
    for (const arm of [
      "pipeline",
      "bare pool",
      "by hand",
      "pg-boss",
    ] as const) {
      expect(`${arm} at ${latencyMs} ms`, drain?.rates[arm], rounds)
    }
    if (hasRedis) {
      expect(`BullMQ at ${latencyMs} ms`, drain?.rates.BullMQ, rounds)
    }
  }

  const { calls, callsOfPgBoss } = sizes.firstBytes
  const { delays } = results.firstBytes
  expect("first bytes of the pipeline", delays.pipeline, calls)
  expect("first bytes of pg-boss", delays["pg-boss"], callsOfPgBoss)
  if (hasRedis && delays.BullMQ?.length !== calls) {
    mistakes.push("first bytes of BullMQ are missing")
  }

  const levels = results.cancelRoute.map(({ providerOrders }) => providerOrders)
  if (levels.join() !== "0,1,4") {
    mistakes.push(`the cancel route at ${levels.join()} provider orders`)
  }
  for (const level of results.cancelRoute) {
    const where = `the cancel route at ${level.providerOrders}`
    expect(`${where}, with`, level.with, sizes.cancelRoute.orders)
    expect(`${where}, without`, level.without, sizes.cancelRoute.orders)
    expect(`${where}, interval`, [level.ratio.low, level.ratio.high], 2)
  }

  const { growth, isolation } = results
  sizes.growth.settled.forEach((settled) => {
    const size = growth.sizes.find((each) => each.settled === settled)
    expect(`${settled} settled rows`, size?.rates, sizes.growth.rounds)
  })
  expect("an empty ledger", growth.emptyRates, sizes.growth.rounds)
  expect("sweeps", growth.sweep, sizes.growth.jobRuns)
  expect("reconciliations", growth.reconciliation, sizes.growth.jobRuns)
  const { startMb, peakMb, afterMb } = growth.memory
  expect("memory", [startMb, peakMb, afterMb], 3)
  expect("without one that hangs", isolation.without, sizes.isolation.rounds)
  expect("with one that hangs", isolation.with, sizes.isolation.rounds)
  if (results.verified === 0) {
    mistakes.push("no delivery was verified")
  }
  return mistakes
}
