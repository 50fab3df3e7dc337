/**
 * npm run bench                           everything, and writes docs/performance.md
 * npm run bench -- --only drains,voids    these lines, and writes nothing
 * npm run bench -- --quick                a hundredth of it, to see that it works
 */
import { loadavg } from "node:os"
import { parseArgs } from "node:util"
import { verified } from "./backlog"
import { createBench } from "./bench"
import { chosenLines, isWhole } from "./line-names"
import { measureLines } from "./lines"
import { writeDocument } from "./report/document"
import { describeMachine } from "./report/machine"
import { mistakesIn } from "./report/shape"
import { processorTime, stolenPart } from "./report/stolen"
import { asText, tablesOf } from "./report/tables"
import type { Results } from "./results"
import { sizesOf } from "./sizes"
import { startWorld } from "./world"

const startedAt = performance.now()
const [loadBefore = 0] = loadavg()
const timeBefore = processorTime()

/** The exit code that a shell expects after Ctrl-C. */
const INTERRUPTED = 130

const tell = (text: string): void => {
  const seconds = Math.round((performance.now() - startedAt) / 1_000)
  console.log(`${String(seconds).padStart(4)} s  ${text}`)
}

const main = async (): Promise<void> => {
  const { values } = parseArgs({
    options: { quick: { type: "boolean" }, only: { type: "string" } },
  })
  const isQuick = values.quick ?? false
  const sizes = sizesOf({ isQuick })
  const names = chosenLines(values.only)

  tell("starting PostgreSQL, Redis and the providers")
  const world = await startWorld()
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.once(signal, () => {
      void world.stop().finally(() => process.exit(INTERRUPTED))
    })
  }
  const bench = createBench(world, sizes, tell)
  try {
    const results: Results = {
      ...(await measureLines(bench, names)),
      verified: verified.count,
    }
    for (const table of tablesOf(results)) {
      console.log(`\n${asText(table)}`)
    }
    console.log(
      `\n${results.verified} deliveries verified: none lost, none twice.`
    )
    const mistakes = mistakesIn(results, names, sizes, {
      hasRedis: world.redis !== null,
    })
    if (mistakes.length) {
      throw new Error(`the results are not whole:\n${mistakes.join("\n")}`)
    }
    if (!isQuick && values.only === undefined && isWhole(results)) {
      const stolen = stolenPart(timeBefore, processorTime())
      writeDocument(
        results,
        await describeMachine(world, { loadBefore, stolen })
      )
      tell("wrote docs/performance.md")
    }
  } finally {
    await bench.close()
    await world.stop()
  }
}

main().then(
  // Handles that a module keeps open must not keep a finished run alive.
  () => process.exit(),
  (error: unknown) => {
    console.error(error instanceof Error ? (error.stack ?? error) : error)
    process.exit(1)
  }
)
