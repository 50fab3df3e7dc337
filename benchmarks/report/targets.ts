import type { ArmName } from "../arm"
import type { DrainResult, Rates, Results } from "../results"
import { median, percentile } from "../statistics"
import { grouped, plural, threeDigits, twoDigits } from "./numbers"

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

/** Pure: the goals of the lines that were measured, each with its number. */
export const targetsOf = (results: Results): Target[] => [
  ...drainTargets(results),
  ...delayTargets(results),
  ...storeTargets(results),
  ...growthTargets(results),
  ...isolationTargets(results),
]

const drainTargets = ({ drains, voids }: Results): Target[] => [
  ...(drains
    ? [
        drainTarget(drains, USUAL_LATENCY_MS, "by hand", 100),
        drainTarget(drains, USUAL_LATENCY_MS, "bare pool", 0.85),
      ]
    : []),
  ...(voids
    ? [
        ratioTarget(
          "partial voids at 100 ms, read and marked, of the bare pool",
          ratioOf(voids.pipeline, voids["bare pool"]),
          { least: 0.75 }
        ),
      ]
    : []),
  ...(drains
    ? [
        drainTarget(drains, FAST_LATENCY_MS, "BullMQ", 1.1),
        drainTarget(drains, FAST_LATENCY_MS, "graphile-worker", 1),
        drainTarget(drains, FAST_LATENCY_MS, "pg-boss", 4),
      ]
    : []),
]

const drainTarget = (
  drains: readonly DrainResult[],
  latencyMs: number,
  peer: ArmName,
  least: number
): Target => {
  const rates = drains.find((drain) => drain.latencyMs === latencyMs)?.rates
  return ratioTarget(
    `drain at ${latencyMs} ms, ${OVER[peer] ?? `over ${peer}`}`,
    ratioOf(rates?.pipeline, rates?.[peer]),
    { least }
  )
}

const OVER: Partial<Record<ArmName, string>> = {
  "bare pool": "of the bare pool",
  "by hand": "over the loop by hand",
}

const delayTargets = ({ firstBytes }: Results): Target[] => {
  if (!firstBytes) {
    return []
  }
  const delays = firstBytes.delays.pipeline ?? []
  return [
    msTarget("commit to first byte, p50", median(delays), 6),
    msTarget("commit to first byte, p99", percentile(delays, 0.99), 40),
  ]
}

const storeTargets = ({ cancelRoute = [] }: Results): Target[] =>
  cancelRoute.map((level) =>
    ratioTarget(
      `Medusa's cancel route, ${plural(level.providerOrders, "provider order")}, over without`,
      {
        ratio: median(level.with) / median(level.without),
        ...level.ratio,
      },
      { most: 1.05 },
      "95 %: "
    )
  )

const growthTargets = ({ growth, jobs, memory }: Results): Target[] => {
  const largest = growth?.sizes.at(-1)
  const targets: Target[] = []
  if (growth && largest) {
    targets.push(
      ratioTarget(
        `drain beside ${grouped(largest.settled)} settled rows, of an empty ledger's`,
        ratioOf(largest.rates, growth.emptyRates),
        { least: 0.9 }
      )
    )
  }
  if (jobs) {
    const orders = `${grouped(jobs.orders)} orders, p50`
    targets.push(
      msTarget(`sweep with nothing to do, ${orders}`, median(jobs.sweep), 5),
      msTarget(
        `reconciliation with nothing to do, ${orders}`,
        median(jobs.reconciliation),
        10
      )
    )
  }
  if (memory) {
    const grown = memory.peakMb - memory.startMb
    targets.push({
      line: `memory while ${grouped(memory.drained)} are drained`,
      wanted: "at most 80 MB more",
      measured: `${Math.round(grown)} MB more`,
      isReached: grown <= 80,
    })
  }
  return targets
}

const isolationTargets = ({ isolation }: Results): Target[] =>
  isolation
    ? [
        ratioTarget(
          "three providers beside one that hangs, of their rate without it",
          ratioOf(isolation.with, isolation.without),
          { least: 0.95 }
        ),
      ]
    : []

/** A ratio of medians, and how far it reaches. */
interface Ratio {
  ratio: number
  low: number
  high: number
}

/**
 * Of two arms that were measured in turns. It reaches from the least to the
 * largest ratio within one round. Null where one of the two wasn't measured.
 */
const ratioOf = (
  own: Rates | null | undefined,
  theirs: Rates | null | undefined
): Ratio | null => {
  if (!own || !theirs) {
    return null
  }
  const rounds = own.map((rate, round) => rate / (theirs[round] ?? NaN))
  return {
    ratio: median(own) / median(theirs),
    low: Math.min(...rounds),
    high: Math.max(...rounds),
  }
}

const ratioTarget = (
  line: string,
  ratio: Ratio | null,
  { least, most }: { least?: number; most?: number },
  reach = ""
): Target => ({
  line,
  wanted: least === undefined ? `at most ${String(most)}` : `at least ${least}`,
  measured:
    ratio === null
      ? "not measured"
      : `${threeDigits(ratio.ratio)} (${reach}${twoDigits(ratio.low)} to ${twoDigits(ratio.high)})`,
  isReached:
    ratio === null
      ? null
      : ratio.ratio >= (least ?? -Infinity) &&
        ratio.ratio <= (most ?? Infinity),
})

const msTarget = (line: string, ms: number, most: number): Target => ({
  line,
  wanted: `at most ${most} ms`,
  measured: `${ms.toFixed(1)} ms`,
  isReached: ms <= most,
})
