import { knex } from "@medusajs/framework/mikro-orm/postgresql"
import { EmbeddedPostgres, startEmbeddedPostgres } from "../../scripts/postgres"
import { DatabaseClock } from "../../src/modules/cancellation/clock/database-clock"
import { succeeded } from "../../src/provider-kit"
import { TestDatabase, createDatabase } from "../support/database"
import { Pipeline } from "../support/pipeline"
import { ScriptedProvider } from "../support/scripted-provider"
import { until } from "../support/until"

jest.setTimeout(120_000)

const proof = { by: "answer" as const, statement: "It is done." }

describe("a server that answers before what it was told is on disk", () => {
  let postgres: EmbeddedPostgres
  let database: TestDatabase
  const open: Pipeline[] = []

  beforeAll(async () => {
    postgres = await startEmbeddedPostgres({
      settings: {
        synchronous_commit: "off",
        wal_writer_delay: "10000",
        // Nothing is written there but by the test.
        wal_level: "minimal",
        max_wal_senders: "0",
        autovacuum: "off",
      },
    })
    database = await createDatabase({ min: 0, max: 5 }, postgres)
  })

  afterEach(async () => {
    await Promise.all(open.splice(0).map((pipeline) => pipeline.close()))
    await database.clear()
  })

  afterAll(async () => {
    await database.drop()
    await postgres.stop()
  })

  const start = (provider: ScriptedProvider): Pipeline => {
    const pipeline = new Pipeline({
      sql: database.sql,
      clock: new DatabaseClock(database.sql),
      providers: { scripted: provider },
      options: { requestTimeoutMs: 500, leaseMs: 2_000, settleDelayMs: 300 },
    })
    open.push(pipeline)
    return pipeline
  }

  /** Writes what was captured to disk. A claim alone must not need that. */
  const flush = (): Promise<unknown> =>
    database.sql.transaction(async (trx) => {
      await trx.raw("set local synchronous_commit = on")
      await trx.raw("create table if not exists flushed (n int)")
      await trx.raw("insert into flushed values (1)")
    })

  it("forgets no mark when it is killed: nothing is sent twice", async () => {
    const provider = new ScriptedProvider({
      onSend: async () => {
        if (provider.sent.length === 1) {
          process.kill(postgres.pid as number, "SIGKILL")
          await until(() => postgres.pid === undefined)
        }
        return succeeded({ proof })
      },
    })
    const dying = start(provider)
    await dying.register("scripted", "ext_1")
    const [id] = (await dying.cancelOrder()) as [string]
    await flush()
    dying.dispatcher.kick()
    await until(() => postgres.pid === undefined)
    // This process dies with the database, and forgets what it learnt.
    await dying.dispatcher.stop(0)

    await postgres.restart()
    const other = start(provider)
    await until(async () => {
      await other.dispatcher.sweep().catch(() => undefined)
      await new Promise((resolve) => setTimeout(resolve, 200))
      const row = await other.row(id).catch(() => null)
      return row?.status === "needs_review"
    })

    expect(provider.sent).toHaveLength(1)
    // A busy machine may have had no time left for one: it wasn't sent.
    const attempts = await other.attempts(id)
    expect(attempts.filter(({ outcome }) => outcome !== "retry")).toMatchObject(
      [{ outcome: "unknown", send_started_at: expect.any(Date) as Date }]
    )
  })

  it("has claim and mark on disk when it answers, in the statements that there were", async () => {
    const own = knex({
      client: "pg",
      connection: database.url,
      pool: { min: 0, max: 1 },
    })
    const statements: string[] = []
    own.on("query", ({ sql }: { sql: string }) => statements.push(sql))
    const unflushed = async (): Promise<number> => {
      const { rows } = await database.sql.raw<{ rows: { n: number }[] }>(
        `select pg_wal_lsn_diff(
           pg_current_wal_insert_lsn(), pg_current_wal_flush_lsn())::int as n`
      )
      return rows[0]?.n ?? -1
    }
    const seen: Record<string, number> = {}
    const provider = new ScriptedProvider({
      onPrepare: async () => {
        seen.claimed = await unflushed()
        return { type: "proceed", baseline: null }
      },
      onSend: async () => {
        seen.marked = await unflushed()
        return succeeded({ proof })
      },
    })
    const pipeline = new Pipeline({
      sql: own,
      clock: new DatabaseClock(own),
      providers: { scripted: provider },
    })
    await pipeline.register("scripted", "ext_1")
    await pipeline.cancelOrder()
    // Once in ten seconds all is written to disk, which may be just now.
    let captures = 0
    await until(async () => {
      captures += 1
      await pipeline.register("scripted", `other_${captures}`)
      return (await unflushed()) > 0
    })

    await pipeline.drain()

    expect(seen).toEqual({ claimed: 0, marked: 0 })
    expect(
      statements.filter((statement) =>
        statement.includes("set send_started_at =")
      )
    ).toHaveLength(1)
    expect(
      statements.filter((statement) => /^set/i.test(statement.trim()))
    ).toEqual([])
    await pipeline.close()
    await own.destroy()
  })
})
