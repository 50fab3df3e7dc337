import { SETTLING_MS } from "../../src/modules/cancellation/core/automation"
import { rowsOf } from "../../src/modules/cancellation/ledger/sql"
import {
  CaptureOrderCancelInput,
  NewProviderOrder,
} from "../../src/modules/cancellation/types"
import { useLedger } from "../support/ledger"
import { Pipeline } from "../support/pipeline"
import { ScriptedProvider } from "../support/scripted-provider"
import { until } from "../support/until"

const found = (
  external_id: string,
  provider_id = "scripted"
): NewProviderOrder => ({
  provider_id,
  external_id,
  origin: "metadata",
  found_in: `metadata.${provider_id}_order_id`,
  total: "100",
  total_source: "order",
  currency_code: "eur",
  items: null,
  metadata: null,
})

interface Captured {
  order_id: string
  external_id: string
  kind: string
  status: string
  source: string
  source_id: string | null
  captured_by: string
  caused_at: Date | null
}

describe("an order that Medusa cancelled", () => {
  const ledger = useLedger()
  let pipeline: Pipeline

  beforeEach(() => {
    pipeline = ledger.start({
      scripted: new ScriptedProvider(),
      other: new ScriptedProvider(),
    })
  })

  const capture = async (fields: Partial<CaptureOrderCancelInput> = {}) =>
    pipeline.orderCancel.capture({
      order_id: "order_1",
      order_display_id: 1,
      canceled_at: await ledger.clock.now(),
      captured_by: "event",
      provider_orders: [],
      ...fields,
    })

  const recorded = async (): Promise<string[]> =>
    (
      await rowsOf<{ external_id: string }>(
        ledger.database.sql,
        "select external_id from cncl_provider_order where deleted_at is null order by external_id"
      )
    ).map(({ external_id }) => external_id)

  const captured = (): Promise<Captured[]> =>
    rowsOf<Captured>(
      ledger.database.sql,
      "select * from cncl_cancellation order by external_id, seq"
    )

  it("is recorded with what it has, and its cancels captured with it", async () => {
    const canceled_at = await ledger.clock.now()
    await pipeline.register("other", "o-1")

    const { captured_ids, provider_order_ids } = await capture({
      canceled_at,
      provider_orders: [found("s-1")],
    })

    expect(captured_ids).toHaveLength(2)
    expect(provider_order_ids).toHaveLength(2)
    const cancel = {
      order_id: "order_1",
      kind: "cancel",
      status: "pending",
      source: "order_canceled",
      source_id: "order_1",
      captured_by: "event",
      caused_at: canceled_at,
    }
    expect(await captured()).toMatchObject([
      { external_id: "o-1", ...cancel },
      { external_id: "s-1", ...cancel },
    ])
  })

  it("is cancelled at what a view of the order forgets at this moment", async () => {
    const { sql } = ledger.database
    await pipeline.book.record({
      order_id: "order_1",
      order_display_id: 1,
      canceled_at: null,
      provider_orders: [found("s-1"), found("o-1", "other")],
    })
    // A view that read the order a moment ago: its payment was given up.
    const view = await sql.transaction()
    await view.raw(
      "select 1 from cncl_provider_order where order_id = 'order_1' order by id for update"
    )
    await view.raw("delete from cncl_provider_order where external_id = 's-1'")

    const capturing = capture({
      provider_orders: [found("s-1"), found("o-1", "other")],
    })
    await until(async () => {
      const [{ waits }] = (await rowsOf<{ waits: boolean }>(
        sql,
        `select exists (select 1 from pg_stat_activity
           where wait_event_type = 'Lock' and datname = current_database()
         ) as waits`
      )) as [{ waits: boolean }]
      return waits
    })
    await view.commit()
    await capturing

    expect(await recorded()).toEqual(["o-1", "s-1"])
    expect(await captured()).toMatchObject([
      { external_id: "o-1", status: "pending" },
      { external_id: "s-1", status: "pending" },
    ])
  })

  describe.each([
    ["a statement fails", "raise exception 'the disk is full'"],
    [
      "its connection is killed",
      "perform pg_terminate_backend(pg_backend_pid())",
    ],
  ])("where %s between the two", (_, fault) => {
    afterEach(async () => {
      await ledger.database.sql.raw(
        "drop function if exists break_cancellation cascade"
      )
    })

    it("is neither recorded nor captured, and both the next time", async () => {
      await ledger.database.sql.raw(
        `create function break_cancellation() returns trigger language plpgsql
           as $$ begin ${fault}; return new; end $$;
         create trigger break_cancellation before insert on cncl_cancellation
           for each row execute function break_cancellation()`
      )
      const input = { provider_orders: [found("s-1")] }

      await expect(capture(input)).rejects.toThrow()
      expect(await recorded()).toEqual([])
      expect(await captured()).toEqual([])

      await ledger.database.sql.raw("drop function break_cancellation cascade")
      await capture(input)
      expect(await recorded()).toEqual(["s-1"])
      expect(await captured()).toHaveLength(1)
    })
  })

  it("is captured once by event and reconciliation at the same time", async () => {
    await pipeline.startTimes.ensure()
    const canceled_at = await ledger.clock.now()
    ledger.clock.advance(SETTLING_MS)
    const another = ledger.start({
      scripted: new ScriptedProvider(),
      other: new ScriptedProvider(),
    })
    const input: CaptureOrderCancelInput = {
      order_id: "order_1",
      order_display_id: 1,
      canceled_at,
      captured_by: "event",
      provider_orders: [found("s-1"), found("o-1", "other")],
    }

    const ends = await Promise.all(
      [pipeline, another, pipeline, another].map(({ orderCancel }, index) =>
        orderCancel.capture({
          ...input,
          captured_by: index % 2 ? "event" : "reconciliation",
        })
      )
    )

    expect(ends.flatMap(({ captured_ids }) => captured_ids)).toHaveLength(2)
    expect(await recorded()).toEqual(["o-1", "s-1"])
    expect(await captured()).toHaveLength(2)
  })

  it("captures what was recorded before too, though it isn't found now", async () => {
    await pipeline.register("other", "o-1")

    await capture({ provider_orders: [found("s-1")] })

    expect(await captured()).toMatchObject([
      { external_id: "o-1" },
      { external_id: "s-1" },
    ])
  })

  it("captures what a view of it records at the same moment", async () => {
    const { sql } = ledger.database
    const view = await sql.transaction()
    await pipeline.book.recordIn(
      view,
      {
        order_id: "order_1",
        order_display_id: 1,
        canceled_at: null,
        provider_orders: [found("s-1"), found("o-1", "other")],
      },
      await ledger.clock.now()
    )

    const capturing = capture({ provider_orders: [found("s-1")] })
    await until(async () => {
      const waiting = await rowsOf(
        sql,
        "select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'"
      )
      return waiting.length > 0
    })
    await view.commit()

    expect((await capturing).captured_ids).toHaveLength(2)
  })

  it("supersedes a void that still waits", async () => {
    const lane = await pipeline.register("scripted", "s-1", { total: "100" })
    await pipeline.void(lane, { amount: "30" })

    await capture()

    expect(await captured()).toMatchObject([
      { kind: "void", status: "superseded" },
      { kind: "cancel", status: "pending" },
    ])
  })

  it("is recorded only, while it is not cancelled (any more)", async () => {
    const { captured_ids } = await capture({
      canceled_at: null,
      provider_orders: [found("s-1")],
    })

    expect(captured_ids).toEqual([])
    expect(await recorded()).toEqual(["s-1"])
    expect(await captured()).toEqual([])
  })

  it("is left to its event by the reconciliation, until it is settled", async () => {
    await pipeline.startTimes.ensure()
    const input = {
      captured_by: "reconciliation" as const,
      canceled_at: await ledger.clock.now(),
      provider_orders: [found("s-1")],
    }
    ledger.clock.advance(SETTLING_MS - 1)
    await capture(input)
    expect(await captured()).toEqual([])

    ledger.clock.advance(1)
    await capture(input)
    expect(await captured()).toHaveLength(1)
  })

  it("is left alone by the reconciliation, where it is older than the start time", async () => {
    const canceled_at = await ledger.clock.now()
    ledger.clock.advance(SETTLING_MS)
    await pipeline.startTimes.ensure()

    await capture({
      captured_by: "reconciliation",
      canceled_at,
      provider_orders: [found("s-1")],
    })

    expect(await recorded()).toEqual(["s-1"])
    expect(await captured()).toEqual([])
  })

  describe("of which another order seems to have a part", () => {
    beforeEach(async () => {
      await pipeline.book.record({
        order_id: "order_2",
        order_display_id: 2,
        canceled_at: null,
        provider_orders: [found("s-1")],
      })
    })

    const input = { provider_orders: [found("s-1"), found("o-1", "other")] }

    it("waits with all its cancels until that order was looked at", async () => {
      const { held, captured_ids } = await capture(input)

      expect(held).toMatchObject([{ order_id: "order_2" }])
      expect(captured_ids).toEqual([])
      expect(await captured()).toEqual([])
    })

    it("is captured without it, where that order keeps it", async () => {
      const { held, skipped } = await capture({ ...input, despite_held: true })

      expect(held).toHaveLength(1)
      expect(skipped).toEqual([
        {
          provider_id: "scripted",
          external_id: "s-1",
          reason: "it belongs to another order",
        },
      ])
      expect(await captured()).toMatchObject([{ external_id: "o-1" }])
    })
  })

  it("takes one statement, where nothing is known or found of it", async () => {
    const statements: string[] = []
    const note = ({ sql }: { sql: string }) => statements.push(sql)
    await ledger.clock.now()
    ledger.database.sql.on("query", note)
    try {
      expect(await capture()).toMatchObject({ captured_ids: [] })
    } finally {
      ledger.database.sql.off("query", note)
    }

    expect(statements).toHaveLength(1)
  })
})
