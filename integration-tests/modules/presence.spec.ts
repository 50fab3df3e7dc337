import { rowsOf } from "../../src/modules/cancellation/ledger/sql"
import {
  CANCELED_ORDERS,
  FactSource,
  ORDER_EDITS,
} from "../../src/modules/cancellation/operations/reconciliation/fact-source"
import { IndexBuilder } from "../../src/modules/cancellation/operations/reconciliation/index-builder"
import { Reconciliation } from "../../src/modules/cancellation/operations/reconciliation/reconciliation"
import { useLedger } from "../support/ledger"
import { Pipeline } from "../support/pipeline"
import { ScriptedProvider } from "../support/scripted-provider"

const MINUTE = 60_000
const START = new Date("2030-01-01T00:00:00Z")

const ledger = useLedger()

/** The columns that are read of Medusa's own tables. */
beforeAll(async () => {
  await ledger.database.sql.raw(`
    create table "order" (
      id text primary key, canceled_at timestamptz, updated_at timestamptz,
      deleted_at timestamptz
    );
    create table order_change (
      id text primary key, order_id text, change_type text, status text,
      confirmed_at timestamptz, updated_at timestamptz, deleted_at timestamptz
    )`)
})

beforeEach(async () => {
  await ledger.database.sql.raw(`truncate "order", order_change`)
})

/** A process with these providers and these automations. */
const aProcess = (
  providers: string[],
  automation: Record<string, boolean> = {}
): Pipeline =>
  ledger.start(
    Object.fromEntries(providers.map((id) => [id, new ScriptedProvider()])),
    { options: { automation, reconciliation: { createIndex: false } } }
  )

/** Lets minutes pass in which only these processes run. */
const passing = async (
  minutes: number,
  ...processes: Pipeline[]
): Promise<void> => {
  for (let minute = 0; minute < minutes; minute++) {
    ledger.clock.advance(MINUTE)
    for (const { startTimes } of processes) {
      await startTimes.ensure()
    }
  }
}

const started = async (...processes: Pipeline[]): Promise<void> => {
  for (const { startTimes } of processes) {
    await startTimes.ensure()
  }
}

/** Minutes after the beginning. Null: disabled. */
const startOf = async (
  provider_id: string,
  source = "order_canceled"
): Promise<number | null> => {
  const [row] = await rowsOf<{ enabled_at: Date; disabled_at: Date | null }>(
    ledger.database.sql,
    `select enabled_at, disabled_at from cncl_start_time
     where provider_id = :provider_id and source = :source`,
    { provider_id, source }
  )
  return row && !row.disabled_at
    ? (row.enabled_at.getTime() - START.getTime()) / MINUTE
    : null
}

describe("a start time", () => {
  it("stays through a rolling deployment, however long two sets of providers run", async () => {
    const old = aProcess(["akinon"])
    const young = aProcess(["akinon", "aplazame"])
    await started(old, young)

    await passing(45, old, young)

    expect(await startOf("akinon")).toBe(0)
    expect(await startOf("aplazame")).toBe(0)
  })

  it("stays where the one that lacks a provider says so last", async () => {
    const both = aProcess(["akinon", "aplazame"])
    await started(both)
    await passing(5, both)
    await started(aProcess(["akinon"]))

    expect(await startOf("aplazame")).toBe(0)
  })

  it.each([
    { minutes: 9, start: 0 },
    { minutes: 11, start: 5 + 11 },
  ])(
    "of a provider that was removed for $minutes minutes is that of minute $start",
    async ({ minutes, start }) => {
      const both = aProcess(["akinon", "aplazame"])
      await started(both)
      await passing(5, both)
      const without = aProcess(["akinon"])
      await started(without)
      await passing(minutes, without)
      expect((await startOf("aplazame")) === null).toBe(minutes > 10)

      await started(aProcess(["akinon", "aplazame"]))

      expect(await startOf("aplazame")).toBe(start)
      expect(await startOf("akinon")).toBe(0)
    }
  )

  it("stays where no process ran at all, for however long: nobody was there to see", async () => {
    const both = aProcess(["akinon", "aplazame"])
    const without = aProcess(["akinon"])
    await started(both, without)
    // The process that lacks it is the last to be seen.
    await passing(5, both, without)

    ledger.clock.advance(120 * MINUTE)
    await started(without)
    expect(await startOf("aplazame")).toBe(0)
    await started(both)
    await passing(20, both, without)

    expect(await startOf("aplazame")).toBe(0)
  })

  it("counts ten minutes anew after a time in which nobody looked", async () => {
    const both = aProcess(["akinon", "aplazame"])
    const without = aProcess(["akinon"])
    await started(both, without)
    await passing(8, without)
    ledger.clock.advance(60 * MINUTE)

    await started(without)
    await passing(9, without)
    expect(await startOf("aplazame")).toBe(0)
    await passing(2, without)
    expect(await startOf("aplazame")).toBeNull()
  })

  it.each([
    { minutes: 9, start: 0 },
    { minutes: 11, start: 11 },
  ])(
    "of an automation that was off for $minutes minutes is that of minute $start",
    async ({ minutes, start }) => {
      await started(aProcess(["aplazame"], { orderEdited: true }))
      const off = aProcess(["aplazame"])
      await started(off)
      await passing(minutes, off)
      await started(aProcess(["aplazame"], { orderEdited: true }))

      expect(await startOf("aplazame", "order_edited")).toBe(start)
      expect(await startOf("aplazame", "order_canceled")).toBe(0)
    }
  )

  it("ends at once where a person says so, and begins when a process has it again", async () => {
    const process = aProcess(["aplazame"])
    await started(process)
    await ledger.database.sql.raw(
      "update cncl_start_time set disabled_at = ?",
      [await ledger.clock.now()]
    )
    expect(await startOf("aplazame")).toBeNull()

    await passing(2, process)

    expect(await startOf("aplazame")).toBe(1)
  })

  it("is written by any number of processes at once", async () => {
    const processes = Array.from({ length: 8 }, (_, index) =>
      aProcess(index % 2 ? ["akinon", "aplazame"] : ["climes", "akinon"])
    )
    for (let minute = 0; minute < 15; minute++) {
      await Promise.all(processes.map(({ startTimes }) => startTimes.ensure()))
      ledger.clock.advance(MINUTE)
    }

    for (const id of ["akinon", "aplazame", "climes"]) {
      expect(await startOf(id)).toBe(0)
    }
  })
})

describe("what was lost meanwhile", () => {
  const cancelled = async (id: string): Promise<void> => {
    await ledger.database.sql.raw(
      `insert into "order" (id, canceled_at, updated_at) values (:id, :at, :at)`,
      { id, at: await ledger.clock.now() }
    )
  }

  /** What a process's reconciliation looks at, and captures there. */
  const reconciliationOf = (
    { context, startTimes, logger, capture, book }: Pipeline,
    facts: FactSource = CANCELED_ORDERS
  ): { run: () => Promise<string[]> } => {
    const looked: string[] = []
    const reconciliation = new Reconciliation(
      context,
      startTimes,
      new IndexBuilder(ledger.database.sql, logger),
      facts
    )
    return {
      run: async () => {
        looked.length = 0
        await reconciliation.run(async ({ id, subject_id }) => {
          looked.push(id)
          // As the workflow does: found by convention where it is configured.
          await book.record({
            order_id: subject_id,
            order_display_id: null,
            canceled_at: null,
            provider_orders: context.registry.ids().map((provider_id) => ({
              provider_id,
              external_id: `${provider_id}_of_${subject_id}`,
              origin: "metadata",
              total: "100",
              total_source: "order",
              currency_code: "eur",
              items: null,
              metadata: null,
            })),
          })
          if (facts !== CANCELED_ORDERS) {
            return 0
          }
          const { captured_ids } = await capture.cancels({
            order_id: id,
            source: "order_canceled",
            source_id: id,
            captured_by: "reconciliation",
            canceled_at: START,
          })
          return captured_ids.length
        })
        return [...looked]
      },
    }
  }

  const capturedAt = async (): Promise<string[]> =>
    (
      await rowsOf<{ provider_id: string }>(
        ledger.database.sql,
        "select provider_id from cncl_cancellation order by provider_id"
      )
    ).map(({ provider_id }) => provider_id)

  it("is found where a provider was away for nine minutes", async () => {
    const both = aProcess(["akinon", "aplazame"])
    await started(both)
    const without = aProcess(["akinon"])
    await started(without)
    await passing(2, without)
    await cancelled("order_1")
    await both.register("aplazame", "apz-1", { order_id: "order_1" })
    await passing(7, without)
    await reconciliationOf(without).run()

    const again = aProcess(["akinon", "aplazame"])
    await reconciliationOf(again).run()

    expect(await capturedAt()).toEqual(["akinon", "aplazame"])
  })

  it("is found where the event came to a process without the provider, and is looked at once", async () => {
    const old = aProcess(["akinon"])
    const young = aProcess(["akinon", "aplazame"])
    await started(young, old)
    await passing(5, young, old)
    await cancelled("order_1")
    await old.register("akinon", "akinon_of_order_1")
    await old.cancelOrder()
    expect(await capturedAt()).toEqual(["akinon"])
    await passing(3, young, old)

    const found = reconciliationOf(young)
    expect(await found.run()).toEqual(["order_1"])

    expect(await capturedAt()).toEqual(["akinon", "aplazame"])
    await passing(3, young)
    expect(await found.run()).toEqual([])
  })

  it("is looked at again of edits too", async () => {
    const edits = { orderEdited: true }
    const old = aProcess(["akinon"], edits)
    const young = aProcess(["akinon", "aplazame"], edits)
    await started(young, old)
    await passing(5, young, old)
    await ledger.database.sql.raw(`
      insert into "order" (id, updated_at) values ('order_1', now());
      insert into order_change (
        id, order_id, change_type, status, confirmed_at, updated_at
      ) values (
        'ordch_1', 'order_1', 'edit', 'confirmed',
        '2030-01-01T00:05:00Z', '2030-01-01T00:05:00Z'
      )`)
    const id = await old.register("akinon", "ak-1", { total: "100" })
    await old.capture.void({
      order_id: "order_1",
      provider_order_id: id,
      amount: "10",
      source: "order_edited",
      source_id: "ordch_1",
      captured_by: "event",
    })
    await passing(3, young, old)

    const found = reconciliationOf(young, ORDER_EDITS)
    expect(await found.run()).toEqual(["ordch_1"])
  })

  it("is looked for no more a day after all processes had the same", async () => {
    const old = aProcess(["akinon"])
    const young = aProcess(["akinon", "aplazame"])
    await started(young, old)
    await passing(5, young)
    ledger.clock.advance(25 * 60 * MINUTE)
    await started(young)
    await cancelled("order_1")
    await young.register("akinon", "ak-1", { order_id: "order_1" })
    await young.cancelOrder()
    await passing(3, young)

    expect(await reconciliationOf(young).run()).toEqual([])
  })
})

describe("processes with different providers", () => {
  const said = ({ logger }: Pipeline): string[] =>
    logger.lines
      .filter(({ text }) => text.includes("processes of this store"))
      .map(({ level, text }) => `${level}: ${text}`)

  const LISTS =
    "[akinon, aplazame; automated: order_canceled] and [akinon; automated: order_canceled, order_edited]"

  it("are told of once, with both lists, and that it is over", async () => {
    const old = aProcess(["akinon"], { orderEdited: true })
    const young = aProcess(["aplazame", "akinon"])
    await started(old, young)
    await passing(10, old, young)

    expect(said(young)).toEqual([
      expect.stringContaining(
        `warn: medusa-plugin-cancellation: processes of this store run with different providers or automations: ${LISTS}.`
      ),
    ])
    expect(said(old)).toEqual(said(young))
    expect(await young.startTimes.disagreement()).toEqual([
      {
        providers: ["akinon", "aplazame"],
        sources: ["order_canceled"],
        processes: 1,
      },
      {
        providers: ["akinon"],
        sources: ["order_canceled", "order_edited"],
        processes: 1,
      },
    ])

    await old.startTimes.leave()
    await passing(5, young)

    expect(await young.startTimes.disagreement()).toBeNull()
    expect(said(young).slice(1)).toEqual([
      "info: medusa-plugin-cancellation: all processes of this store run with the same providers and automations again",
    ])
  })

  it("are told of again when a third set comes", async () => {
    const [a, b, c] = [["akinon"], ["aplazame"], ["climes"]].map((ids) =>
      aProcess(ids)
    ) as [Pipeline, Pipeline, Pipeline]
    await started(a, b)
    await passing(2, a, b)
    await started(c)
    await passing(2, a, b, c)

    expect(said(a)).toHaveLength(2)
    expect(said(a)[1]).toContain("[climes; automated: order_canceled]")
  })

  it("agree once the one that differs was killed three minutes ago", async () => {
    const old = aProcess(["akinon"])
    const young = aProcess(["aplazame"])
    await started(old, young)
    await passing(2, young)
    expect(await young.startTimes.disagreement()).not.toBeNull()
    await passing(2, young)

    expect(await young.startTimes.disagreement()).toBeNull()
  })

  it("are none where all have the same, in whatever order", async () => {
    const one = aProcess(["akinon", "aplazame"])
    const other = aProcess(["aplazame", "akinon"])
    await started(one, other)
    await passing(5, one, other)

    expect(said(one)).toEqual([])
    expect(await one.startTimes.disagreement()).toBeNull()
  })

  it("are forgotten a day after they ended", async () => {
    const rows = async (): Promise<number> =>
      (await rowsOf(ledger.database.sql, "select 1 from cncl_process")).length
    await started(aProcess(["akinon"]))
    expect(await rows()).toBe(1)
    ledger.clock.advance(25 * 60 * MINUTE)

    await started(aProcess(["akinon"]))

    expect(await rows()).toBe(1)
  })
})
