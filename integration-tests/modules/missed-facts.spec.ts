import {
  EDIT_INDEX,
  REFUND_INDEX,
  createFactIndex,
} from "../../src/modules/cancellation/ledger/facts/fact-index"
import {
  Fact,
  positionAt,
  positionOf,
} from "../../src/modules/cancellation/ledger/facts/fact"
import {
  FactSource,
  ORDER_EDITS,
  REFUNDS,
} from "../../src/modules/cancellation/operations/reconciliation/fact-source"
import { IndexBuilder } from "../../src/modules/cancellation/operations/reconciliation/index-builder"
import { Reconciliation } from "../../src/modules/cancellation/operations/reconciliation/reconciliation"
import { StartTimes } from "../../src/modules/cancellation/operations/start-times"
import { rowsOf } from "../../src/modules/cancellation/ledger/sql"
import { MatchingSettings } from "../../src/modules/cancellation/types"
import { useLedger } from "../support/ledger"
import { Pipeline } from "../support/pipeline"
import { ScriptedProvider } from "../support/scripted-provider"

const MINUTE = 60_000
const DAY = 86_400_000

const ledger = useLedger()

/** The columns that are read of Medusa's own tables. */
const TABLES = {
  order: `id text primary key, canceled_at timestamptz, updated_at timestamptz,
    deleted_at timestamptz`,
  order_change: `id text primary key, order_id text, change_type text,
    status text, confirmed_at timestamptz, updated_at timestamptz,
    deleted_at timestamptz`,
  refund: `id text primary key, payment_id text, created_at timestamptz,
    updated_at timestamptz, deleted_at timestamptz`,
  payment: `id text primary key, provider_id text, payment_collection_id text`,
  order_payment_collection: `order_id text, payment_collection_id text,
    deleted_at timestamptz`,
}

beforeAll(async () => {
  for (const [name, columns] of Object.entries(TABLES)) {
    await ledger.database.sql.raw(`create table "${name}" (${columns})`)
  }
})

beforeEach(async () => {
  for (const name of Object.keys(TABLES)) {
    await ledger.database.sql.raw(`truncate "${name}"`)
  }
})

const insert = async (
  table: keyof typeof TABLES,
  row: Record<string, unknown>
): Promise<void> => {
  const columns = Object.keys(row)
  await ledger.database.sql.raw(
    `insert into "${table}" (${columns.join(", ")})
     values (${columns.map((column) => `:${column}`).join(", ")})`,
    row as Record<string, string>
  )
}

const ago = async (ms: number): Promise<Date> =>
  new Date((await ledger.clock.now()).getTime() - ms)

const settings = (
  fields: Partial<MatchingSettings> & { provider_id: string }
): MatchingSettings => ({
  identifier: "scripted",
  external_id_from: null,
  unit: "currency",
  refunds_of: [],
  trust_cart_metadata: false,
  ...fields,
})

/** A process whose providers were enabled ten days ago. */
const longRunning = async (): Promise<Pipeline> => {
  const pipeline = ledger.start(
    { aplazame: new ScriptedProvider(), other: new ScriptedProvider() },
    {
      options: {
        automation: { orderEdited: true, paymentRefunded: true },
        reconciliation: { createIndex: false },
      },
    }
  )
  await new StartTimes(pipeline.context, pipeline.logger).ensure()
  ledger.clock.advance(10 * DAY)
  return pipeline
}

const missed = async (
  { read, judge }: FactSource,
  providers: MatchingSettings[],
  since = 9 * DAY
): Promise<string[]> => {
  const { sql } = ledger.database
  const facts = await read(sql, {
    after: positionAt(await ago(since)),
    until: await ago(0),
    limit: 100,
  })
  const judgements = await judge(
    sql,
    facts.map(({ id }) => id),
    providers
  )
  expect(judgements).toHaveLength(facts.length)
  // In the order in which they happened.
  return facts.flatMap(({ id }) =>
    judgements.some((one) => one.id === id && one.is_missed) ? [id] : []
  )
}

describe("a missed order edit", () => {
  const APLAZAME = [settings({ provider_id: "aplazame" })]

  const anEdit = async (
    id: string,
    fields: Record<string, unknown> = {},
    order: Record<string, unknown> = {}
  ): Promise<void> => {
    await insert("order", { id: `order_of_${id}`, ...order })
    await insert("order_change", {
      id,
      order_id: `order_of_${id}`,
      change_type: "edit",
      status: "confirmed",
      confirmed_at: await ago(DAY),
      updated_at: await ago(DAY),
      ...fields,
    })
  }

  const captured = async (
    pipeline: Pipeline,
    orderId: string,
    sourceId: string,
    externalId: string,
    provider = "aplazame"
  ): Promise<void> => {
    const lane = await pipeline.register(provider, externalId, {
      order_id: orderId,
      total: "100",
    })
    await pipeline.capture.void({
      order_id: orderId,
      provider_order_id: lane,
      amount: "10",
      source: "order_edited",
      source_id: sourceId,
      captured_by: "event",
    })
  }

  it("is one of a living order for which nothing was captured", async () => {
    await longRunning()
    await anEdit("ordch_1")
    await anEdit("ordch_2", {}, { canceled_at: await ago(0) })
    await anEdit("ordch_3", {}, { deleted_at: await ago(0) })
    await anEdit("ordch_4", { change_type: "return_request" })
    await anEdit("ordch_5", { status: "requested", confirmed_at: null })
    await anEdit("ordch_6", { deleted_at: await ago(0) })

    expect(await missed(ORDER_EDITS, APLAZAME)).toEqual(["ordch_1"])
  })

  it("is not one that each provider order has its void for", async () => {
    const pipeline = await longRunning()
    await anEdit("ordch_1")
    await captured(pipeline, "order_of_ordch_1", "ordch_1", "ext_1")
    await anEdit("ordch_2")
    await captured(pipeline, "order_of_ordch_2", "ordch_2", "ext_2")
    await pipeline.register("other", "ext_3", { order_id: "order_of_ordch_2" })
    await anEdit("ordch_3")
    await captured(pipeline, "order_of_ordch_3", "ordch_9", "ext_4")

    expect(await missed(ORDER_EDITS, APLAZAME)).toEqual(["ordch_3"])
    expect(
      await missed(ORDER_EDITS, [
        ...APLAZAME,
        settings({ provider_id: "other", unit: "item" }),
      ])
    ).toEqual(["ordch_2", "ordch_3"])
    expect(
      await missed(ORDER_EDITS, [
        ...APLAZAME,
        settings({ provider_id: "other", unit: "none" }),
      ])
    ).toEqual(["ordch_3"])
  })
})

describe("a missed refund", () => {
  const APLAZAME = [
    settings({ provider_id: "aplazame", refunds_of: ["pp_aplazame"] }),
  ]

  const aRefund = async (
    id: string,
    fields: Record<string, unknown> = {},
    payment = "pp_aplazame",
    order: Record<string, unknown> = {}
  ): Promise<void> => {
    await insert("order", { id: `order_of_${id}`, ...order })
    await insert("order_payment_collection", {
      order_id: `order_of_${id}`,
      payment_collection_id: `paycol_of_${id}`,
    })
    await insert("payment", {
      id: `pay_of_${id}`,
      provider_id: payment,
      payment_collection_id: `paycol_of_${id}`,
    })
    await insert("refund", {
      id,
      payment_id: `pay_of_${id}`,
      created_at: await ago(DAY),
      updated_at: await ago(DAY),
      ...fields,
    })
  }

  it("is one that concerns a provider and has no void there", async () => {
    const pipeline = await longRunning()
    await aRefund("ref_1")
    await aRefund("ref_2", {}, "pp_stripe")
    await aRefund("ref_3", {}, "pp_aplazame", { canceled_at: await ago(0) })
    await aRefund("ref_4", { deleted_at: await ago(0) })
    await aRefund("ref_5")
    const lane = await pipeline.register("aplazame", "ext_1", {
      order_id: "order_of_ref_5",
      total: "100",
    })
    await pipeline.capture.void({
      order_id: "order_of_ref_5",
      provider_order_id: lane,
      amount: "10",
      source: "payment_refunded",
      source_id: "ref_5",
      captured_by: "event",
    })

    expect(await missed(REFUNDS, APLAZAME)).toEqual(["ref_1"])
    expect(
      await missed(REFUNDS, [
        settings({ provider_id: "aplazame", unit: "none" }),
      ])
    ).toEqual([])
  })

  it("is none that came to nothing, and counts in the next one", async () => {
    const pipeline = await longRunning()
    await aRefund("ref_1")
    const lane = await pipeline.register("aplazame", "ext_1", {
      order_id: "order_of_ref_1",
      total: "100",
    })
    expect(await missed(REFUNDS, APLAZAME)).toEqual(["ref_1"])

    await pipeline.reductions.capture({
      order_id: "order_of_ref_1",
      provider_order_id: lane,
      reduction: {
        unit: "currency",
        amount: "0.000001",
        currency_code: "eur",
        ambiguity: null,
      },
      source: "payment_refunded",
      source_id: "ref_1",
      captured_by: "reconciliation",
      occurred_at: await ago(DAY),
      is_live: false,
    })

    expect(await missed(REFUNDS, APLAZAME)).toEqual([])
  })

  it("is none from before the start time", async () => {
    await longRunning()
    await aRefund("ref_1", { created_at: await ago(11 * DAY) })

    expect(await missed(REFUNDS, APLAZAME, 20 * DAY)).toEqual([])
  })

  it("is looked at once it is ten minutes old, once", async () => {
    const pipeline = await longRunning()
    pipeline.context.registry.matchingSettings = () => APLAZAME
    await aRefund("ref_1", { created_at: await ago(9 * MINUTE) })
    const reconciliation = new Reconciliation(
      pipeline.context,
      new StartTimes(pipeline.context, pipeline.logger),
      new IndexBuilder(ledger.database.sql, pipeline.logger),
      REFUNDS
    )
    const looked: Fact[] = []
    const run = () =>
      reconciliation.run((fact) => Promise.resolve(looked.push(fact) * 0))

    await run()
    expect(looked).toEqual([])
    ledger.clock.advance(2 * MINUTE)
    await run()
    await run()

    expect(looked).toMatchObject([{ id: "ref_1", subject_id: "pay_of_ref_1" }])
    const cursors = await rowsOf<{ id: string; position_id: string }>(
      ledger.database.sql,
      "select id, position_id from cncl_reconciliation_cursor"
    )
    expect(cursors).toMatchObject([
      { id: "payment_refunded", position_id: "ref_1" },
    ])
  })
})

it.each([
  ["order_edited", ORDER_EDITS, EDIT_INDEX, "order_change"],
  ["payment_refunded", REFUNDS, REFUND_INDEX, "refund"],
] as const)(
  "a page of %s is read by its index",
  async (_, { read }, index, table) => {
    const { sql } = ledger.database
    await sql.raw(
      table === "refund"
        ? `insert into refund (id, payment_id, created_at)
           select 'id_' || n, 'pay', :at::timestamptz + n * interval '1 second'
           from generate_series(1, 20000) n`
        : `insert into order_change
             (id, order_id, change_type, status, confirmed_at)
           select 'id_' || n, 'order', case when n % 50 = 0 then 'edit' else
             'return_request' end, 'confirmed',
             :at::timestamptz + n * interval '1 second'
           from generate_series(1, 20000) n`,
      { at: await ago(DAY) }
    )
    expect(await createFactIndex(sql, index)).toBe("created")
    await sql.raw(`analyze "${table}"`)
    const uses = async (): Promise<number> => {
      await sql.raw("select pg_stat_force_next_flush()")
      const [row] = await rowsOf<{ uses: string }>(
        sql,
        "select idx_scan as uses from pg_stat_user_indexes where indexrelname = :name",
        { name: index.name }
      )
      return Number(row?.uses)
    }
    const before = await uses()

    const page = await read(sql, {
      after: positionOf({ position: (await ago(DAY)).toISOString(), id: "" }),
      until: await ago(0),
      limit: 100,
    })

    expect(page).toHaveLength(100)
    expect(await uses()).toBeGreaterThan(before)
  }
)
