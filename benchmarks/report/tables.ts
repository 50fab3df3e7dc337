import type { ArmName } from "../arm"
import type { Results } from "../results"
import { median, percentile } from "../statistics"
import { type Target, grouped, plural, targetsOf } from "./targets"

export interface Table {
  title: string
  head: string[]
  rows: string[][]
}

export const ARMS: ArmName[] = [
  "pipeline",
  "bare pool",
  "BullMQ",
  "pg-boss",
  "by hand",
]

const MISSING = "no redis-server"

/** Pure: every number of a run. */
export const tablesOf = (results: Results): Table[] => [
  targetTable(targetsOf(results)),
  drainTable(results),
  firstByteTable(results),
  cancelRouteTable(results),
  growthTable(results),
  jobTable(results),
  isolationTable(results),
]

const targetTable = (targets: Target[]): Table => ({
  title: "Goals",
  head: ["what", "wanted", "measured", ""],
  rows: targets.map(({ line, wanted, measured, isReached }) => [
    line,
    wanted,
    measured,
    isReached === null ? "–" : isReached ? "reached" : "**missed**",
  ]),
})

const drainTable = ({ drains }: Results): Table => ({
  title: "Draining a backlog: calls a second, by the provider's latency",
  head: ["", ...drains.map(({ latencyMs }) => `${latencyMs} ms`)],
  rows: ARMS.map((arm) => [
    arm,
    ...drains.map(({ rates }) => rateCell(rates[arm])),
  ]),
})

const firstByteTable = ({ firstBytes: { delays } }: Results): Table => ({
  title:
    "From commit to the first byte at the provider, with nothing else to do",
  head: ["", "p50", "p99", "calls"],
  rows: (["pipeline", "BullMQ", "pg-boss"] as const).map((arm) => {
    const values = delays[arm]
    return values
      ? [
          arm,
          `${median(values).toFixed(1)} ms`,
          `${percentile(values, 0.99).toFixed(1)} ms`,
          String(values.length),
        ]
      : [arm, MISSING, "", ""]
  }),
})

const cancelRouteTable = ({ cancelRoute }: Results): Table => ({
  title: "Medusa's own cancel route, p50",
  head: [
    "",
    "without the plugin",
    "with it",
    "ratio",
    "95 % interval",
    "requests each",
  ],
  rows: cancelRoute.map((level) => [
    plural(level.providerOrders, "provider order"),
    `${median(level.without).toFixed(1)} ms`,
    `${median(level.with).toFixed(1)} ms`,
    (median(level.with) / median(level.without)).toFixed(3),
    `${level.ratio.low.toFixed(3)} to ${level.ratio.high.toFixed(3)}`,
    String(level.with.length),
  ]),
})

const growthTable = ({ growth }: Results): Table => ({
  title: "Draining a backlog at 0 ms, by the size of the ledger",
  head: ["settled rows", "waiting rows", "calls a second"],
  rows: [
    ...growth.sizes.map(({ settled, waiting, rates }) => [
      grouped(settled),
      grouped(waiting),
      rateCell(rates),
    ]),
    [
      `0, in turns with ${grouped(growth.sizes.at(-1)?.settled ?? 0)}`,
      "one round's",
      rateCell(growth.emptyRates),
    ],
  ],
})

const jobTable = ({ growth }: Results): Table => {
  const { drained, startMb, peakMb, afterMb } = growth.memory
  return {
    title: `Jobs with nothing to do beside ${grouped(growth.orders)} orders, and memory`,
    head: ["", "p50", "p99"],
    rows: [
      ["sweep", ...jobCells(growth.sweep)],
      ["reconciliation", ...jobCells(growth.reconciliation)],
      [
        `resident memory while ${grouped(drained)} are drained`,
        `${Math.round(startMb)} MB before`,
        `${Math.round(peakMb)} MB at the most, ${Math.round(afterMb)} MB after`,
      ],
    ],
  }
}

const jobCells = (times: number[]): string[] => [
  `${median(times).toFixed(1)} ms`,
  `${percentile(times, 0.99).toFixed(1)} ms`,
]

const isolationTable = ({ isolation }: Results): Table => ({
  title:
    "Three providers at 100 ms, beside a fourth that never answers: calls a second",
  head: ["", "without it", "with it"],
  rows: [
    ["pipeline", rateCell(isolation.without), rateCell(isolation.with)],
    [
      "one queue for all, on BullMQ",
      rateCell(isolation.queueWithout),
      rateCell(isolation.queueWith),
    ],
  ],
})

/** The median, and the lowest and the highest round. */
const rateCell = (rates: number[] | null): string =>
  rates
    ? `${rate(median(rates))} (${rate(Math.min(...rates))} to ${rate(Math.max(...rates))})`
    : MISSING

const rate = (value: number): string =>
  value < 100 ? value.toFixed(1) : grouped(value)

export const asMarkdown = ({ head, rows }: Table): string =>
  [head, head.map(() => "---"), ...rows]
    .map((row) => `| ${row.join(" | ")} |`)
    .join("\n")

/** For a terminal: columns are aligned. */
export const asText = ({ title, head, rows }: Table): string => {
  const widths = head.map((_, column) =>
    Math.max(...[head, ...rows].map((row) => (row[column] ?? "").length))
  )
  const lines = [head, ...rows].map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd()
  )
  return [title, ...lines].join("\n")
}
