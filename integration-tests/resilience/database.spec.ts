import { setTimeout as pause } from "node:timers/promises"
import { knex } from "@medusajs/framework/mikro-orm/postgresql"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { Sandbox, startSandbox } from "../../sandbox"
import { EmbeddedPostgres, startEmbeddedPostgres } from "../../scripts/postgres"
import { DatabaseClock } from "../../src/modules/cancellation/clock/database-clock"
import { TestDatabase, createDatabase } from "../support/database"
import { Pipeline } from "../support/pipeline"
import { accessTo } from "../../sandbox/access"
import { realProviders } from "./support/providers"
import { WorkerProcess } from "./support/worker-process"

jest.setTimeout(150_000)

const ORDERS = 40

/** So short that orphans are freed within the test. */
const OPTIONS = {
  requestTimeoutMs: 2_000,
  leaseMs: 4_000,
  settleDelayMs: 1_000,
}

describe("faults of the database and its workers", () => {
  let postgres: EmbeddedPostgres
  let database: TestDatabase
  let sandbox: Sandbox
  const open: { pipeline: Pipeline; sql: Knex | null }[] = []
  let captured = 0

  beforeAll(async () => {
    postgres = await startEmbeddedPostgres()
    database = await createDatabase({ min: 0, max: 10 }, postgres)
    sandbox = await startSandbox()
  })

  afterEach(async () => {
    for (const { pipeline, sql } of open.splice(0)) {
      await pipeline.close()
      await sql?.destroy()
    }
  })

  afterAll(async () => {
    await sandbox.stop()
    await database.drop()
    await postgres.stop()
  })

  const start = (own: Knex | null = null): Pipeline => {
    const sql = own ?? database.sql
    const pipeline = new Pipeline({
      sql,
      clock: new DatabaseClock(sql),
      providers: realProviders(accessTo(sandbox)),
      options: OPTIONS,
      concurrency: 5,
    })
    open.push({ pipeline, sql: own })
    return pipeline
  }

  /** Captures cancels at Climes (harmless), voids at Aplazame (read back). */
  const capture = async (pipeline: Pipeline): Promise<string[]> => {
    const ids: string[] = []
    for (let n = 0; n < ORDERS / 2; n++) {
      const key = `${++captured}`
      sandbox.climes.orders.create({ partner_order_id: key, climes: 5 })
      await pipeline.register("climes", key, { order_id: `climes_${key}` })
      ids.push(...(await pipeline.cancelOrder(`climes_${key}`)))

      sandbox.aplazame.orders.create({ mid: key, total_amount: 10_000 })
      const order_id = `aplazame_${key}`
      const provider_order_id = await pipeline.register("aplazame", key, {
        order_id,
        total: "100",
      })
      const { id } = await pipeline.capture.void({
        order_id,
        provider_order_id,
        amount: "10",
        source: "admin",
        captured_by: "request",
      })
      ids.push(id)
    }
    return ids
  }

  /** Sweeps as the scheduled job does, until all of these have succeeded. */
  const drain = async (
    pipelines: Pipeline[],
    ids: string[],
    withinMs = 60_000
  ): Promise<void> => {
    const endsAt = Date.now() + withinMs
    for (;;) {
      for (const pipeline of pipelines) {
        // The job also ignores a sweep that fails: the next one tries again.
        await pipeline.dispatcher.sweep().catch(() => undefined)
      }
      await pause(200)
      const left = await database
        .sql("cncl_cancellation")
        .whereIn("id", ids)
        .whereNot("status", "succeeded")
        .catch(() => ids)
      if (!left.length) {
        return
      }
      if (Date.now() > endsAt) {
        throw new Error(
          `${left.length} of ${ids.length} have not settled: ${JSON.stringify(left.slice(0, 2))}`
        )
      }
    }
  }

  const expectEachEffectOnce = (): void => {
    const effects = [...sandbox.climes.effects, ...sandbox.aplazame.effects]
    expect(effects).toHaveLength(
      new Set(effects.map(({ order_id, kind }) => `${kind} ${order_id}`)).size
    )
  }

  it("survives a restart of PostgreSQL while it drains", async () => {
    const pipeline = start()
    const ids = await capture(pipeline)
    sandbox.climes.faults.always({ type: "latency", ms: 300 })
    sandbox.aplazame.faults.always({ type: "latency", ms: 300 })
    pipeline.dispatcher.kick()
    await pause(500)

    await postgres.restart()

    await drain([pipeline], ids)
    expectEachEffectOnce()
  })

  it("survives its backends being killed while it drains", async () => {
    const pipeline = start()
    const ids = await capture(pipeline)
    pipeline.dispatcher.kick()

    for (let kills = 0; kills < 5; kills++) {
      await pause(200)
      await database.sql
        .raw(
          `select pg_terminate_backend(pid) from pg_stat_activity
           where datname = current_database() and pid <> pg_backend_pid()`
        )
        .catch(() => undefined)
    }

    await drain([pipeline], ids)
    expectEachEffectOnce()
  })

  it("survives an exhausted pool", async () => {
    const own = knex({
      client: "pg",
      connection: database.url,
      pool: { min: 0, max: 2 },
      acquireConnectionTimeout: 500,
    })
    const pipeline = start(own)
    const ids = await capture(pipeline)
    const hogs = await Promise.all([own.transaction(), own.transaction()])
    pipeline.dispatcher.kick()
    await pause(2_000)
    await Promise.all(hogs.map((hog) => hog.rollback()))

    await drain([pipeline], ids)
    expectEachEffectOnce()
  })

  it("goes on when one of two workers is killed", async () => {
    const workers = [0, 1].map(
      () => new WorkerProcess(database.url, accessTo(sandbox), OPTIONS)
    )
    await Promise.all(workers.map((worker) => worker.start()))
    const ids = await capture(start())
    await pause(300)
    await workers[0]?.kill()

    await drain([], ids)
    await workers[1]?.kill()
    expectEachEffectOnce()
  })

  it("recovers when the same worker is killed again and again", async () => {
    const worker = new WorkerProcess(database.url, accessTo(sandbox), OPTIONS)
    const ids = await capture(start())
    for (let kills = 0; kills < 4; kills++) {
      await worker.start()
      await pause(150 + kills * 100)
      await worker.kill()
    }
    await worker.start()

    await drain([], ids)
    await worker.kill()
    expectEachEffectOnce()
  })
})
