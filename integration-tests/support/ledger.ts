import { AbstractCancellationProvider } from "../../src/provider-kit"
import { TestDatabase, createDatabase } from "./database"
import { Pipeline, PipelineInput } from "./pipeline"
import { Script, ScriptedProvider } from "./scripted-provider"
import { VirtualClock } from "./virtual-clock"

type Started = Partial<
  Pick<
    PipelineInput,
    | "sql"
    | "options"
    | "chance"
    | "clock"
    | "concurrency"
    | "requestsPerSecond"
    | "after"
    | "eventBus"
  >
>

export interface Ledger {
  readonly database: TestDatabase
  readonly clock: VirtualClock
  /**
   * Starts another process with these providers, which is closed after the
   * test. A single provider gets the id "scripted".
   */
  start: (
    providers:
      | AbstractCancellationProvider
      | Record<string, AbstractCancellationProvider>,
    fields?: Started
  ) => Pipeline
  /** Starts another process, with a scripted provider of its own. */
  startWith: (script?: Script) => [Pipeline, ScriptedProvider]
}

/**
 * A database for the spec, which is empty in each test, and a clock, which each
 * test finds at its beginning. `fields` apply to every process.
 */
export const useLedger = (fields: Started = {}): Ledger => {
  let database: TestDatabase
  let clock: VirtualClock
  const open: Pipeline[] = []

  beforeAll(async () => {
    database = await createDatabase()
  })

  beforeEach(async () => {
    // What still sleeps on the last test's clock must not wake up.
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
