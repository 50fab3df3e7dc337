import { mkdirSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import type { WholeResults } from "../results"
import { median } from "../statistics"
import { type Chart, lineChart } from "./chart"
import type { Machine } from "./machine"
import { ARMS, TABLES, asMarkdown, goalTable } from "./tables"

const DOCS = join(__dirname, "../../docs")
const LATENCY_CHART = "rate-by-latency.svg"
const LEDGER_CHART = "rate-by-ledger.svg"

/** Writes docs/performance.md and its charts from a run. */
export const writeDocument = (
  results: WholeResults,
  machine: Machine
): void => {
  mkdirSync(join(DOCS, "images"), { recursive: true })
  writeFileSync(
    join(DOCS, "images", LATENCY_CHART),
    lineChart(latencyChart(results))
  )
  writeFileSync(
    join(DOCS, "images", LEDGER_CHART),
    lineChart(ledgerChart(results))
  )
  writeFileSync(join(DOCS, "performance.md"), documentOf(results, machine))
}

const stolenText = ({ stolen }: Machine): string =>
  stolen === null
    ? ""
    : `, and during it other machines on its host took ${Math.round(stolen * 100)} % of its processors`

/** A percent or more is felt, by every candidate. */
const wasSlowed = ({ stolen }: Machine): boolean =>
  stolen !== null && stolen >= 0.005

/** The document. Numbers may only come from the run's data. */
export const documentOf = (results: WholeResults, machine: Machine): string => {
  return `# Performance

\`npm run bench\` writes this page from one run. Everything ran on one machine:
PostgreSQL, the simulated providers, the worker, and Redis for the peer that needs it.
So the ratios say more than the rates: the candidates of a line were measured in turns,
in the same minutes.

${machine.hardware}.
Before the run it had a load of ${machine.loadBefore.toFixed(1)}${stolenText(machine)}.${wasSlowed(machine) ? " That slowed every candidate." : ""}
${machine.versions.map(([name, version]) => `${name} ${version}`).join(", ")}.

${results.verified.toLocaleString("en-US")} deliveries were checked against the
providers' journal: each arrived, and none arrived twice. If one is lost or made twice,
the run fails.

${asMarkdown(goalTable(results))}

[Where the time goes](profile.md) explains why some goals were missed.

## Draining a backlog

This is how fast each candidate sends what has piled up when a provider comes back. 200
calls are in flight. They are full cancellations at Fungies, one call each. The figures
are calls a second: the median of the rounds, then the slowest and the fastest round.

${asMarkdown(TABLES.drains(results.drains))}

![Rate by the provider's latency](images/${LATENCY_CHART})

- **pipeline** is this plugin, from the ledger to the provider and back. Each call is
  leased, marked as being sent (a full cancellation at Fungies by its claim), and settled
  with its evidence.
- **bare pool** is the same HTTP client with as many calls in flight, and no record of
  anything. It is the upper limit.
- **BullMQ**: its worker makes the same calls by the same client, and records each answer
  in a table of PostgreSQL. Redis runs without persistence.
- **graphile-worker** does the same, with what its documents set for the most throughput:
  it takes jobs in batches ahead of the work, and completes them in batches. Its worker
  commits results together that come together.
- **pg-boss** records each answer by itself, as BullMQ's worker does. It takes a batch of
  as many jobs as may be in flight, every half second, which is as often as it looks.
- **by hand** is the subscriber that one writes first: \`await fetch\` in a loop.

A void is no full cancellation: a repeated one takes the money twice. So the plugin reads
what was voided at Aplazame before each call, and writes down that it is about to call.
The bare pool makes the same two calls for each void, and writes nothing down.

${asMarkdown(TABLES.voids(results.voids))}

Several workers can share a backlog. Here up to four processes drained one, at 0 ms, each
with 200 calls in flight of its own, on the cores of the same machine:

${asMarkdown(TABLES.processes(results.processes))}

## From a cancelled order to the provider

This is the time from the commit of the capture until the provider has the request, one
cancellation at a time, with nothing else to do. For BullMQ and pg-boss it begins when
the job is stored. The capture itself begins with the event
([how](adr/0013-one-trip-to-the-ledger.md)).

${asMarkdown(TABLES.firstBytes(results.firstBytes))}

From Medusa's \`order.canceled\` it takes longer: the event bus brings it, and the order is
read, recorded and captured. This was measured in a store, from the emitting of the event
until the provider has the request, one order at a time:

${asMarkdown(TABLES.events(results.events))}

## What it costs the store

Medusa's own \`POST /admin/orders/:id/cancel\`, was called in two stores that
differ by the plugin only: one request at a time, 100 ms apart, to the two stores in
turns. The interval comes from a bootstrap. The stores have Medusa's local event bus, so
the plugin begins its work about a cancelled order before the answer.

${asMarkdown(TABLES.cancelRoute(results.cancelRoute))}

## A ledger of years

The same drain was run with this many settled rows in the ledger, each with its attempt
and its provider order, and with a long backlog, of which a round sends the part that has
been due for longest:

${asMarkdown(TABLES.growth(results.growth))}

![Rate by the size of the ledger](images/${LEDGER_CHART})

${asMarkdown(TABLES.jobs(results.jobs))}

This is what a settled cancellation takes on the disk, before PostgreSQL has cleaned up
(\`vacuum\`), in the tables and in their indexes:

${asMarkdown(TABLES.bytes(results.bytes))}

This is the memory of a fresh process that drains a backlog beside them, before its first
call, at the most and at its end:

${asMarkdown(TABLES.memory(results.memory))}

## One provider that hangs

Three providers work beside a fourth that takes calls and never answers. Its calls are
given up after 2 s, and tried again. In the pipeline each provider has slots of its own.
One queue for all providers, as it is often built, is there to compare with.

${asMarkdown(TABLES.isolation(results.isolation))}

## How to read this

- Everything is on one machine, and the worker shares its cores with the database and the
  simulated providers. A store's database is elsewhere: a round trip takes longer, and
  each program has more of a processor.
- What a goal is about was measured in at least five rounds, and in up to eleven where the
  middle half of the rounds was more than 10 % apart. The figures in brackets behind a
  ratio are the least and the largest within one round.
- PostgreSQL runs with its defaults, \`fsync\` on.
- While a provider takes long to answer, the number of slots limits the pipeline (calls in
  flight, divided by the latency). When it doesn't, the processor does.
- You can run it yourself: \`npm run bench\` takes about twenty-five minutes. \`npm run bench --
  --quick\` does the same with a hundredth of everything, and \`npm run bench -- --only
  drains,voids\` measures these lines. Both write nothing.
`
}

const latencyChart = ({ drains }: WholeResults): Chart => ({
  title: "Draining a backlog, 200 calls in flight",
  xLabel: "the provider's latency, ms",
  yLabel: "calls a second",
  xTicks: drains.map(({ latencyMs }) => latencyMs),
  series: ARMS.flatMap((name) => {
    const points = drains.flatMap(({ latencyMs, rates }) => {
      const measured = rates[name]
      return measured ? [{ x: latencyMs, y: median(measured) }] : []
    })
    return points.length ? [{ name, points }] : []
  }),
})

const ledgerChart = ({ growth }: WholeResults): Chart => ({
  title: "Draining a backlog at 0 ms",
  xLabel: "settled rows in the ledger",
  yLabel: "calls a second",
  xTicks: growth.sizes.map(({ settled }) => settled),
  series: [
    {
      name: "pipeline",
      points: growth.sizes.map(({ settled, rates }) => ({
        x: settled,
        y: median(rates),
      })),
    },
  ],
})
