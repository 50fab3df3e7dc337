import type { ArmName } from "../arm"
import type { DrainResult, Rates, Results } from "../results"
import { median, percentile } from "../statistics"
import { bytesEach } from "./bytes"
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

/**
 * What a settled cancellation took before claims were made ahead, by the line
 * `bytes` with the code of commit 1c4d080: 20,000 of them in PostgreSQL 18.4,
 * the mean of 2,933 and 2,939.
 */
const BYTES_BEFORE = 2_936

/** Pure: the goals of the lines that were measured, each with its number. */
export const targetsOf = (results: Results): Target[] => [
  ...drainTargets(results),
  ...delayTargets(results),
  ...processTargets(results),
  ...storeTargets(results),
  ...growthTargets(results),
  ...byteTargets(results),
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

const delayTargets = ({ firstBytes, events }: Results): Target[] => {
  const delays = firstBytes?.delays.pipeline
  return [
    ...(delays
      ? [
          msTarget("commit to first byte, p50", median(delays), 6),
          msTarget("commit to first byte, p99", percentile(delays, 0.99), 40),
        ]
      : []),
    ...(events
      ? [eventTarget("local", events.local), eventTarget("Redis", events.redis)]
      : []),
  ]
}

const eventTarget = (bus: string, delays: number[] | null): Target =>
  msTarget(
    `order.canceled to first byte, ${bus} event bus, p50`,
    delays && median(delays),
    40
  )

const processTargets = ({ processes = [] }: Results): Target[] => {
  const [one, ...several] = processes
  return several.map((each) =>
    ratioTarget(
      `drain at 0 ms by ${each.processes} processes, of one's`,
      ratioOf(each.rates, one?.rates),
      { least: 1 }
    )
  )
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
      ),
      ratioTarget(
        `drain with ${grouped(growth.waiting.rows)} waiting rows, of an empty ledger's`,
        ratioOf(growth.waiting.rates, growth.emptyRates),
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

const byteTargets = ({ bytes }: Results): Target[] => {
  if (!bytes) {
    return []
  }
  const each = bytesEach(bytes)
  const part = each / BYTES_BEFORE
  return [
    {
      line: "table and index bytes of a settled cancellation",
      wanted: `at most 0.7 of ${grouped(BYTES_BEFORE)}`,
      measured: `${twoDigits(part)} (${grouped(each)})`,
      isReached: part <= 0.7,
    },
  ]
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

const NOT_MEASURED = "not measured"

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
      ? NOT_MEASURED
      : `${threeDigits(ratio.ratio)} (${reach}${twoDigits(ratio.low)} to ${twoDigits(ratio.high)})`,
  isReached:
    ratio === null
      ? null
      : ratio.ratio >= (least ?? -Infinity) &&
        ratio.ratio <= (most ?? Infinity),
})

const msTarget = (line: string, ms: number | null, most: number): Target => ({
  line,
  wanted: `at most ${most} ms`,
  measured: ms === null ? NOT_MEASURED : `${ms.toFixed(1)} ms`,
  isReached: ms === null ? null : ms <= most,
})
