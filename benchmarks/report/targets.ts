import type { ArmName } from "../arm"
import type { DrainResult, Results } from "../results"
import { median, percentile } from "../statistics"

/** One of the goals, and what was measured for it. */
export interface Target {
  line: string
  /** In words: "at least 0.8". */
  wanted: string
  measured: string
  /** Null: it couldn't be measured here. */
  isReached: boolean | null
}

const FAST_LATENCY_MS = 0
const USUAL_LATENCY_MS = 100

/** Pure: the goals, each with this run's number. */
export const targetsOf = (results: Results): Target[] => {
  const usual = drainAt(results, USUAL_LATENCY_MS)
  const fast = drainAt(results, FAST_LATENCY_MS)
  const { growth, isolation, cancelRoute, firstBytes } = results
  const delays = firstBytes.delays.pipeline ?? []
  const largest = growth.sizes.at(-1)
  const grown = growth.memory.peakMb - growth.memory.startMb
  return [
    ratioTarget(
      "drain at 100 ms, over the loop by hand",
      ratioOf(usual, "pipeline", "by hand"),
      { least: 100 }
    ),
    ratioTarget(
      "drain at 100 ms, of the bare pool",
      ratioOf(usual, "pipeline", "bare pool"),
      { least: 0.8 }
    ),
    ratioTarget(
      "drain at 0 ms, over pg-boss",
      ratioOf(fast, "pipeline", "pg-boss"),
      { least: 1.5 }
    ),
    ratioTarget(
      "drain at 0 ms, over BullMQ",
      ratioOf(fast, "pipeline", "BullMQ"),
      { least: 1 }
    ),
    msTarget("commit to first byte, p50", median(delays), 15),
    msTarget("commit to first byte, p99", percentile(delays, 0.99), 60),
    ...cancelRoute.map((level) =>
      ratioTarget(
        `Medusa's cancel route, ${plural(level.providerOrders, "provider order")}, over without`,
        median(level.with) / median(level.without),
        { most: 1.05 },
        ` (95 %: ${twoDigits(level.ratio.low)} to ${twoDigits(level.ratio.high)})`
      )
    ),
    ratioTarget(
      `drain beside ${grouped(largest?.settled ?? 0)} settled rows, of an empty ledger's`,
      median(largest?.rates ?? []) / median(growth.emptyRates),
      { least: 0.9 }
    ),
    msTarget(
      `sweep with nothing to do, ${grouped(growth.orders)} orders, p50`,
      median(growth.sweep),
      10
    ),
    msTarget(
      `reconciliation with nothing to do, ${grouped(growth.orders)} orders, p50`,
      median(growth.reconciliation),
      10
    ),
    {
      line: `memory while ${grouped(growth.memory.drained)} are drained`,
      wanted: "at most 80 MB more",
      measured: `${Math.round(grown)} MB more`,
      isReached: grown <= 80,
    },
    ratioTarget(
      "three providers beside one that hangs, of their rate without it",
      median(isolation.with) / median(isolation.without),
      { least: 0.95 }
    ),
  ]
}

export const drainAt = (
  { drains }: Pick<Results, "drains">,
  latencyMs: number
): DrainResult | undefined =>
  drains.find((drain) => drain.latencyMs === latencyMs)

/** Null where one of the two wasn't measured. */
const ratioOf = (
  drain: DrainResult | undefined,
  arm: ArmName,
  peer: ArmName
): number | null => {
  const own = drain?.rates[arm]
  const theirs = drain?.rates[peer]
  return own && theirs ? median(own) / median(theirs) : null
}

const ratioTarget = (
  line: string,
  ratio: number | null,
  { least, most }: { least?: number; most?: number },
  more = ""
): Target => ({
  line,
  wanted: least === undefined ? `at most ${String(most)}` : `at least ${least}`,
  measured: ratio === null ? "not measured" : `${threeDigits(ratio)}${more}`,
  isReached:
    ratio === null
      ? null
      : ratio >= (least ?? -Infinity) && ratio <= (most ?? Infinity),
})

const msTarget = (line: string, ms: number, most: number): Target => ({
  line,
  wanted: `at most ${most} ms`,
  measured: `${ms.toFixed(1)} ms`,
  isReached: ms <= most,
})

export const plural = (count: number, noun: string): string =>
  `${count} ${noun}${count === 1 ? "" : "s"}`

export const grouped = (value: number): string =>
  Math.round(value).toLocaleString("en-US")

export const twoDigits = (value: number): string => value.toFixed(2)

/** A ratio near 1 gets decimals, and a large one gets none. */
const threeDigits = (ratio: number): string =>
  ratio >= 10 ? String(Math.round(ratio)) : ratio.toFixed(2)
