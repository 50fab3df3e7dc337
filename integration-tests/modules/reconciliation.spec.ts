import { FactMemory } from "../../src/modules/cancellation/operations/reconciliation/fact-memory"
import { DriftCheck } from "../../src/modules/cancellation/operations/drift-check"
import {
  CANCELED_ORDERS,
  FactSource,
} from "../../src/modules/cancellation/operations/reconciliation/fact-source"
import { IndexBuilder } from "../../src/modules/cancellation/operations/reconciliation/index-builder"
import { Reconciliation } from "../../src/modules/cancellation/operations/reconciliation/reconciliation"
import { StartTimes } from "../../src/modules/cancellation/operations/start-times"
import {
  ORDER_INDEX,
  createFactIndex,
} from "../../src/modules/cancellation/ledger/facts/fact-index"
import { rowsOf } from "../../src/modules/cancellation/ledger/sql"
import {
  ProviderRecord,
  RecordReading,
  rejected,
  succeeded,
} from "../../src/provider-kit"
import { ReconciliationResult } from "../../src/modules/cancellation/types"
import { useLedger } from "../support/ledger"
import { error, failed, recordOf } from "../support/made-up"
import { Pipeline } from "../support/pipeline"
import { ScriptedProvider } from "../support/scripted-provider"
import { PROOF } from "../../src/provider-kit/__fixtures__/proof"

const SECOND = 1_000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

const ledger = useLedger()

beforeAll(async () => {
  // The columns of Medusa's own table that the reconciliation needs.
  await ledger.database.sql.raw(
    `create table "order" (
       id text primary key, canceled_at timestamptz, updated_at timestamptz,
       deleted_at timestamptz
     )`
  )
})

beforeEach(async () => {
  await ledger.database.sql.raw(`truncate "order"`)
})

const ago = async (ms: number): Promise<Date> =>
  new Date((await ledger.clock.now()).getTime() - ms)

const addOrder = async (
  id: string,
  canceledAt: Date | string | null,
  fields: { updated_at?: Date; deleted_at?: Date } = {}
): Promise<void> => {
  await ledger.database.sql.raw(
    `insert into "order" (id, canceled_at, updated_at, deleted_at)
     values (:id, :canceled_at, :updated_at, :deleted_at)`,
    {
      id,
      canceled_at: canceledAt,
      updated_at: fields.updated_at ?? (await ledger.clock.now()),
      deleted_at: fields.deleted_at ?? null,
    }
  )
}

/** One process with the reconciliation. The test plays its workflow. */
class Process {
  readonly pipeline: Pipeline
  readonly reconciliation: Reconciliation
  readonly startTimes: StartTimes
  /** The orders that were looked at, in order. */
  readonly looked: string[] = []
  fails: (orderId: string) => boolean = () => false

  constructor(
    providers: string[] = ["scripted"],
    options: Record<string, unknown> = {}
  ) {
    this.pipeline = ledger.start(
      Object.fromEntries(providers.map((id) => [id, new ScriptedProvider()])),
      { options: { reconciliation: { createIndex: false }, ...options } }
    )
    this.startTimes = new StartTimes(
      this.pipeline.context,
      this.pipeline.logger
    )
    this.reconciliation = this.reconciliationOf(CANCELED_ORDERS)
  }

  reconciliationOf(facts: FactSource): Reconciliation {
    return new Reconciliation(
      this.pipeline.context,
      this.startTimes,
      new IndexBuilder(ledger.database.sql, this.pipeline.logger),
      facts
    )
  }

  run(reconciliation = this.reconciliation): Promise<ReconciliationResult> {
    return reconciliation.run(async ({ id: orderId }) => {
      this.looked.push(orderId)
      if (this.fails(orderId)) {
        throw new Error("made up")
      }
      const [order] = await rowsOf<{ canceled_at: Date }>(
        ledger.database.sql,
        `select canceled_at from "order" where id = :id`,
        { id: orderId }
      )
      const { captured_ids } = await this.pipeline.capture.cancels({
        order_id: orderId,
        source: "order_canceled",
        source_id: orderId,
        captured_by: "reconciliation",
        canceled_at: order?.canceled_at ?? null,
      })
      return captured_ids.length
    })
  }

  /** The orders that this run looked at. */
  async lookedAt(): Promise<string[]> {
    const before = this.looked.length
    await this.run()
    return this.looked.slice(before)
  }
}

/** A process whose providers were enabled ten days ago. */
const longRunning = async (providers?: string[]): Promise<Process> => {
  const started = new Process(providers)
  await started.startTimes.ensure()
  ledger.clock.advance(10 * DAY)
  return started
}

const capturedOrders = async (): Promise<string[]> => {
  const rows = await rowsOf<{ order_id: string }>(
    ledger.database.sql,
    "select order_id from cncl_cancellation order by seq"
  )
  return rows.map(({ order_id }) => order_id)
}

describe("finding cancelled orders that no event brought", () => {
  it("captures one, and says whence it came", async () => {
    const process = await longRunning()
    await process.pipeline.register("scripted", "ext_1")
    await addOrder("order_1", await ago(3 * MINUTE))

    const result = await process.run()

    expect(result).toMatchObject({ captured: 1, fact_ids: ["order_1"] })
    const rows = await rowsOf(
      ledger.database.sql,
      "select source, source_id, captured_by, kind, status from cncl_cancellation"
    )
    expect(rows).toEqual([
      {
        source: "order_canceled",
        source_id: "order_1",
        captured_by: "reconciliation",
        kind: "cancel",
        status: "pending",
      },
    ])
  })

  it("leaves the last two minutes to the event, and to hooks that un-cancel", async () => {
    const process = await longRunning()
    await process.pipeline.register("scripted", "ext_1")
    await addOrder("order_1", await ago(2 * MINUTE - 1))
    expect(await process.lookedAt()).toEqual([])

    ledger.clock.advance(2)
    expect(await process.lookedAt()).toEqual(["order_1"])
  })

  it("leaves orders alone that aren't cancelled (any more), or are deleted", async () => {
    const process = await longRunning()
    await addOrder("order_1", null)
    await addOrder("order_2", await ago(HOUR), { deleted_at: await ago(0) })

    expect(await process.lookedAt()).toEqual([])
  })

  it("reads on where it was, also in another process", async () => {
    const first = await longRunning()
    await addOrder("order_1", await ago(3 * DAY))
    await first.run()
    await ledger.database.sql.raw(`update "order" set canceled_at = :at`, {
      at: await ago(2 * DAY),
    })
    await addOrder("order_2", await ago(HOUR))
    await first.run()

    const [cursor] = await rowsOf(
      ledger.database.sql,
      "select id, position, position_id from cncl_reconciliation_cursor"
    )
    expect(cursor).toEqual({
      id: "order_canceled",
      position: await ago(HOUR),
      position_id: "order_2",
    })
    // It is older than the overlap, and the daily sweep was a moment ago.
    expect(await new Process().lookedAt()).toEqual(["order_2"])
  })

  it("reads orders of one and the same moment, once each in a run", async () => {
    const process = await longRunning()
    const at = "2030-01-09T12:00:00.123456Z"
    for (const id of ["order_2", "order_1", "order_3"]) {
      await addOrder(id, at)
    }

    expect(await process.lookedAt()).toEqual(["order_1", "order_2", "order_3"])
    await addOrder("order_0", at)
    expect(await process.lookedAt()).toEqual(["order_0"])
  })

  it("doesn't look at the same order again, unless it has changed", async () => {
    const process = await longRunning()
    await addOrder("order_1", await ago(HOUR))
    expect(await process.lookedAt()).toEqual(["order_1"])
    expect(await process.lookedAt()).toEqual([])

    await process.pipeline.register("scripted", "ext_1")
    await ledger.database.sql.raw(`update "order" set updated_at = now()`)
    expect(await process.lookedAt()).toEqual(["order_1"])
    expect(await capturedOrders()).toEqual(["order_1"])
  })

  it("finds what was committed late, behind the cursor", async () => {
    const process = await longRunning()
    await process.pipeline.register("scripted", "ext_1", {
      order_id: "order_late",
    })
    const slow = await ledger.database.sql.transaction()
    await slow.raw(
      `insert into "order" (id, canceled_at, updated_at) values (:id, :at, :at)`,
      { id: "order_late", at: await ago(HOUR) }
    )
    await addOrder("order_1", await ago(10 * MINUTE))
    expect(await process.lookedAt()).toEqual(["order_1"])

    await slow.commit()
    expect(await process.lookedAt()).toEqual(["order_late"])
    expect(await capturedOrders()).toEqual(["order_late"])
  })

  it("finds what turns up more than a day behind the cursor within a day", async () => {
    const process = await longRunning()
    await addOrder("order_1", await ago(10 * MINUTE))
    await process.run()
    await addOrder("order_old", await ago(2 * DAY))

    expect(await process.lookedAt()).toEqual([])
    ledger.clock.advance(DAY - SECOND)
    expect(await process.lookedAt()).toEqual([])
    ledger.clock.advance(SECOND)
    expect(await process.lookedAt()).toEqual(["order_old"])
  })

  it("sweeps once a day among all processes", async () => {
    const process = await longRunning()
    await process.run()
    await addOrder("order_1", await ago(HOUR))
    await process.run()
    await addOrder("order_old", await ago(2 * DAY))

    expect(await new Process().lookedAt()).toEqual(["order_1"])
  })

  it("goes on after an order that can't be captured, and tries it again", async () => {
    const process = await longRunning()
    await addOrder("order_1", await ago(2 * HOUR))
    await addOrder("order_2", await ago(HOUR))
    process.fails = (id) => id === "order_1"

    expect(await process.run()).toMatchObject({
      failed: 1,
      error: "order_1: made up",
    })
    expect(process.looked).toEqual(["order_1", "order_2"])

    process.fails = () => false
    expect(await process.lookedAt()).toEqual(["order_1"])
  })

  it("looks at a bounded number of orders in a run, and at all in the end", async () => {
    const process = await longRunning()
    await ledger.database.sql.raw(
      `insert into "order" (id, canceled_at, updated_at)
       select 'order_' || n, :at::timestamptz + n * interval '1 second', :at
       from generate_series(1, 1500) n`,
      { at: await ago(2 * DAY) }
    )

    const looked: string[] = []
    const runs: number[] = []
    for (let n = 0; n < 6; n++) {
      const before = looked.length
      await process.reconciliation.run(({ id }) =>
        Promise.resolve(looked.push(id) * 0)
      )
      runs.push(looked.length - before)
    }
    expect(runs).toEqual([300, 300, 300, 300, 300, 0])
    expect(new Set(looked).size).toBe(1_500)
  })

  it("doesn't overlap with itself", async () => {
    const process = await longRunning()
    await addOrder("order_1", await ago(HOUR))

    await Promise.all([process.run(), process.run(), process.run()])

    expect(process.looked).toEqual(["order_1"])
  })

  it("captures once, however many processes find it", async () => {
    const process = await longRunning()
    await process.pipeline.register("scripted", "ext_1")
    await addOrder("order_1", await ago(HOUR))

    const results = await Promise.all(
      [process, new Process(), new Process()].map((one) => one.run())
    )

    expect(results.reduce((sum, { captured }) => sum + captured, 0)).toBe(1)
    expect(await capturedOrders()).toEqual(["order_1"])
  })
})

describe("what needs no look", () => {
  it("an order whose cancellation was captured from its event", async () => {
    const process = await longRunning()
    await process.pipeline.register("scripted", "ext_1")
    await addOrder("order_1", await ago(HOUR))
    await process.pipeline.cancelOrder("order_1")

    expect(await process.lookedAt()).toEqual([])
  })

  it("one whose cancel was refused: a person has it", async () => {
    const process = await longRunning()
    await process.pipeline.register("scripted", "ext_1")
    await addOrder("order_1", await ago(HOUR))
    const provider = process.pipeline.strategies.scripted as ScriptedProvider
    provider.script = {
      onSend: () => Promise.resolve(rejected(error)),
    }
    const [id] = (await process.pipeline.cancelOrder("order_1")) as [string]
    await process.pipeline.drain()
    expect(await process.pipeline.row(id)).toMatchObject({ status: "rejected" })

    expect(await process.lookedAt()).toEqual([])
  })

  it("but one of whose provider orders lacks its cancel", async () => {
    const process = await longRunning(["scripted", "other"])
    await process.pipeline.register("scripted", "ext_1")
    await addOrder("order_1", await ago(HOUR))
    await process.pipeline.cancelOrder("order_1")
    await process.pipeline.register("other", "ext_2")

    expect(await process.run()).toMatchObject({ captured: 1 })
    expect(await process.lookedAt()).toEqual([])
  })

  it("nor one with a cancel by hand that was never looked at for its own", async () => {
    const process = await longRunning()
    const id = await process.pipeline.register("scripted", "ext_1")
    await addOrder("order_1", await ago(HOUR))
    await process.pipeline.capture.cancels({
      order_id: "order_1",
      provider_order_ids: [id],
      source: "admin",
      captured_by: "request",
    })

    expect(await process.lookedAt()).toEqual(["order_1"])
    expect(await capturedOrders()).toEqual(["order_1"])
  })
})

describe("what was found complete", () => {
  /** The orders that each run asked the ledger about. */
  const judgedBy = (process: Process): { perRun: () => Promise<string[]> } => {
    let judged: string[] = []
    const facts: FactSource = {
      ...CANCELED_ORDERS,
      judge: (sql, ids, providers) => {
        judged.push(...ids)
        return CANCELED_ORDERS.judge(sql, ids, providers)
      },
    }
    const reconciliation = process.reconciliationOf(facts)
    return {
      perRun: async () => {
        judged = []
        await process.run(reconciliation)
        return judged
      },
    }
  }

  it("isn't judged again a minute later, and is by the daily sweep", async () => {
    const process = await longRunning()
    const { perRun } = judgedBy(process)
    await process.pipeline.register("scripted", "ext_1")
    await addOrder("order_1", await ago(HOUR))
    await process.pipeline.cancelOrder("order_1")

    // At first it is new, and then it is behind the cursor.
    expect(await perRun()).toEqual(["order_1"])
    expect(await perRun()).toEqual(["order_1"])
    expect(await perRun()).toEqual([])
    ledger.clock.advance(2 * DAY)
    await addOrder("order_2", await ago(HOUR))
    await perRun()
    expect(await perRun()).not.toContain("order_1")
    ledger.clock.advance(DAY)
    expect(await perRun()).toContain("order_1")
  })

  it("is judged again once it has one more provider order, committed late", async () => {
    const process = await longRunning(["scripted", "other"])
    const { perRun } = judgedBy(process)
    await process.pipeline.register("scripted", "ext_1")
    await addOrder("order_1", await ago(HOUR))
    await process.pipeline.cancelOrder("order_1")
    await perRun()
    await perRun()
    expect(await perRun()).toEqual([])

    await process.pipeline.register("other", "ext_2")
    await ledger.database.sql.raw(
      `update cncl_provider_order set created_at = :at
       where external_id = 'ext_2'`,
      { at: await ago(DAY) }
    )
    expect(await perRun()).toEqual(["order_1"])
    expect(await capturedOrders()).toEqual(["order_1", "order_1"])
  })

  it("isn't what a cancel by hand covers, which may be refused yet", async () => {
    const process = await longRunning(["scripted", "other"])
    const { perRun } = judgedBy(process)
    const byHand = await process.pipeline.register("scripted", "ext_1")
    await process.pipeline.register("other", "ext_2")
    await process.pipeline.capture.cancels({
      order_id: "order_1",
      provider_order_ids: [byHand],
      source: "admin",
      captured_by: "request",
    })
    await addOrder("order_1", await ago(HOUR))
    await process.pipeline.cancelOrder("order_1")
    expect(await capturedOrders()).toHaveLength(2)
    await perRun()
    await perRun()
    expect(await perRun()).toEqual(["order_1"])

    const provider = process.pipeline.strategies.scripted as ScriptedProvider
    provider.script = { onSend: () => Promise.resolve(rejected(error)) }
    await process.pipeline.drain()
    await perRun()
    expect(await capturedOrders()).toHaveLength(3)
  })
})

describe("the start time", () => {
  it("lets nothing before it be captured", async () => {
    await addOrder("order_old", await ago(SECOND))
    const process = new Process()
    await process.pipeline.register("scripted", "ext_1", {
      order_id: "order_old",
    })
    await process.startTimes.ensure()
    ledger.clock.advance(10 * MINUTE)

    expect(await process.lookedAt()).toEqual([])
    ledger.clock.advance(2 * DAY)
    expect(await process.lookedAt()).toEqual([])
  })

  it("is each provider's own", async () => {
    const first = await longRunning(["scripted"])
    await addOrder("order_1", await ago(HOUR))
    await first.pipeline.register("scripted", "ext_1")
    const both = new Process(["scripted", "other"])
    await both.pipeline.register("other", "ext_2")

    expect(await both.run()).toMatchObject({ captured: 1 })
    const rows = await rowsOf(
      ledger.database.sql,
      "select provider_id from cncl_cancellation"
    )
    expect(rows).toEqual([{ provider_id: "scripted" }])
    expect(await both.lookedAt()).toEqual([])
  })

  it("begins anew when an automation is disabled and enabled", async () => {
    const before = await longRunning()
    await before.run()
    ledger.clock.advance(DAY)
    const off = new Process(["scripted"], {
      automation: { orderCanceled: false },
    })
    await off.startTimes.ensure()
    await addOrder("order_1", await ledger.clock.now())
    await off.pipeline.register("scripted", "ext_1")
    for (let minute = 0; minute < 60; minute++) {
      ledger.clock.advance(MINUTE)
      await off.startTimes.ensure()
    }
    expect(await off.lookedAt()).toEqual([])

    const on = new Process()
    expect(await on.lookedAt()).toEqual([])
    ledger.clock.advance(3 * DAY)
    expect(await on.lookedAt()).toEqual([])
    expect(await capturedOrders()).toEqual([])

    await addOrder("order_2", await ago(HOUR))
    expect(await on.lookedAt()).toEqual(["order_2"])
  })
})

describe("the index on Medusa's orders", () => {
  const indexState = async (): Promise<boolean | null> => {
    const [row] = await rowsOf<{ indisvalid: boolean }>(
      ledger.database.sql,
      `select indisvalid from pg_index
       where indexrelid = to_regclass(:name)`,
      { name: `"${ORDER_INDEX.name}"` }
    )
    return row?.indisvalid ?? null
  }

  afterEach(async () => {
    await ledger.database.sql.raw(`drop index if exists "${ORDER_INDEX.name}"`)
  })

  it("is created once, however many processes try", async () => {
    const states = await Promise.all(
      Array.from({ length: 4 }, () =>
        createFactIndex(ledger.database.sql, ORDER_INDEX)
      )
    )

    expect(states.filter((state) => state === "created")).toHaveLength(1)
    expect(await indexState()).toBe(true)
    expect(await createFactIndex(ledger.database.sql, ORDER_INDEX)).toBe(
      "present"
    )
  })

  it("replaces an invalid one that an earlier failure left", async () => {
    await addOrder("order_1", await ago(0))
    await addOrder("order_2", null)
    await ledger.database.sql.raw(`update "order" set deleted_at = now()`)
    // A unique index that can't be built stays behind as an invalid one.
    await expect(
      ledger.database.sql.raw(
        `create unique index concurrently "${ORDER_INDEX.name}" on "order" (deleted_at)`
      )
    ).rejects.toThrow()
    expect(await indexState()).toBe(false)

    expect(await createFactIndex(ledger.database.sql, ORDER_INDEX)).toBe(
      "created"
    )
    expect(await indexState()).toBe(true)
  })

  it("is tried once by a process, and its failure is only told", async () => {
    const process = new Process()
    const builder = new IndexBuilder(
      ledger.database.sql,
      process.pipeline.logger
    )
    await ledger.database.sql.raw(`alter table "order" rename to "order_away"`)
    await builder.ensure(ORDER_INDEX)
    await ledger.database.sql.raw(`alter table "order_away" rename to "order"`)
    await builder.ensure(ORDER_INDEX)

    expect(await indexState()).toBeNull()
    expect(process.pipeline.logger.lines).toMatchObject([
      { level: "warn", text: expect.stringContaining("works without it") },
    ])
  })

  it("is left out where an option says so", async () => {
    const process = await longRunning()
    await process.run()
    expect(await indexState()).toBeNull()
  })

  it("serves the page that is read", async () => {
    await createFactIndex(ledger.database.sql, ORDER_INDEX)
    await ledger.database.sql.raw(
      `insert into "order" (id, canceled_at, updated_at)
       select 'order_' || n, case when n % 50 = 0
         then :at::timestamptz + n * interval '1 second' end, :at
       from generate_series(1, 20000) n`,
      { at: await ago(DAY) }
    )
    await ledger.database.sql.raw(`analyze "order"`)
    const plan = await rowsOf<Record<string, string>>(
      ledger.database.sql,
      `explain select id from "order" o
       where o.canceled_at is not null and o.deleted_at is null
         and (o.canceled_at, o.id) > (:at::timestamptz, 'order_1')
         and o.canceled_at < :at::timestamptz + interval '1 hour'
       order by o.canceled_at, o.id limit 500`,
      { at: await ago(DAY) }
    )
    expect(JSON.stringify(plan)).toContain(ORDER_INDEX.name)
  })
})

describe("what is remembered of facts", () => {
  it("is bounded, and the oldest goes first", () => {
    const memory = new FactMemory(2)
    for (const id of ["a", "b", "a", "c"]) {
      memory.add({ id, version: "1" })
    }

    expect(
      ["a", "b", "c"].map((id) => memory.has({ id, version: "1" }))
    ).toEqual([true, false, true])
    expect(memory.has({ id: "a", version: "2" })).toBe(false)
  })
})

describe("drift", () => {
  const RECORD = recordOf({ status: "ok", total: "100", remaining: "60" })

  const driftOf = async (
    externalId: string
  ): Promise<Record<string, unknown> | null> => {
    const [row] = await rowsOf<{ drift: Record<string, unknown> | null }>(
      ledger.database.sql,
      "select drift from cncl_provider_order where external_id = :externalId",
      { externalId }
    )
    return row?.drift ?? null
  }

  const start = (
    provider: ScriptedProvider
  ): { pipeline: Pipeline; check: DriftCheck } => {
    const pipeline = ledger.start(provider)
    return {
      pipeline,
      check: new DriftCheck(pipeline.context, pipeline.logger),
    }
  }

  const voidSome = async (
    pipeline: Pipeline,
    externalId: string,
    orderId: string,
    amount = "40"
  ): Promise<void> => {
    const [known] = await rowsOf<{ id: string }>(
      ledger.database.sql,
      "select id from cncl_provider_order where external_id = :externalId",
      { externalId }
    )
    await pipeline.capture.void({
      order_id: orderId,
      provider_order_id:
        known?.id ??
        (await pipeline.register("scripted", externalId, {
          order_id: orderId,
          total: "100",
        })),
      amount,
      source: "admin",
      captured_by: "request",
    })
    await pipeline.drain()
  }

  const driftLines = (pipeline: Pipeline): string[] =>
    pipeline.logger.lines
      .filter(({ text }) => text.includes("differs from the ledger"))
      .map(({ text }) => text)

  describe("between the provider's record and the ledger", () => {
    let record: ProviderRecord
    let reads: number
    let read: () => Promise<RecordReading>
    let pipeline: Pipeline
    let check: DriftCheck

    beforeEach(() => {
      record = RECORD
      reads = 0
      read = () => Promise.resolve({ type: "found", record })
      const provider = new ScriptedProvider({
        void: { readable: true },
        onRead: () => {
          reads += 1
          return read()
        },
      })
      ;({ pipeline, check } = start(provider))
    })

    it("is looked for once, five minutes after a cancellation has settled", async () => {
      await voidSome(pipeline, "ext_1", "order_1")
      ledger.clock.advance(5 * MINUTE - SECOND)
      await check.run()
      expect(reads).toBe(0)

      ledger.clock.advance(SECOND)
      await check.run()
      await check.run()
      await start(pipeline.strategies.scripted as ScriptedProvider).check.run()
      expect(reads).toBe(1)
      expect(await driftOf("ext_1")).toBeNull()

      await voidSome(pipeline, "ext_1", "order_1", "10")
      record = { ...RECORD, remaining: "50" }
      ledger.clock.advance(5 * MINUTE)
      await check.run()
      expect(reads).toBe(2)
      expect(await driftOf("ext_1")).toBeNull()
    })

    it("isn't looked for a day later", async () => {
      await voidSome(pipeline, "ext_1", "order_1")
      ledger.clock.advance(DAY + SECOND)
      await check.run()
      expect(reads).toBe(0)
    })

    it("is flagged and told once, and cleared when it is gone", async () => {
      record = { ...RECORD, remaining: "35" }
      await voidSome(pipeline, "ext_1", "order_1")
      ledger.clock.advance(5 * MINUTE)
      const foundAt = await ledger.clock.now()
      await check.run()
      expect(await driftOf("ext_1")).toEqual({
        kind: "remaining",
        ledger: "60",
        provider: "35",
        message: expect.stringContaining("35 EUR are left"),
        found_at: foundAt.toISOString(),
      })
      expect(driftLines(pipeline)).toHaveLength(1)

      await voidSome(pipeline, "ext_1", "order_1", "10")
      record = { ...RECORD, remaining: "50" }
      ledger.clock.advance(5 * MINUTE)
      await check.run()
      expect(await driftOf("ext_1")).toBeNull()
      expect(driftLines(pipeline)).toHaveLength(1)
    })

    it("is looked for at a few provider orders a run, and at all in the end", async () => {
      for (let n = 0; n < 7; n++) {
        await voidSome(pipeline, `ext_${n}`, `order_${n}`)
      }
      ledger.clock.advance(5 * MINUTE)
      await check.run()
      expect(reads).toBe(5)
      await check.run()
      expect(reads).toBe(7)
    })

    it("isn't looked for while the provider is paused or its circuit is open", async () => {
      await voidSome(pipeline, "ext_1", "order_1")
      ledger.clock.advance(5 * MINUTE)
      await pipeline.providers.pause("scripted", null)
      await check.run()
      await pipeline.providers.resume("scripted")
      await ledger.database.sql.raw(
        "update cncl_provider_state set circuit_state = 'open', circuit_until = :until",
        { until: await ago(-MINUTE) }
      )
      await check.run()
      expect(reads).toBe(0)

      await ledger.database.sql.raw(
        "update cncl_provider_state set circuit_state = 'closed'"
      )
      await check.run()
      expect(reads).toBe(1)
    })

    it("stays open where the record can't be read, and keeps nobody waiting", async () => {
      await voidSome(pipeline, "ext_1", "order_1")
      ledger.clock.advance(MINUTE)
      await voidSome(pipeline, "ext_2", "order_2")
      ledger.clock.advance(5 * MINUTE)
      read = () => Promise.resolve(failed({ code: "timeout", message: "…" }))
      await check.run()
      expect(reads).toBe(1)

      read = () => Promise.resolve({ type: "found", record })
      await check.run()
      await check.run()
      expect(reads).toBe(2)
      ledger.clock.advance(HOUR)
      await check.run()
      expect(reads).toBe(3)
    })

    it("isn't made of what was settled while the record was being read", async () => {
      await voidSome(pipeline, "ext_1", "order_1")
      ledger.clock.advance(5 * MINUTE)
      read = async () => {
        await voidSome(pipeline, "ext_1", "order_1", "10")
        return { type: "found", record: { ...RECORD, remaining: "60" } }
      }
      await check.run()
      expect(reads).toBe(1)
      expect(await driftOf("ext_1")).toBeNull()
    })

    it("survives a strategy that throws", async () => {
      await voidSome(pipeline, "ext_1", "order_1")
      ledger.clock.advance(5 * MINUTE)
      read = () => Promise.reject(new Error("made up"))
      await check.run()
      expect(reads).toBe(1)
      expect(await driftOf("ext_1")).toBeNull()
    })
  })

  describe("in what an answer says is left", () => {
    const answering = (
      remaining: () => string | null
    ): ReturnType<typeof start> =>
      start(
        new ScriptedProvider({
          unit: "climes",
          onSend: () =>
            Promise.resolve(
              succeeded({ proof: PROOF, remaining: remaining() })
            ),
        })
      )

    it("is flagged when it settles, told once, and cleared by a fitting one", async () => {
      let remaining = "59"
      const { pipeline } = answering(() => remaining)
      await voidSome(pipeline, "ext_1", "order_1")
      expect(await driftOf("ext_1")).toMatchObject({
        kind: "remaining",
        ledger: "60",
        provider: "59",
      })
      expect(driftLines(pipeline)).toEqual([
        expect.stringContaining(
          'order ext_1 at "scripted" differs from the ledger. The provider says that 59 climes are left, the ledger 60 climes.'
        ),
      ])

      remaining = "50"
      await voidSome(pipeline, "ext_1", "order_1", "10")
      expect(await driftOf("ext_1")).toBeNull()
      expect(driftLines(pipeline)).toHaveLength(1)
    })

    it.each([["60"], ["60.0"], [null], ["many"]])(
      "is none where the answer says %p",
      async (remaining) => {
        const { pipeline } = answering(() => remaining)
        await voidSome(pipeline, "ext_1", "order_1")

        expect(await driftOf("ext_1")).toBeNull()
        expect(await capturedOrders()).toEqual(["order_1"])
        const [row] = await rowsOf(
          ledger.database.sql,
          "select status from cncl_cancellation"
        )
        expect(row).toEqual({ status: "succeeded" })
      }
    )
  })
})
