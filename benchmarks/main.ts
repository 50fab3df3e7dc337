/**
 * npm run bench                everything, and writes docs/performance.md
 * npm run bench -- --quick     a hundredth of it, to see that it works
 */
import { loadavg } from "node:os"
import { parseArgs } from "node:util"
import { verified } from "./backlog"
import {
  type EmptyDatabase,
  createEmptyDatabase,
} from "../scripts/empty-database"
import { measureCancelRoute } from "./lines/cancel-route"
import { measureDrains } from "./lines/drain"
import { measureFirstBytes } from "./lines/first-byte"
import { measureGrowth } from "./lines/growth"
import { measureIsolation } from "./lines/isolation"
import { writeDocument } from "./report/document"
import { describeMachine } from "./report/machine"
import { mistakesIn } from "./report/shape"
import { processorTime, stolenPart } from "./report/stolen"
import { asText, tablesOf } from "./report/tables"
import type { CancelRouteResult, Results } from "./results"
import { type Sizes, sizesOf } from "./sizes"
import {
  WITHOUT_PLUGIN,
  WITH_PLUGIN,
  createTables,
  startStore,
} from "./store/process"
import { type World, startWorld } from "./world"

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
  const { values } = parseArgs({ options: { quick: { type: "boolean" } } })
  const isQuick = values.quick ?? false
  const sizes = sizesOf({ isQuick })

  tell("starting PostgreSQL, Redis and the providers")
  const world = await startWorld()
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.once(signal, () => {
      void world.stop().finally(() => process.exit(INTERRUPTED))
    })
  }
  try {
    const results = await measureAll(world, sizes)
    for (const table of tablesOf(results)) {
      console.log(`\n${asText(table)}`)
    }
    console.log(
      `\n${results.verified} deliveries verified: none lost, none twice.`
    )
    const mistakes = mistakesIn(results, sizes, {
      hasRedis: world.redis !== null,
    })
    if (mistakes.length) {
      throw new Error(`the results are not whole:\n${mistakes.join("\n")}`)
    }
    if (!isQuick) {
      const stolen = stolenPart(timeBefore, processorTime())
      writeDocument(
        results,
        await describeMachine(world, { loadBefore, stolen })
      )
      tell("wrote docs/performance.md")
    }
  } finally {
    await world.stop()
  }
}

const measureAll = async (world: World, sizes: Sizes): Promise<Results> => {
  const drains = await measureDrains(world, sizes, tell)
  tell("from commit to first byte")
  const firstBytes = await measureFirstBytes(world, sizes)
  tell("beside a provider that hangs")
  const isolation = await measureIsolation(world, sizes)

  tell("creating the tables of a store")
  const template = await createEmptyDatabase(world.postgres.url, "bench")
  await createTables(template.url, world.sandbox.access)
  const cancelRoute = await measureInStores(world, template, sizes)
  const growth = await measureGrowth(world, template, sizes, tell)
  await template.drop()
  return {
    drains,
    firstBytes,
    isolation,
    cancelRoute,
    growth,
    verified: verified.count,
  }
}

const measureInStores = async (
  world: World,
  template: EmptyDatabase,
  sizes: Sizes
): Promise<CancelRouteResult[]> => {
  tell("booting a store with the plugin, and one without")
  const { access } = world.sandbox
  const databases = [
    await createEmptyDatabase(world.postgres.url, "bench", template),
    await createEmptyDatabase(world.postgres.url, "bench", template),
  ] as const
  const booted = await Promise.allSettled(
    [WITH_PLUGIN, WITHOUT_PLUGIN].map((directory, index) =>
      startStore(
        { databaseUrl: (databases[index] as EmptyDatabase).url, directory },
        access
      )
    )
  )
  try {
    const [withPlugin, without] = booted.map((outcome) => {
      if (outcome.status === "rejected") {
        throw outcome.reason as Error
      }
      return outcome.value
    })
    return await measureCancelRoute(
      world,
      {
        with: withPlugin as NonNullable<typeof withPlugin>,
        without: without as NonNullable<typeof without>,
      },
      sizes,
      tell
    )
  } finally {
    for (const outcome of booted) {
      if (outcome.status === "fulfilled") {
        await outcome.value.stop()
      }
    }
    for (const database of databases) {
      await database.drop()
    }
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
