import type { ArmName } from "../arm"
import { type LineName, type Lines, type Results, ofLine } from "../results"
import { median, percentile } from "../statistics"
import { bytesEach } from "./bytes"
import { grouped, plural } from "./numbers"
import { targetsOf } from "./targets"

export interface Table {
  title: string
  head: string[]
  rows: string[][]
}

export const ARMS: ArmName[] = [
  "pipeline",
  "bare pool",
  "BullMQ",
  "graphile-worker",
  "pg-boss",
  "by hand",
]

const MISSING = "no redis-server"

/** Pure: every number of a run, in the tables of the lines that it measured. */
export const tablesOf = (results: Results): Table[] => [
  goalTable(results),
  ...(Object.keys(TABLES) as LineName[])
    .map((name) => ofLine(results, name, TABLES))
    .filter((table) => table !== null),
]

export const goalTable = (results: Results): Table => ({
  title: "Goals",
  head: ["what", "wanted", "measured", ""],
  rows: targetsOf(results).map(({ line, wanted, measured, isReached }) => [
    line,
    wanted,
    measured,
    isReached === null ? "–" : isReached ? "reached" : "**missed**",
  ]),
})

const drainTable = (drains: Lines["drains"]): Table => ({
  title: "Draining a backlog: calls a second, by the provider's latency",
  head: ["", ...drains.map(({ latencyMs }) => `${latencyMs} ms`)],
  rows: ARMS.map((arm) => [
    arm,
    ...drains.map(({ rates }) => rateCell(rates[arm])),
  ]),
})

const voidTable = (voids: Lines["voids"]): Table => ({
  title: "Partial voids at 100 ms, read before each call: voids a second",
  head: ["", "voids a second", "rounds"],
  rows: (["pipeline", "bare pool"] as const).map((arm) => [
    arm,
    rateCell(voids[arm]),
    String(voids[arm].length),
  ]),
})

const firstByteTable = ({ delays }: Lines["firstBytes"]): Table => ({
  title:
    "From commit to the first byte at the provider, with nothing else to do",
  head: ["", "p50", "p99", "calls"],
  rows: (["pipeline", "BullMQ", "pg-boss"] as const).map((arm) => {
    const values = delays[arm]
    return values
      ? [arm, ...delayCells(values), String(values.length)]
      : [arm, MISSING, "", ""]
  }),
})

const processTable = (processes: Lines["processes"]): Table => ({
  title: "A backlog at 0 ms, drained by several processes: calls a second",
  head: ["processes", "calls a second", "made by the least busy one"],
  rows: processes.map((each) => [
    String(each.processes),
    rateCell(each.rates),
    `${Math.round(median(each.leastShares) * 100)} %`,
  ]),
})

const byteTable = (bytes: Lines["bytes"]): Table => ({
  title: `Bytes of each of ${grouped(bytes.calls)} settled cancellations`,
  head: ["table", "rows", "indexes"],
  rows: [
    ...bytes.tables
      .filter(({ heap }) => heap >= bytes.calls)
      .map(({ name, heap, indexes }) => [
        name,
        grouped(heap / bytes.calls),
        grouped(indexes / bytes.calls),
      ]),
    ["all but the provider order, with indexes", grouped(bytesEach(bytes)), ""],
  ],
})

const eventTable = (events: Lines["events"]): Table => ({
  title: "From order.canceled to the first byte at the provider, in a store",
  head: ["event bus", "p50", "p99", "orders"],
  rows: (["local", "redis"] as const).map((bus) => {
    const delays = events[bus]
    const name = bus === "local" ? "local" : "Redis"
    return delays
      ? [name, ...delayCells(delays), String(delays.length)]
      : [name, MISSING, "", ""]
  }),
})

const cancelRouteTable = (cancelRoute: Lines["cancelRoute"]): Table => ({
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

const growthTable = (growth: Lines["growth"]): Table => ({
  title: "Draining a backlog at 0 ms, by the size of the ledger",
  head: ["settled rows", "waiting rows", "calls a second"],
  rows: [
    ...growth.sizes.map(({ settled, rates }) => [
      grouped(settled),
      "a round's",
      rateCell(rates),
    ]),
    ["0", grouped(growth.waiting.rows), rateCell(growth.waiting.rates)],
    [
      "0, in turns with the two above",
      "a round's",
      rateCell(growth.emptyRates),
    ],
  ],
})

const jobTable = (jobs: Lines["jobs"]): Table => ({
  title: `Jobs with nothing to do beside ${grouped(jobs.orders)} orders`,
  head: ["", "p50", "p99"],
  rows: [
    ["sweep", ...delayCells(jobs.sweep)],
    ["reconciliation", ...delayCells(jobs.reconciliation)],
  ],
})

const memoryTable = (memory: Lines["memory"]): Table => ({
  title: `Resident memory while ${grouped(memory.drained)} are drained`,
  head: ["before", "at the most", "after"],
  rows: [
    [memory.startMb, memory.peakMb, memory.afterMb].map(
      (megabytes) => `${Math.round(megabytes)} MB`
    ),
  ],
})

const isolationTable = (isolation: Lines["isolation"]): Table => ({
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

/** In the order in which they are shown. */
export const TABLES: { [Name in LineName]: (line: Lines[Name]) => Table } = {
  drains: drainTable,
  voids: voidTable,
  processes: processTable,
  firstBytes: firstByteTable,
  events: eventTable,
  cancelRoute: cancelRouteTable,
  growth: growthTable,
  bytes: byteTable,
  jobs: jobTable,
  memory: memoryTable,
  isolation: isolationTable,
}

/** Milliseconds: p50 and p99. */
const delayCells = (delays: number[]): string[] => [
  `${median(delays).toFixed(1)} ms`,
  `${percentile(delays, 0.99).toFixed(1)} ms`,
]

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
