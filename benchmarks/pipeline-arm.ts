import type { SandboxAccess } from "../sandbox/access"
import { DatabaseClock } from "../src/modules/cancellation/clock/database-clock"
import { Pipeline } from "../integration-tests/support/pipeline"
import type { TestDatabase } from "../integration-tests/support/database"
import { realProviders } from "../integration-tests/resilience/support/providers"
import type { AbstractCancellationProvider } from "../src/provider-kit"
import type { Arm } from "./arm"
import { countOpen, fillLedger, fillVoids, settleStatistics } from "./ledger"

/** The provider's code for Fungies, which makes one call a cancellation. */
export const fungiesAt = (
  access: SandboxAccess
): AbstractCancellationProvider =>
  realProviders(access).fungies as AbstractCancellationProvider

/** The pipeline as a store runs it, from the ledger to the provider. */
export const startPipeline = (
  database: Pick<TestDatabase, "sql">,
  providers: Record<string, AbstractCancellationProvider>,
  concurrency: number,
  options: Record<string, unknown> = {}
): Pipeline =>
  new Pipeline({
    sql: database.sql,
    clock: new DatabaseClock(database.sql),
    providers,
    concurrency,
    options,
    // A store's log isn't in its memory.
    keptLines: 100,
  })

/**
 * Drains the whole ledger with a new pipeline.
 *
 * @param kind - full cancellations at Fungies, which are harmless to repeat, or
 * partial voids at Aplazame, which are read before each call and marked
 */
export const pipelineArm = (
  database: TestDatabase,
  access: SandboxAccess,
  concurrency: number,
  kind: "cancel" | "void" = "cancel"
): Arm => {
  const { fungies, aplazame } = realProviders(access)
  const pipeline = startPipeline(
    database,
    { fungies, aplazame } as Record<string, AbstractCancellationProvider>,
    concurrency
  )
  const fill = kind === "cancel" ? fillLedger : fillVoids
  return {
    name: "pipeline",
    fill: async (externalIds) => {
      await database.truncate()
      await fill(database.sql, "b", externalIds)
      await settleStatistics(database.sql)
    },
    drain: async () => {
      await pipeline.drain()
      const open = await countOpen(database.sql)
      if (open > 0) {
        throw new Error(
          `${open} cancellations did not succeed. The log ends with:\n` +
            pipeline.logger.lines
              .slice(-3)
              .map(({ text }) => text)
              .join("\n")
        )
      }
    },
    close: () => pipeline.close(),
  }
}
