import { writeFileSync } from "node:fs"
import { join } from "node:path"
import { knex } from "@medusajs/framework/mikro-orm/postgresql"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { EmbeddedPostgres, startEmbeddedPostgres } from "../../scripts/postgres"
import { DatabaseClock } from "../../src/modules/cancellation/clock/database-clock"
import {
  CHECK_AFTER_MS,
  DriftCheck,
} from "../../src/modules/cancellation/operations/drift-check"
import { succeeded } from "../../src/provider-kit"
import { TestDatabase, createDatabase } from "../support/database"
import { useLedger } from "../support/ledger"
import { found } from "../support/made-up"
import { Pipeline } from "../support/pipeline"
import { ScriptedProvider } from "../support/scripted-provider"
import { until } from "../support/until"

jest.setTimeout(120_000)

const proof = { by: "answer" as const, statement: "It is done." }

const errorsIn = ({ logger }: Pipeline): string[] =>
  logger.lines.flatMap(({ level, text }) => (level === "error" ? [text] : []))

/** What the plugin has written in one database, in another one too. */
const copy = async (from: Knex, to: Knex): Promise<void> => {
  for (const table of [
    "cncl_ledger_identity",
    "cncl_provider_order",
    "cncl_cancellation",
    "cncl_attempt",
  ]) {
    const { rows } = await from.raw<{ rows: unknown[] }>(
      `select * from ${table}`
    )
    await to.raw(
      `insert into ${table} overriding system value
       select * from json_populate_recordset(null::${table}, :rows::json)`,
      { rows: JSON.stringify(rows) }
    )
  }
}

/** One server until it is asked a certain thing, and another one from then on. */
const takenOver = (before: Knex, after: Knex, when: string): Knex => {
  let now = before
  return {
    raw: (statement: string, bindings: Knex.ValueDict) => {
      now = statement.includes(when) ? after : now
      return now.raw(statement, bindings)
    },
    transaction: (
      work: (trx: Knex.Transaction) => Promise<unknown>,
      config: Knex.TransactionConfig
    ) => now.transaction(work, config),
  } as unknown as Knex
}

describe("a ledger that finds itself in another database", () => {
  const ledger = useLedger()

  /** Changes the identity as if the ledger had been written elsewhere. */
  const move = (column: string): Promise<unknown> =>
    ledger.database.sql.raw(
      `update cncl_ledger_identity set ${column} = 'elsewhere'`
    )

  const captured = async (pipeline: Pipeline, n: number): Promise<string> => {
    await pipeline.register("scripted", `ext_${n}`, { order_id: `o_${n}` })
    const [id] = (await pipeline.cancelOrder(`o_${n}`)) as [string]
    return id
  }

  it("goes on where nothing has moved, whoever looks", async () => {
    for (let n = 0; n < 3; n++) {
      const [pipeline, provider] = ledger.startWith()
      await captured(pipeline, n)
      await pipeline.dispatcher.sweep()
      await pipeline.dispatcher.idle()
      expect(provider.sent).toHaveLength(1)
      expect(errorsIn(pipeline)).toEqual([])
    }
  })

  it.each(["system_identifier", "database_name"])(
    "sends nothing until a person resumes the provider: %s",
    async (column) => {
      const [first] = ledger.startWith()
      await captured(first, 1)
      await first.drain()
      await move(column)
      const [copy, provider] = ledger.startWith()
      const id = await captured(copy, 2)

      await copy.drain()
      await copy.dispatcher.sweep()
      await copy.dispatcher.idle()

      expect(provider.sent).toEqual([])
      expect(await copy.statusOf(id)).toBe("pending")
      expect(await copy.providers.retrieve("scripted")).toMatchObject({
        is_paused: true,
        pause: {
          by: "identity",
          reason: expect.stringMatching(
            /^The ledger is in another database than before/
          ) as string,
        },
      })
      expect(errorsIn(copy)).toEqual([
        expect.stringContaining("every provider is paused"),
      ])

      await copy.providers.resume("scripted")
      await copy.drain()

      expect(await copy.statusOf(id)).toBe("succeeded")
    }
  )

  it.each([
    ["before", "It had been paused by hand before: Stocktaking."],
    ["after", "It was paused by hand too: Stocktaking."],
  ])("says so beside what somebody paused %s it moved", async (when, said) => {
    const [first] = ledger.startWith()
    await captured(first, 1)
    await first.drain()
    if (when === "before") {
      await first.providers.pause("scripted", "Stocktaking.")
    }
    await move("system_identifier")
    const [copy] = ledger.startWith()
    await copy.dispatcher.sweep()
    if (when === "after") {
      await copy.providers.pause("scripted", "Stocktaking.")
    }

    const { pause } = await copy.providers.retrieve("scripted")

    expect(pause?.by).toBe("identity")
    expect(pause?.reason).toMatch(/^The ledger is in another database/)
    expect(pause?.reason).toContain(said)
  })

  it("isn't resumed by a probe, be it of credentials or of the circuit", async () => {
    const [first] = ledger.startWith()
    await captured(first, 1)
    await first.drain()
    await ledger.database.sql.raw(
      `update cncl_provider_state
       set paused_by = 'auth', paused_at = now(), probe_at = now(),
           circuit_state = 'open', circuit_until = now()`
    )
    await move("system_identifier")
    const [copy, provider] = ledger.startWith()
    await captured(copy, 2)

    for (let hour = 0; hour < 3; hour++) {
      await copy.dispatcher.sweep()
      await copy.dispatcher.idle()
      ledger.clock.advance(3_600_000)
    }

    expect(provider.sent).toEqual([])
  })

  it("holds back providers that only other processes know", async () => {
    const other = new ScriptedProvider()
    const first = ledger.start({ scripted: new ScriptedProvider(), other })
    await first.register("other", "ext_1")
    await first.drain()
    await move("system_identifier")
    const [copy] = ledger.startWith()

    await copy.dispatcher.sweep()
    await first.cancelOrder()
    await first.drain()

    expect(other.sent).toEqual([])
  })

  it("puts before a person what was claimed, because it may have been sent elsewhere", async () => {
    const [holder] = ledger.startWith({
      onPrepare: () => new Promise(() => undefined),
    })
    const id = await captured(holder, 1)
    holder.dispatcher.kick()
    await until(async () => (await holder.statusOf(id)) === "in_progress")
    await move("system_identifier")
    const [copy, provider] = ledger.startWith()

    await copy.dispatcher.sweep()
    ledger.clock.advance(32_000)
    await copy.dispatcher.sweep()
    await copy.providers.resume("scripted")
    await copy.drain()

    expect(provider.sent).toEqual([])
    expect(await copy.row(id)).toMatchObject({
      status: "needs_review",
      last_error: { code: "outcome_unknown" },
    })
  })

  it("isn't asked for records there, in the background, by who hasn't looked where it is", async () => {
    const [first] = ledger.startWith()
    const id = await captured(first, 1)
    await first.drain()
    expect(await first.statusOf(id)).toBe("succeeded")
    await move("system_identifier")
    let reads = 0
    const [copy] = ledger.startWith({
      onRead: () => {
        reads += 1
        return Promise.resolve(found())
      },
    })
    const check = new DriftCheck(copy.context, copy.logger)
    ledger.clock.advance(CHECK_AFTER_MS)

    await check.run()

    expect(reads).toBe(0)
    expect(await copy.providers.retrieve("scripted")).toMatchObject({
      pause: { by: "identity" },
    })

    // It is looked at once a person has said that this store is the one.
    await copy.providers.resume("scripted")
    await check.run()
    expect(reads).toBe(1)
  })

  it("says what it can't see, and tells a copy by what it can", async () => {
    const { sql, url } = ledger.database
    await sql.raw(`
      do $$ begin
        create role blind login password 'blind';
      exception when duplicate_object then null;
      end $$`)
    await sql.raw("grant all on all tables in schema public to blind")
    await sql.raw("grant all on all sequences in schema public to blind")
    await sql.raw("revoke execute on function pg_control_system() from public")
    const own = new URL(url)
    own.username = "blind"
    own.password = "blind"
    const blind = knex({ client: "pg", connection: own.href })
    try {
      const provider = new ScriptedProvider()
      const pipeline = new Pipeline({
        sql: blind,
        clock: ledger.clock,
        providers: { scripted: provider },
      })
      await captured(pipeline, 1)
      await pipeline.drain()
      expect(provider.sent).toHaveLength(1)
      expect(pipeline.logger.lines).toContainEqual({
        level: "warn",
        text: expect.stringContaining("pg_control_system()") as string,
      })
      await pipeline.close()

      await move("database_oid")
      const copy = new Pipeline({
        sql: blind,
        clock: ledger.clock,
        providers: { scripted: provider },
      })
      await captured(copy, 2)
      await copy.drain()
      expect(provider.sent).toHaveLength(1)
      await copy.close()
    } finally {
      await blind.destroy()
      await sql.raw("grant execute on function pg_control_system() to public")
      await sql.raw("drop owned by blind")
      await sql.raw("drop role blind")
    }
  })
})

describe("a ledger that moves between two statements of a sweep", () => {
  const ledger = useLedger()
  let replica: TestDatabase

  beforeEach(async () => {
    replica = await createDatabase({ min: 0, max: 5 })
  })

  afterEach(async () => {
    await replica.drop()
  })

  it("frees nothing as never sent that may have been marked where it was", async () => {
    const dying = ledger.start(
      new ScriptedProvider({ onPrepare: () => new Promise(() => undefined) })
    )
    await dying.register("scripted", "ext_1")
    const [id] = (await dying.cancelOrder()) as [string]
    dying.dispatcher.kick()
    await until(async () => (await dying.statusOf(id)) === "in_progress")
    const here = ledger.database.sql
    await copy(here, replica.sql)
    // This one is sent, and the replica is too far behind to know of it.
    await here.raw("update cncl_attempt set send_started_at = now()")
    const provider = new ScriptedProvider()
    const process = ledger.start(provider, {
      sql: takenOver(here, replica.sql, "c.lease_expires_at <= "),
    })

    ledger.clock.advance(32_000)
    await process.dispatcher.sweep()
    await process.dispatcher.idle()
    expect(await process.row(id)).toMatchObject({ status: "in_progress" })

    await process.dispatcher.sweep()
    await process.providers.resume("scripted")
    await process.drain()
    expect(provider.sent).toEqual([])
    expect(await process.row(id)).toMatchObject({
      status: "needs_review",
      last_error: { code: "outcome_unknown" },
    })
  })
})

describe("a server of which there are two", () => {
  let postgres: EmbeddedPostgres
  let database: TestDatabase
  const open: Pipeline[] = []

  beforeEach(async () => {
    postgres = await startEmbeddedPostgres()
    database = await createDatabase({ min: 0, max: 5 }, postgres)
  })

  afterEach(async () => {
    await Promise.all(open.splice(0).map((pipeline) => pipeline.close()))
    await database.drop()
    await postgres.stop()
  })

  const start = (
    provider: ScriptedProvider,
    sql: Knex = database.sql
  ): Pipeline => {
    const pipeline = new Pipeline({
      sql,
      clock: new DatabaseClock(sql),
      providers: { scripted: provider },
    })
    open.push(pipeline)
    return pipeline
  }

  const captured = async (pipeline: Pipeline, n: number): Promise<string> => {
    await pipeline.register("scripted", `ext_${n}`, { order_id: `o_${n}` })
    const [id] = (await pipeline.cancelOrder(`o_${n}`)) as [string]
    return id
  }

  it("holds back a copy of the database, and not the original", async () => {
    const original = start(new ScriptedProvider())
    await captured(original, 1)
    await original.drain()
    const id = await captured(original, 2)
    await database.sql.destroy()
    const admin = knex({ client: "pg", connection: postgres.url })
    const url = new URL(database.url)
    await admin.raw(
      `create database staging template "${url.pathname.slice(1)}"`
    )
    await admin.destroy()
    url.pathname = "/staging"
    const staging = knex({ client: "pg", connection: url.href })
    const sent = new ScriptedProvider()
    const copy = start(sent, staging)

    await copy.dispatcher.sweep()
    await copy.dispatcher.idle()
    expect(sent.sent).toEqual([])
    expect(await copy.statusOf(id)).toBe("pending")
    await staging.destroy()

    const again = knex({ client: "pg", connection: database.url })
    const store = start(new ScriptedProvider(), again)
    await store.dispatcher.sweep()
    await store.dispatcher.idle()
    expect(await store.statusOf(id)).toBe("succeeded")
    await again.destroy()
  })

  it("sends nothing after a failover, also from processes that live on", async () => {
    const provider = new ScriptedProvider({
      onSend: () => Promise.resolve(succeeded({ proof })),
    })
    const pipeline = start(provider)
    await captured(pipeline, 1)
    await pipeline.drain()
    const id = await captured(pipeline, 2)
    const { rows } = await database.sql.raw<{ rows: { at: string }[] }>(
      "select setting as at from pg_settings where name = 'data_directory'"
    )
    await database.sql.raw("alter system set restore_command = 'false'")
    // It does what a replica does when it takes over.
    writeFileSync(join(rows[0]?.at as string, "recovery.signal"), "", {
      mode: 0o666,
    })
    await postgres.restart()

    pipeline.dispatcher.kick()
    await pipeline.dispatcher.idle()
    expect(await pipeline.statusOf(id)).toBe("pending")
    await until(() =>
      pipeline.dispatcher.sweep().then(
        () => true,
        () => false
      )
    )
    await pipeline.dispatcher.idle()

    expect(provider.sent).toHaveLength(1)
    expect(await pipeline.providers.retrieve("scripted")).toMatchObject({
      pause: {
        by: "identity",
        reason: expect.stringMatching(/^A replica of the database/) as string,
      },
    })

    await pipeline.providers.resume("scripted")
    await pipeline.drain()
    expect(await pipeline.statusOf(id)).toBe("succeeded")
  })
})
