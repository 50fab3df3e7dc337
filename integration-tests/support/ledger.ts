import { AbstractCancellationProvider } from "../../src/provider-kit"
import { TestDatabase, createDatabase } from "./database"
import { Pipeline, PipelineInput } from "./pipeline"
import { Script, ScriptedProvider } from "./scripted-provider"
import { VirtualClock } from "./virtual-clock"

type Started = Partial<
  Pick<
    PipelineInput,
    "sql" | "options" | "chance" | "clock" | "concurrency" | "requestsPerSecond"
  >
>

export interface Ledger {
  readonly database: TestDatabase
  readonly clock: VirtualClock
  /**
   * One more process with these providers, closed after the test. A provider
   * by itself is called "scripted".
   */
  start: (
    providers:
      | AbstractCancellationProvider
      | Record<string, AbstractCancellationProvider>,
    fields?: Started
  ) => Pipeline
  /** One more process, with a provider of its own that does as told. */
  startWith: (script?: Script) => [Pipeline, ScriptedProvider]
}

/**
 * A database of the spec's own, which each test finds empty, and a clock that
 * each test finds at its beginning. `fields` are those of every process.
 */
export const useLedger = (fields: Started = {}): Ledger => {
  let database: TestDatabase
  let clock: VirtualClock
  const open: Pipeline[] = []

  beforeAll(async () => {
    database = await createDatabase()
  })

  beforeEach(async () => {
    // A new one: what still sleeps on the last test's must not wake up.
    clock = new VirtualClock()
    await database.clear()
  })

  afterEach(async () => {
    await Promise.all(open.splice(0).map((pipeline) => pipeline.close()))
  })

  afterAll(async () => {
    await database.drop()
  })

  const start: Ledger["start"] = (providers, own) => {
    const pipeline = new Pipeline({
      sql: database.sql,
      clock,
      providers:
        providers instanceof AbstractCancellationProvider
          ? { scripted: providers }
          : providers,
      chance: () => 0.5,
      ...fields,
      ...own,
    })
    open.push(pipeline)
    return pipeline
  }

  return {
    get database() {
      return database
    },
    get clock() {
      return clock
    },
    start,
    startWith: (script) => {
      const provider = new ScriptedProvider(script)
      return [start(provider), provider]
    },
  }
}
