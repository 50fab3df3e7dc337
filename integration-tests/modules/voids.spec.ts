import fc from "fast-check"
import {
  CancellationStatus,
  RELEASED_STATUSES,
  canBecome,
} from "../../src/modules/cancellation/core/status"
import {
  Effect,
  ItemMapping,
  MASK,
  Unit,
  accepted,
  rejected,
  retry,
  succeeded,
  unknown,
} from "../../src/provider-kit"
import { rowsOf } from "../../src/modules/cancellation/ledger/sql"
import { TestDatabase, createDatabase } from "../support/database"
import { HeldCalls } from "../support/held-calls"
import { Pipeline } from "../support/pipeline"
import {
  ANSWERS,
  Abilities,
  Answer,
  DEATHS,
  Death,
  ReadAnswer,
  RememberingProvider,
  Truth,
} from "../support/remembering-provider"
import { Script, ScriptedProvider } from "../support/scripted-provider"
import { until } from "../support/until"
import { VirtualClock } from "../support/virtual-clock"

const error = { code: "made_up", message: "Made up by the test." }

const RECORD = {
  type: "found" as const,
  record: {
    state: "open" as const,
    status: null,
    total: null,
    remaining: null,
    voids: null,
    items: null,
  },
}

const ITEMS: ItemMapping[] = [
  { line_item_id: "ordli_1", external_item_ids: [11, 12, 13, 14, 15] },
  { line_item_id: "ordli_2", external_item_ids: ["a", "b", "c"] },
]

const TABLES = [
  "cncl_cancellation",
  "cncl_attempt",
  "cncl_private_detail",
  "cncl_provider_order",
  "cncl_provider_state",
]

const FULFILLED = (results: PromiseSettledResult<string>[]): string[] =>
  results.flatMap((result) =>
    result.status === "fulfilled" ? [result.value] : []
  )

const REASONS = (results: PromiseSettledResult<string>[]): string[] =>
  results.flatMap((result) =>
    result.status === "rejected" ? [(result.reason as Error).message] : []
  )

describe("voids", () => {
  let database: TestDatabase
  let clock: VirtualClock
  const open: Pipeline[] = []

  const start = (...providers: ScriptedProvider[]): Pipeline => {
    const pipeline = new Pipeline({
      sql: database.sql,
      clock,
      providers: Object.fromEntries(
        providers.map((provider, n) => [
          n ? `scripted_${n}` : "scripted",
          provider,
        ])
      ),
      chance: () => 0.5,
    })
    open.push(pipeline)
    return pipeline
  }

  const startWith = (script: Script = {}): [Pipeline, ScriptedProvider] => {
    const provider = new ScriptedProvider(script)
    return [start(provider), provider]
  }

  /** Everything the plugin has written. */
  const written = async (): Promise<Record<string, unknown[]>> =>
    Object.fromEntries(
      await Promise.all(
        TABLES.map(async (table) => [
          table,
          await rowsOf(database.sql, `select * from ${table} order by id`),
        ])
      )
    )

  const voidRow = async (id: string): Promise<Record<string, unknown>> => {
    const [row] = await rowsOf<Record<string, unknown>>(
      database.sql,
      "select * from cncl_cancellation where id = :id",
      { id }
    )
    return row as Record<string, unknown>
  }

  const details = (): Promise<{ id: string; details: unknown }[]> =>
    rowsOf(database.sql, "select id, details from cncl_private_detail")

  beforeAll(async () => {
    database = await createDatabase()
  })

  beforeEach(async () => {
    clock = new VirtualClock()
    await database.clear()
  })

  afterEach(async () => {
    await Promise.all(open.splice(0).map((pipeline) => pipeline.close()))
  })

  afterAll(async () => {
    await database.drop()
  })

  describe("are captured and sent", () => {
    it("as an amount of money", async () => {
      const [pipeline, provider] = startWith()
      const lane = await pipeline.register("scripted", "ext_1", {
        total: "100.5",
      })

      const id = await pipeline.void(lane, {
        amount: "0.1",
        reason: "damaged",
        note: "by phone",
        created_by: "user_1",
      })
      expect(await voidRow(id)).toMatchObject({
        kind: "void",
        status: "pending",
        order_id: "order_1",
        order_display_id: 1,
        provider_id: "scripted",
        provider_order_id: lane,
        external_id: "ext_1",
        unit: "currency",
        currency_code: "eur",
        amount: "0.1",
        raw_amount: { value: "0.1", precision: 20 },
        items: null,
        reason: "damaged",
        note: "by phone",
        source: "admin",
        captured_by: "request",
        created_by: "user_1",
      })
      await pipeline.void(lane, { amount: "0.2" })
      await pipeline.drain()

      expect(await pipeline.statusOf(id)).toBe("succeeded")
      expect(
        provider.sent.map(({ kind, amount, remaining, reason, note }) => ({
          kind,
          amount,
          remaining,
          reason,
          note,
        }))
      ).toEqual([
        {
          kind: "void",
          amount: "0.1",
          remaining: "100.3",
          reason: "damaged",
          note: "by phone",
        },
        {
          kind: "void",
          amount: "0.2",
          remaining: "100.4",
          reason: null,
          note: null,
        },
      ])
    })

    it("as a number of climes", async () => {
      const [pipeline, provider] = startWith({ unit: "climes" })
      const lane = await pipeline.register("scripted", "ext_1", {
        total: "40",
      })

      const id = await pipeline.void(lane, { amount: "15" })
      await pipeline.drain()

      expect(await voidRow(id)).toMatchObject({
        unit: "climes",
        amount: "15",
        currency_code: null,
        items: null,
        status: "succeeded",
      })
      expect(provider.sent[0]).toMatchObject({ amount: "15", items: null })
    })

    it("as items, with the provider's own ids of exactly these units", async () => {
      const [pipeline, provider] = startWith({ unit: "item" })
      const lane = await pipeline.register("scripted", "ext_1", {
        items: ITEMS,
      })

      const id = await pipeline.void(lane, {
        items: [
          { id: "ordli_1", quantity: 2 },
          { id: "ordli_2", quantity: 1, reason: "late" },
        ],
        reason: "damaged",
      })
      const other = await pipeline.void(lane, {
        items: [{ id: "ordli_1", quantity: 1 }],
      })
      await pipeline.drain()

      const allotted = [
        {
          id: "ordli_1",
          quantity: 2,
          external_item_ids: [11, 12],
          reason: "damaged",
        },
        {
          id: "ordli_2",
          quantity: 1,
          external_item_ids: ["a"],
          reason: "late",
        },
      ]
      expect(await voidRow(id)).toMatchObject({
        unit: "item",
        amount: null,
        raw_amount: null,
        items: allotted,
      })
      expect(await voidRow(other)).toMatchObject({
        items: [expect.objectContaining({ external_item_ids: [13] })],
      })
      expect(provider.sent[0]).toMatchObject({
        amount: null,
        items: allotted,
        remaining: "7",
      })
    })

    it("once for one fact, however often and in parallel it is delivered", async () => {
      const [pipeline, provider] = startWith()
      const lane = await pipeline.register("scripted", "ext_1", {
        total: "100",
      })
      const refund = {
        amount: "60",
        source: "payment_refunded" as const,
        source_id: "ref_1",
        captured_by: "event" as const,
      }

      const ids = await Promise.all(
        Array.from({ length: 8 }, () => pipeline.void(lane, refund))
      )
      await pipeline.drain()
      const late = await pipeline.capture.void({
        order_id: "order_1",
        provider_order_id: lane,
        ...refund,
        captured_by: "reconciliation",
      })

      expect(new Set([...ids, late.id]).size).toBe(1)
      expect(late.is_new).toBe(false)
      expect(provider.sent).toHaveLength(1)
    })

    it("although the provider answers with what PostgreSQL can't hold", async () => {
      const [pipeline, provider] = startWith({
        onSend: () =>
          Promise.resolve(
            rejected({ ...error, provider_message: "no\u0000 \ud83d!" })
          ),
      })
      const lane = await pipeline.register("scripted", "ext_1", {
        total: "100",
      })
      const id = await pipeline.void(lane, { amount: "1" })

      await pipeline.drain()

      expect(provider.sent).toHaveLength(1)
      expect(await pipeline.row(id)).toMatchObject({
        status: "rejected",
        last_error: { provider_message: "no\ufffd \ufffd!" },
      })
    })
  })

  describe("are refused, and nothing is written,", () => {
    it.each<[string, Parameters<Pipeline["void"]>[1], string]>([
      [
        "where more is asked for than remains",
        { amount: "100.01" },
        'Only 100 EUR remain to be voided at "scripted".',
      ],
      [
        "where nothing is asked for",
        { amount: "0" },
        "The amount must be more than zero.",
      ],
      [
        "where items are asked for",
        { items: [{ id: "ordli_1", quantity: 1 }] },
        '"scripted" is not measured in items: give an amount instead.',
      ],
      [
        "where the provider has its own reason",
        { amount: "13" },
        "Not on a Friday.",
      ],
    ])("%s", async (_, fields, message) => {
      const [pipeline] = startWith({
        onRefuse: ({ amount }) => (amount === "13" ? "Not on a Friday." : null),
      })
      const lane = await pipeline.register("scripted", "ext_1", {
        total: "100",
      })
      const before = await written()

      await expect(pipeline.void(lane, fields)).rejects.toMatchObject({
        type: "not_allowed",
        message,
      })
      expect(await written()).toEqual(before)
    })

    it("at a provider that has no void", async () => {
      const [pipeline] = startWith({ unit: "none", void: null })
      const lane = await pipeline.register("scripted", "ext_1")

      await expect(pipeline.void(lane, { amount: "1" })).rejects.toMatchObject({
        type: "not_allowed",
        message: `"scripted" can't void a part of an order. Cancel the whole order instead.`,
      })
    })

    it("at a provider that is not configured any more", async () => {
      const [before] = startWith()
      const lane = await before.register("scripted", "ext_1", { total: "100" })

      await expect(start().void(lane, { amount: "1" })).rejects.toMatchObject({
        type: "not_allowed",
        message:
          'The provider "scripted" is not configured any more, so nothing can be voided there.',
      })
    })

    it("for a provider order that isn't the order's", async () => {
      const [pipeline] = startWith()
      const lane = await pipeline.register("scripted", "ext_1", {
        total: "100",
        order_id: "order_2",
      })

      await expect(pipeline.void(lane, { amount: "1" })).rejects.toMatchObject({
        type: "not_found",
        message: `Order order_1 has no provider order ${lane}.`,
      })
      await expect(
        pipeline.void("cnpo_nowhere", { amount: "1" })
      ).rejects.toMatchObject({ type: "not_found" })
    })
  })

  describe("never take more than there is", () => {
    it.each([
      ["currency", "100", "7", 14],
      ["currency", "1", "0.3", 3],
      ["climes", "50", "3", 16],
    ] as const)(
      "of %s: of 20 at once for a total of %s, each %s, exactly %i fit",
      async (unit, total, amount, fit) => {
        const provider = new ScriptedProvider({ unit })
        const pipelines = [start(provider), start(provider), start(provider)]
        const [first] = pipelines as [Pipeline]
        const lane = await first.register("scripted", "ext_1", { total })

        const results = await Promise.allSettled(
          Array.from({ length: 20 }, (_, n) =>
            (pipelines[n % 3] as Pipeline).void(lane, { amount })
          )
        )

        expect(FULFILLED(results)).toHaveLength(fit)
        expect(new Set(REASONS(results)).size).toBe(1)
        expect(REASONS(results)[0]).toMatch(/^Only .+ remain to be voided/)
        const [sum] = await rowsOf(
          database.sql,
          "select count(*)::int as n, sum(amount) <= :total::numeric as fits from cncl_cancellation",
          { total }
        )
        expect(sum).toEqual({ n: fit, fits: true })
        await Promise.all(pipelines.map((pipeline) => pipeline.drain()))
        expect(provider.sent).toHaveLength(fit)
      }
    )

    it("of items: of 20 at once each unit is allotted once", async () => {
      const provider = new ScriptedProvider({ unit: "item" })
      const pipelines = [start(provider), start(provider), start(provider)]
      const [first] = pipelines as [Pipeline]
      const lane = await first.register("scripted", "ext_1", { items: ITEMS })

      const results = await Promise.allSettled(
        Array.from({ length: 20 }, (_, n) =>
          (pipelines[n % 3] as Pipeline).void(lane, {
            items: [{ id: n % 2 ? "ordli_1" : "ordli_2", quantity: 1 }],
          })
        )
      )

      expect(FULFILLED(results)).toHaveLength(8)
      expect([...new Set(REASONS(results))].sort()).toEqual([
        'Nothing of ordli_1 remains to be voided at "scripted".',
        'Nothing of ordli_2 remains to be voided at "scripted".',
      ])
      const rows = await Promise.all(FULFILLED(results).map(voidRow))
      const allotted = rows.flatMap(({ items }) =>
        (items as { external_item_ids: unknown[] }[]).flatMap(
          ({ external_item_ids }) => external_item_ids
        )
      )
      expect(allotted.map(String).sort()).toEqual(
        ["11", "12", "13", "14", "15", "a", "b", "c"].sort()
      )
    })

    it.each([
      ["gives its amount back", "rejected", () => rejected(error)],
      ["keeps its amount", "needs_review", () => unknown(error)],
      ["keeps its amount", "accepted", () => accepted()],
      ["keeps its amount", "succeeded", () => succeeded()],
    ] as const)("and one %s when it is %s", async (what, status, outcome) => {
      const [pipeline] = startWith({
        onSend: () => Promise.resolve(outcome()),
      })
      const lane = await pipeline.register("scripted", "ext_1", {
        total: "100",
      })
      const id = await pipeline.void(lane, { amount: "60" })
      await pipeline.drain()
      expect(await pipeline.statusOf(id)).toBe(status)

      const again = pipeline.void(lane, { amount: "60" })

      if (what === "gives its amount back") {
        await expect(again).resolves.toMatch(/^cncl_/)
      } else {
        await expect(again).rejects.toThrow(
          'Only 40 EUR remain to be voided at "scripted".'
        )
      }
    })

    it("and one gives its amount back when it is dismissed", async () => {
      const [pipeline] = startWith({
        onSend: () => Promise.resolve(unknown(error)),
      })
      const lane = await pipeline.register("scripted", "ext_1", {
        total: "100",
      })
      const id = await pipeline.void(lane, { amount: "60" })
      await pipeline.drain()

      await pipeline.repair.resolve(id, {
        resolution: "dismissed",
        note: "not there",
      })

      await expect(pipeline.void(lane, { amount: "100" })).resolves.toBeTruthy()
    })

    it("and item ids of a rejected one are free again", async () => {
      const [pipeline] = startWith({
        unit: "item",
        onSend: () => Promise.resolve(rejected(error)),
      })
      const lane = await pipeline.register("scripted", "ext_1", {
        items: ITEMS,
      })
      const five = { items: [{ id: "ordli_1", quantity: 5 }] }
      await pipeline.void(lane, five)
      await pipeline.drain()

      const again = await pipeline.void(lane, five)

      expect(await voidRow(again)).toMatchObject({
        items: [{ external_item_ids: [11, 12, 13, 14, 15] }],
      })
    })
  })

  describe("of one provider order go one after the other", () => {
    it("in the order asked, with two dispatchers", async () => {
      const held = new HeldCalls()
      const provider = new ScriptedProvider({ onSend: held.onSend })
      const [one, two] = [start(provider), start(provider)]
      const lane = await one.register("scripted", "ext_1", { total: "100" })
      const ids: string[] = []
      for (let n = 0; n < 6; n++) {
        ids.push(await one.void(lane, { amount: String(n + 1) }))
      }

      for (const id of ids) {
        one.dispatcher.kick()
        two.dispatcher.kick()
        await held.answer(id, succeeded())
        await until(async () => (await one.statusOf(id)) === "succeeded")
      }

      expect(
        provider.sent.map(({ cancellation_id }) => cancellation_id)
      ).toEqual(ids)
      expect(held.mostInFlight.get(lane)).toBe(1)
    })

    it("while those of other provider orders go beside them", async () => {
      const held = new HeldCalls()
      const [pipeline] = startWith({ onSend: held.onSend })
      const ids: string[] = []
      for (const external of ["ext_1", "ext_2", "ext_3"]) {
        const lane = await pipeline.register("scripted", external, {
          total: "10",
        })
        ids.push(await pipeline.void(lane, { amount: "1" }))
      }

      pipeline.dispatcher.kick()
      await Promise.all(ids.map((id) => held.arrived(id)))

      await Promise.all(ids.map((id) => held.answer(id, succeeded())))
      await pipeline.dispatcher.idle()
    })

    it("so that one waits while the one in front waits to be tried again", async () => {
      const [pipeline, provider] = startWith({
        onSend: () =>
          Promise.resolve(
            provider.sent.length === 1
              ? retry(error, { retry_after_ms: 60_000 })
              : succeeded()
          ),
      })
      const lane = await pipeline.register("scripted", "ext_1", {
        total: "100",
      })
      const first = await pipeline.void(lane, { amount: "1" })
      const second = await pipeline.void(lane, { amount: "2" })

      await pipeline.drain()
      clock.advance(59_000)
      await pipeline.drain()
      expect(provider.sent).toHaveLength(1)
      clock.advance(1_000)
      await pipeline.drain()

      expect(
        provider.sent.map(({ cancellation_id }) => cancellation_id)
      ).toEqual([first, first, second])
    })

    it.each([
      ["a person has to decide about", "needs_review", () => unknown(error)],
      ["the provider has accepted", "accepted", () => accepted()],
    ] as const)("but not behind one that %s", async (_, status, outcome) => {
      const [pipeline, provider] = startWith({
        onSend: () =>
          Promise.resolve(provider.sent.length === 1 ? outcome() : succeeded()),
      })
      const lane = await pipeline.register("scripted", "ext_1", {
        total: "100",
      })
      const first = await pipeline.void(lane, { amount: "1" })
      const second = await pipeline.void(lane, { amount: "2" })

      await pipeline.drain()

      expect(await pipeline.statusOf(first)).toBe(status)
      expect(await pipeline.statusOf(second)).toBe("succeeded")
    })
  })

  describe("and a whole cancel", () => {
    const laneOf100 = (pipeline: Pipeline): Promise<string> =>
      pipeline.register("scripted", "ext_1", { total: "100" })

    it("supersedes those that wait, at once", async () => {
      const [pipeline, provider] = startWith()
      const lane = await laneOf100(pipeline)
      const voids = [
        await pipeline.void(lane, { amount: "1" }),
        await pipeline.void(lane, { amount: "2" }),
      ]

      const cancel = await pipeline.cancel(lane)

      for (const id of voids) {
        expect(await voidRow(id)).toMatchObject({
          status: "superseded",
          next_attempt_at: null,
          settled_at: await clock.now(),
        })
      }
      await pipeline.drain()
      expect(
        provider.sent.map(({ cancellation_id }) => cancellation_id)
      ).toEqual([cancel])
    })

    it("supersedes one that waits to be tried again", async () => {
      const [pipeline, provider] = startWith({
        onSend: ({ kind }) =>
          Promise.resolve(kind === "void" ? retry(error) : succeeded()),
      })
      const lane = await laneOf100(pipeline)
      const id = await pipeline.void(lane, { amount: "1" })
      await pipeline.drain()
      expect(await pipeline.statusOf(id)).toBe("pending")

      const cancel = await pipeline.cancel(lane)
      await pipeline.drain()

      expect(await pipeline.statusOf(id)).toBe("superseded")
      expect(await pipeline.statusOf(cancel)).toBe("succeeded")
      expect(provider.sent).toHaveLength(2)
    })

    it("waits for one in flight, and supersedes it where it comes back to be tried again", async () => {
      const held = new HeldCalls()
      const [pipeline] = startWith({ onSend: held.onSend })
      const lane = await laneOf100(pipeline)
      const id = await pipeline.void(lane, { amount: "30" })
      pipeline.dispatcher.kick()
      await held.arrived(id)

      const cancel = await pipeline.cancel(lane)
      expect(await pipeline.statusOf(id)).toBe("in_progress")
      expect(await pipeline.statusOf(cancel)).toBe("pending")
      await held.answer(id, retry(error))
      await held.answer(cancel, succeeded())
      await pipeline.dispatcher.idle()

      expect(await pipeline.row(id)).toMatchObject({
        status: "superseded",
        next_attempt_at: null,
        lease_token: null,
      })
      expect(await pipeline.statusOf(cancel)).toBe("succeeded")
      expect(held.mostInFlight.get(lane)).toBe(1)
    })

    it("leaves one in flight its success", async () => {
      const held = new HeldCalls()
      const [pipeline, provider] = startWith({ onSend: held.onSend })
      const lane = await laneOf100(pipeline)
      const id = await pipeline.void(lane, { amount: "30" })
      pipeline.dispatcher.kick()
      await held.arrived(id)
      const cancel = await pipeline.cancel(lane)

      await held.answer(id, succeeded())
      await held.answer(cancel, succeeded())
      await pipeline.dispatcher.idle()

      expect(await pipeline.statusOf(id)).toBe("succeeded")
      expect(provider.sent[1]).toMatchObject({
        kind: "cancel",
        remaining: "70",
      })
    })

    it("keeps the amount of one whose outcome is unknown until it succeeds itself", async () => {
      const held = new HeldCalls()
      const [pipeline] = startWith({ onSend: held.onSend })
      const lane = await laneOf100(pipeline)
      const id = await pipeline.void(lane, { amount: "30" })
      pipeline.dispatcher.kick()
      await held.arrived(id)
      const cancel = await pipeline.cancel(lane)

      await held.answer(id, unknown(error))
      await held.arrived(cancel)
      expect(await pipeline.row(id)).toMatchObject({
        status: "needs_review",
        last_error: { code: "outcome_unknown" },
      })
      await held.answer(cancel, succeeded())
      await pipeline.dispatcher.idle()

      expect(await pipeline.statusOf(id)).toBe("superseded")
    })

    it("that is rejected leaves one whose outcome is unknown with its amount", async () => {
      const [pipeline] = startWith({
        onSend: ({ kind }) =>
          Promise.resolve(kind === "void" ? unknown(error) : rejected(error)),
      })
      const lane = await laneOf100(pipeline)
      const id = await pipeline.void(lane, { amount: "30" })
      await pipeline.drain()
      await pipeline.cancel(lane)
      await pipeline.drain()

      expect(await pipeline.statusOf(id)).toBe("needs_review")
      await expect(pipeline.void(lane, { amount: "71" })).rejects.toThrow(
        'Only 70 EUR remain to be voided at "scripted".'
      )
      await expect(pipeline.void(lane, { amount: "70" })).resolves.toBeTruthy()
    })

    describe("behind one that is read back", () => {
      let effect: Effect

      const unknownVoid = async (): Promise<
        [Pipeline, ScriptedProvider, { lane: string; id: string }]
      > => {
        const [pipeline, provider] = startWith({
          void: { readable: true },
          onSend: ({ kind }) =>
            Promise.resolve(kind === "void" ? unknown(error) : succeeded()),
          onRead: () => Promise.resolve(RECORD),
          onFindEffect: () => effect,
        })
        const lane = await laneOf100(pipeline)
        const id = await pipeline.void(lane, { amount: "30" })
        await pipeline.drain()
        expect(await pipeline.row(id)).toMatchObject({
          status: "pending",
          purpose: "read_back",
        })
        return [pipeline, provider, { lane, id }]
      }

      const readOn = async (pipeline: Pipeline): Promise<void> => {
        clock.advance(15_000)
        await pipeline.drain()
      }

      it("waits, and finds its success", async () => {
        effect = { type: "applied" }
        const [pipeline, provider, { lane, id }] = await unknownVoid()
        const cancel = await pipeline.cancel(lane)
        await pipeline.drain()
        expect(await pipeline.statusOf(id)).toBe("pending")
        expect(provider.sent).toHaveLength(1)

        await readOn(pipeline)

        expect(await pipeline.statusOf(id)).toBe("succeeded")
        expect(await pipeline.statusOf(cancel)).toBe("succeeded")
        expect(provider.sent[1]).toMatchObject({ remaining: "70" })
      })

      it("supersedes it where it is proven not to be there: it isn't sent again", async () => {
        effect = { type: "absent" }
        const [pipeline, provider, { lane, id }] = await unknownVoid()
        const cancel = await pipeline.cancel(lane)
        await readOn(pipeline)
        expect(await pipeline.statusOf(id)).toBe("pending")

        await readOn(pipeline)

        expect(await pipeline.statusOf(id)).toBe("superseded")
        expect(await pipeline.statusOf(cancel)).toBe("succeeded")
        expect(provider.sent.map(({ kind }) => kind)).toEqual([
          "void",
          "cancel",
        ])
      })

      it("supersedes it where nobody can tell, as soon as it succeeds", async () => {
        effect = { type: "undecidable", reason: "two look alike" }
        const [pipeline, , { lane, id }] = await unknownVoid()
        const cancel = await pipeline.cancel(lane)

        await readOn(pipeline)

        expect(await pipeline.statusOf(cancel)).toBe("succeeded")
        expect(await pipeline.statusOf(id)).toBe("superseded")
      })
    })

    it.each([
      ["is undecidable", { type: "undecidable", reason: "unclear" }],
      ["finds nothing once", { type: "absent" }],
    ] as const)(
      "that has succeeded supersedes a void whose read-back comes later and %s",
      async (_, effect) => {
        let release: () => void = () => undefined
        let isReading = false
        let cancelled = false
        const [pipeline] = startWith({
          void: { readable: true },
          cancel: { readable: true },
          onSend: ({ kind }) =>
            Promise.resolve(kind === "void" ? unknown(error) : accepted()),
          onRead: async () => {
            if (cancelled && !isReading) {
              isReading = true
              await new Promise<void>((resolve) => {
                release = resolve
              })
            }
            return RECORD
          },
          onFindEffect: ({ kind }) =>
            kind === "cancel"
              ? { type: cancelled ? "applied" : "settling" }
              : cancelled
                ? effect
                : { type: "undecidable", reason: "unclear" },
        })
        const lane = await laneOf100(pipeline)
        const id = await pipeline.void(lane, { amount: "30" })
        await pipeline.drain()
        clock.advance(15_000)
        await pipeline.drain()
        expect(await pipeline.statusOf(id)).toBe("needs_review")
        const cancel = await pipeline.cancel(lane)
        await pipeline.drain()
        expect(await pipeline.statusOf(cancel)).toBe("accepted")

        // The void's read-back begins before the cancel is known to be done,
        // and ends after it.
        cancelled = true
        await pipeline.repair.retry(id, {})
        pipeline.dispatcher.kick()
        await until(() => isReading)
        clock.advance(20_000)
        pipeline.dispatcher.kick()
        await until(
          async () => (await pipeline.statusOf(cancel)) === "succeeded"
        )
        expect(await pipeline.statusOf(id)).toBe("in_progress")
        release()
        await pipeline.dispatcher.idle()

        expect(await pipeline.statusOf(id)).toBe("superseded")
      }
    )

    it("lets a void that may be repeated find out first, rather than give its amount back", async () => {
      const held = new HeldCalls()
      const [pipeline, provider] = startWith({
        void: { harmless_to_repeat: true },
        onSend: held.onSend,
      })
      const lane = await laneOf100(pipeline)
      const id = await pipeline.void(lane, { amount: "60" })
      pipeline.dispatcher.kick()
      await held.answer(id, unknown(error))
      await pipeline.dispatcher.idle()

      const cancel = await pipeline.cancel(lane)
      expect(await pipeline.statusOf(id)).toBe("pending")
      clock.advance(1_000)
      pipeline.dispatcher.kick()
      await held.answer(id, unknown(error))
      await pipeline.dispatcher.idle()
      expect(await pipeline.statusOf(id)).toBe("pending")
      clock.advance(2_000)
      pipeline.dispatcher.kick()
      // Not processed this time says nothing about the times before.
      await held.answer(id, retry(error))
      await pipeline.dispatcher.idle()
      expect(await pipeline.statusOf(id)).toBe("pending")
      clock.advance(4_000)
      pipeline.dispatcher.kick()
      await held.answer(id, succeeded())
      await held.answer(cancel, rejected(error))
      await pipeline.dispatcher.idle()

      expect(provider.sent.map(({ kind }) => kind)).toEqual([
        "void",
        "void",
        "void",
        "void",
        "cancel",
      ])
      await expect(pipeline.void(lane, { amount: "41" })).rejects.toThrow(
        'Only 40 EUR remain to be voided at "scripted".'
      )
    })

    it.each([
      ["waits", false],
      ["has succeeded", true],
    ])("that %s lets no void be captured after it", async (_, isSent) => {
      const [pipeline] = startWith()
      const lane = await laneOf100(pipeline)
      await pipeline.cancelOrder()
      if (isSent) {
        await pipeline.drain()
      }

      await expect(pipeline.void(lane, { amount: "1" })).rejects.toMatchObject({
        type: "not_allowed",
        message:
          'Order ext_1 is being cancelled, or was cancelled, as a whole at "scripted": there is nothing left to void.',
      })
    })

    it("races with voids, and none is left behind it", async () => {
      const provider = new ScriptedProvider()
      const pipelines = [start(provider), start(provider)] as const
      for (let round = 0; round < 5; round++) {
        const lane = await pipelines[0].register("scripted", `ext_${round}`, {
          total: "100",
        })
        await Promise.allSettled([
          ...Array.from({ length: 6 }, (_, n) =>
            (pipelines[n % 2] as Pipeline).void(lane, { amount: "1" })
          ),
          pipelines[0].cancel(lane),
          pipelines[1].cancel(lane),
        ])
      }
      await Promise.all(pipelines.map((pipeline) => pipeline.drain()))

      const rows = await rowsOf<{ kind: string; status: string; n: number }>(
        database.sql,
        `select kind, status, count(*)::int as n from cncl_cancellation
         group by kind, status order by kind, status`
      )
      expect(rows).toContainEqual({ kind: "cancel", status: "succeeded", n: 5 })
      expect(rows.filter(({ kind }) => kind === "cancel")).toHaveLength(1)
      // Captured before the cancel, and superseded by it.
      expect(
        rows.filter(
          ({ kind, status }) => kind === "void" && status !== "superseded"
        )
      ).toEqual([])
      expect(provider.sent).toHaveLength(5)
    })

    it("that was rejected lets voids be captured again, and supersedes them when it is tried again", async () => {
      const [pipeline, provider] = startWith({
        onSend: ({ kind }) =>
          Promise.resolve(
            kind === "void"
              ? retry(error)
              : provider.sent.length === 1
                ? rejected(error)
                : accepted()
          ),
      })
      const lane = await laneOf100(pipeline)
      const cancel = await pipeline.cancel(lane)
      await pipeline.drain()
      expect(await pipeline.statusOf(cancel)).toBe("rejected")
      const id = await pipeline.void(lane, { amount: "1" })

      await pipeline.repair.retry(cancel, {})
      expect(await pipeline.statusOf(id)).toBe("superseded")
      await pipeline.drain()

      expect(provider.sent.map(({ kind }) => kind)).toEqual([
        "cancel",
        "cancel",
      ])
    })
  })

  describe("with an idempotency key", () => {
    const key = "order-1/void-1"

    it("are captured once for the same body, also for many at once", async () => {
      const provider = new ScriptedProvider()
      const pipelines = [start(provider), start(provider)] as const
      const lane = await pipelines[0].register("scripted", "ext_1", {
        total: "100",
      })
      const body = {
        amount: "60",
        note: "by phone",
        details: { ibans: { "1": "ES91" } },
        idempotency_key: key,
      }

      const ids = await Promise.all(
        Array.from({ length: 10 }, (_, n) =>
          (pipelines[n % 2] as Pipeline).void(lane, body)
        )
      )
      await pipelines[0].drain()
      const late = await pipelines[1].capture.void({
        order_id: "order_1",
        provider_order_id: lane,
        source: "admin",
        captured_by: "request",
        ...body,
        reason: null,
      })

      expect(new Set([...ids, late.id]).size).toBe(1)
      expect(late.is_new).toBe(false)
      expect(provider.sent).toHaveLength(1)
    })

    it("are refused for another body", async () => {
      const [pipeline] = startWith()
      const lane = await pipeline.register("scripted", "ext_1", {
        total: "100",
      })
      await pipeline.void(lane, { amount: "5", idempotency_key: key })

      for (const other of [
        { amount: "6" },
        { amount: "5", note: "more" },
        { amount: "5", details: { x: 1 } },
        { amount: "500" },
      ]) {
        await expect(
          pipeline.void(lane, { ...other, idempotency_key: key })
        ).rejects.toMatchObject({
          type: "duplicate_error",
          message:
            "This Idempotency-Key was used for another request on this order. Repeat that request exactly, or use a new key.",
        })
      }
      expect((await written()).cncl_cancellation).toHaveLength(1)
    })

    it("keep the key for a request that was refused", async () => {
      const [pipeline] = startWith()
      const lane = await pipeline.register("scripted", "ext_1", {
        total: "100",
      })
      await expect(
        pipeline.void(lane, { amount: "101", idempotency_key: key })
      ).rejects.toMatchObject({ type: "not_allowed" })

      await expect(
        pipeline.void(lane, { amount: "100", idempotency_key: key })
      ).resolves.toMatch(/^cncl_/)
    })

    it("may use the key that another order used", async () => {
      const [pipeline] = startWith()
      const one = await pipeline.register("scripted", "ext_1", {
        total: "100",
      })
      const two = await pipeline.register("scripted", "ext_2", {
        total: "100",
        order_id: "order_2",
      })

      const ids = [
        await pipeline.void(one, { amount: "5", idempotency_key: key }),
        await pipeline.void(two, {
          amount: "5",
          idempotency_key: key,
          order_id: "order_2",
        }),
      ]

      expect(new Set(ids).size).toBe(2)
    })

    it("can't use the key of another provider order of the same order, also at once", async () => {
      const [pipeline] = startWith()
      const lanes = [
        await pipeline.register("scripted", "ext_1", { total: "100" }),
        await pipeline.register("scripted", "ext_2", { total: "100" }),
      ]
      const ask = (lane: string): Promise<string> =>
        pipeline.void(lane, { amount: "5", idempotency_key: key })

      const results = await Promise.allSettled(lanes.map(ask))
      expect(FULFILLED(results)).toHaveLength(1)
      const refusedOne = results.findIndex(
        ({ status }) => status === "rejected"
      )
      expect(results[refusedOne]).toMatchObject({
        reason: { type: "duplicate_error" },
      })
      await expect(ask(lanes[refusedOne] as string)).rejects.toMatchObject({
        type: "duplicate_error",
      })
    })

    it("and whole cancels share the keys of an order", async () => {
      const [pipeline] = startWith()
      const lane = await pipeline.register("scripted", "ext_1", {
        total: "100",
      })
      await pipeline.void(lane, { amount: "5", idempotency_key: key })

      await expect(
        pipeline.cancel(lane, { idempotency_key: key })
      ).rejects.toMatchObject({ type: "duplicate_error" })
      const cancel = await pipeline.cancel(lane, { idempotency_key: "other" })
      await expect(
        pipeline.cancel(lane, { idempotency_key: "other" })
      ).resolves.toBe(cancel)
      await expect(
        pipeline.cancel(lane, { idempotency_key: "other", note: "again" })
      ).rejects.toMatchObject({ type: "duplicate_error" })
      await expect(
        pipeline.void(lane, { amount: "5", idempotency_key: key })
      ).resolves.toMatch(/^cncl_/)
    })
  })

  describe("are previewed", () => {
    it("with the request that would be sent and what would remain, and nothing is written or sent", async () => {
      const [pipeline, provider] = startWith()
      const lane = await pipeline.register("scripted", "ext_1", {
        total: "100",
      })
      await pipeline.void(lane, { amount: "10" })
      const before = await written()

      const preview = await pipeline.capture.preview({
        order_id: "order_1",
        provider_order_id: lane,
        amount: "12.5",
        details: { ibans: { "1": "ES91 2100 0418" } },
        source: "admin",
        captured_by: "request",
        idempotency_key: "k",
      })

      expect(preview).toEqual({
        request: {
          method: "POST",
          url: "https://scripted.example/ext_1",
          body: { amount: "12.5" },
        },
        remaining_after: 77.5,
      })
      expect(await written()).toEqual(before)
      expect(provider.sent).toEqual([])
    })

    it("with the same refusals as the void itself", async () => {
      const [pipeline] = startWith()
      const lane = await pipeline.register("scripted", "ext_1", {
        total: "100",
      })

      await expect(
        pipeline.capture.preview({
          order_id: "order_1",
          provider_order_id: lane,
          amount: "101",
          source: "admin",
          captured_by: "request",
        })
      ).rejects.toMatchObject({
        type: "not_allowed",
        message: 'Only 100 EUR remain to be voided at "scripted".',
      })
    })
  })

  describe("with private details", () => {
    const IBAN = "ES9121000418450200051332"
    const NAME = "Ana Maria Lopez"
    const private_ = { ibans: { "11": IBAN }, holder_names: { "11": NAME } }

    const askFor = (pipeline: Pipeline, lane: string): Promise<string> =>
      pipeline.void(lane, { amount: "1", details: private_ })

    /** Everything but the private details themselves. */
    const visible = async (): Promise<string> => {
      const { cncl_private_detail: _, ...rest } = await written()
      return JSON.stringify(rest)
    }

    it("hand them to the provider, and keep them apart until the end", async () => {
      const held = new HeldCalls()
      const [pipeline, provider] = startWith({ onSend: held.onSend })
      const lane = await pipeline.register("scripted", "ext_1", {
        total: "100",
      })
      const id = await askFor(pipeline, lane)
      expect(await details()).toEqual([{ id, details: private_ }])

      pipeline.dispatcher.kick()
      await held.arrived(id)
      expect(provider.sent[0]?.details).toEqual(private_)
      expect(await details()).toHaveLength(1)
      await held.answer(
        id,
        succeeded({
          exchanges: [
            {
              request: {
                method: "POST",
                url: "https://scripted.example/ext_1",
                body: { ...private_, amount: 1 },
              },
              result: {
                kind: "response",
                status: 200,
                headers: {
                  content_type: null,
                  retry_after: null,
                  date: null,
                  location: null,
                },
                body_state: "complete",
                body: JSON.stringify({ echoed: private_ }),
              },
              duration_ms: 1,
            },
          ],
        })
      )
      await pipeline.dispatcher.idle()

      expect(await pipeline.attempts(id)).toMatchObject([
        {
          request: { body: { ibans: { "11": MASK }, amount: 1 } },
          response: { body: { echoed: { holder_names: { "11": MASK } } } },
        },
      ])
      expect(await details()).toEqual([])
      expect(await visible()).not.toContain(IBAN)
      expect(await visible()).not.toContain(NAME)
      const logged = pipeline.logger.lines.map(({ text }) => text).join("\n")
      expect(logged).not.toContain(IBAN)
    })

    it.each([
      ["rejected", () => rejected(error), 0],
      ["needs_review", () => unknown(error), 1],
      ["accepted", () => accepted(), 1],
      ["pending", () => retry(error), 1],
    ] as const)(
      "of one that is %s are kept only while they are needed",
      async (status, outcome, kept) => {
        const [pipeline] = startWith({
          onSend: () => Promise.resolve(outcome()),
        })
        const lane = await pipeline.register("scripted", "ext_1", {
          total: "100",
        })
        const id = await askFor(pipeline, lane)

        await pipeline.drain()

        expect(await pipeline.statusOf(id)).toBe(status)
        expect(await details()).toHaveLength(kept)
      }
    )

    it("are deleted when a whole cancel supersedes them, at once or when it succeeds", async () => {
      const [pipeline] = startWith({
        onSend: ({ kind }) =>
          Promise.resolve(kind === "void" ? unknown(error) : succeeded()),
      })
      const lane = await pipeline.register("scripted", "ext_1", {
        total: "100",
      })
      const first = await askFor(pipeline, lane)
      await pipeline.drain()
      await askFor(pipeline, lane)
      expect(await details()).toHaveLength(2)

      await pipeline.cancel(lane)
      expect(await details()).toEqual([{ id: first, details: private_ }])
      await pipeline.drain()

      expect(await details()).toEqual([])
    })

    it("are deleted when a person closes it", async () => {
      const [pipeline] = startWith()
      const lane = await pipeline.register("scripted", "ext_1", {
        total: "100",
      })
      const id = await askFor(pipeline, lane)

      await pipeline.repair.resolve(id, {
        resolution: "dismissed",
        note: "not needed",
      })

      expect(await details()).toEqual([])
    })
  })

  describe("whatever happens", () => {
    const TOTAL = 8

    /** 150 histories take 30 s; a busy machine plays as many as it can. */
    const BUDGET_MS = 50_000

    type Step =
      | { type: "void"; size: number; line: number }
      | { type: "cancel" }
      | { type: "send"; answers: Answer[]; by: number }
      | { type: "die"; death: Death }
      | { type: "wake up" }
      | { type: "sweep"; by: number }
      | { type: "wait"; ms: number }
      | { type: "settle"; isCarriedOut: boolean }
      | { type: "read"; answer: ReadAnswer }
      | { type: "retry"; pick: number }
      | { type: "retry many" }
      | { type: "resolve"; pick: number }

    const by = fc.nat(1)
    const pick = fc.nat(20)
    const step: fc.Arbitrary<Step> = fc.oneof(
      {
        weight: 4,
        arbitrary: fc.record({
          type: fc.constant("void" as const),
          size: fc.integer({ min: 1, max: 5 }),
          line: fc.nat(1),
        }),
      },
      {
        weight: 2,
        arbitrary: fc.record({ type: fc.constant("cancel" as const) }),
      },
      {
        weight: 6,
        arbitrary: fc.record({
          type: fc.constant("send" as const),
          answers: fc.array(fc.constantFrom(...ANSWERS), {
            minLength: 1,
            maxLength: 3,
          }),
          by,
        }),
      },
      {
        weight: 2,
        arbitrary: fc.record({
          type: fc.constant("die" as const),
          death: fc.constantFrom(...DEATHS),
        }),
      },
      { weight: 1, arbitrary: fc.constant<Step>({ type: "wake up" }) },
      {
        weight: 2,
        arbitrary: fc.record({ type: fc.constant("sweep" as const), by }),
      },
      {
        weight: 3,
        arbitrary: fc.record({
          type: fc.constant("wait" as const),
          ms: fc.constantFrom(1_000, 16_000, 32_000, 3_600_000),
        }),
      },
      {
        weight: 1,
        arbitrary: fc.record({
          type: fc.constant("settle" as const),
          isCarriedOut: fc.boolean(),
        }),
      },
      {
        weight: 1,
        arbitrary: fc.record({
          type: fc.constant("read" as const),
          answer: fc.constantFrom<ReadAnswer>(
            "the truth",
            "undecidable",
            "failed"
          ),
        }),
      },
      {
        weight: 3,
        arbitrary: fc.record({ type: fc.constant("retry" as const), pick }),
      },
      { weight: 1, arbitrary: fc.constant<Step>({ type: "retry many" }) },
      {
        weight: 2,
        arbitrary: fc.record({ type: fc.constant("resolve" as const), pick }),
      }
    )
    const ability = fc.record({
      harmless_to_repeat: fc.boolean(),
      readable: fc.boolean(),
    })
    const abilities: fc.Arbitrary<Abilities> = fc.record({
      unit: fc.constantFrom<Unit>("currency", "climes", "item"),
      cancel: ability,
      void: ability,
    })

    interface Seen {
      id: string
      kind: "cancel" | "void"
      status: CancellationStatus
      purpose: string
      amount: string | null
      items: { quantity: number; external_item_ids: unknown[] }[] | null
    }

    /** A store's processes, a provider with a memory, and somebody honest. */
    class World {
      readonly truth = new Truth()
      private readonly processes: Pipeline[]
      private readonly dead: {
        pipeline: Pipeline
        provider: RememberingProvider
      }[] = []
      private lane = ""

      constructor(private readonly can: Abilities) {
        this.processes = [this.process(), this.process()]
      }

      private process(
        provider = new RememberingProvider(this.truth, this.can)
      ): Pipeline {
        return new Pipeline({
          sql: database.sql,
          clock,
          providers: { scripted: provider },
          chance: () => 0.5,
        })
      }

      async begin(): Promise<void> {
        this.lane = await this.one.register(
          "scripted",
          "ext_1",
          this.can.unit === "item" ? { items: ITEMS } : { total: String(TOTAL) }
        )
      }

      private get one(): Pipeline {
        return this.processes[0] as Pipeline
      }

      rows(): Promise<Seen[]> {
        return rowsOf<Seen>(
          database.sql,
          `select id, kind, status, purpose, amount, items
           from cncl_cancellation order by seq`
        )
      }

      /** Refusals are answers too: only what was not foreseen is thrown. */
      private async try(work: Promise<unknown>): Promise<void> {
        await work.catch((thrown: unknown) => {
          if ((thrown as { type?: string }).type !== "not_allowed") {
            throw thrown
          }
        })
      }

      async take(step: Step): Promise<void> {
        const rows = await this.rows()
        const picked =
          "pick" in step ? rows[step.pick % (rows.length || 1)] : null
        switch (step.type) {
          case "void":
            return this.try(
              this.one.void(
                this.lane,
                this.can.unit === "item"
                  ? {
                      items: [
                        {
                          id: step.line ? "ordli_1" : "ordli_2",
                          quantity: step.size,
                        },
                      ],
                    }
                  : { amount: String(step.size) }
              )
            )
          case "cancel":
            return this.try(this.one.cancel(this.lane))
          case "send":
            this.truth.answers = [...step.answers]
            return this.processes[step.by]?.drain()
          case "die":
            return this.die(step.death)
          case "wake up":
            return this.wakeUp()
          case "sweep": {
            const { dispatcher } = this.processes[step.by] as Pipeline
            await dispatcher.sweep()
            return dispatcher.idle()
          }
          case "wait":
            clock.advance(step.ms)
            return
          case "settle":
            this.truth.settle(step.isCarriedOut)
            return
          case "read":
            this.truth.readAnswer = step.answer
            return
          case "retry":
            return picked
              ? this.try(
                  this.one.repair.retry(
                    picked.id,
                    this.truth.isOpen(picked)
                      ? { confirm_not_applied: true, note: "looked there" }
                      : {}
                  )
                )
              : undefined
          case "retry many":
            await this.one.repair.retryMany(
              rows.map(({ id }) => id),
              "user_1"
            )
            return
          case "resolve":
            return picked &&
              (this.truth.isOpen(picked) || this.truth.isDone(picked))
              ? this.try(
                  this.one.repair.resolve(picked.id, {
                    resolution: this.truth.isDone(picked)
                      ? "succeeded"
                      : "dismissed",
                    note: "looked there",
                  })
                )
              : undefined
        }
      }

      /** A process claims what is due, and is never heard of again. */
      private async die(death: Death): Promise<void> {
        const provider = new RememberingProvider(this.truth, this.can, death)
        const pipeline = this.process(provider)
        this.dead.push({ pipeline, provider })
        pipeline.dispatcher.kick()
        await Promise.race([provider.asleep, pipeline.dispatcher.idle()])
        await pipeline.dispatcher.stop(0)
      }

      /** It wasn't dead: it only was away for a while. */
      private async wakeUp(): Promise<void> {
        for (const { provider, pipeline } of this.dead.splice(0)) {
          provider.sleeping.splice(0).forEach((wake) => {
            wake()
          })
          await pipeline.dispatcher.idle()
          await pipeline.registry.close()
        }
      }

      async check(): Promise<void> {
        const rows = await this.rows()
        const of = (kind: string): Seen[] =>
          rows.filter((row) => row.kind === kind)
        const isReleased = ({ status }: Seen): boolean =>
          (RELEASED_STATUSES as readonly string[]).includes(status)
        const taking = of("void").filter((row) => !isReleased(row))

        const sum = taking.reduce(
          (total, { amount, items }) =>
            total +
            Number(amount ?? 0) +
            (items ?? []).reduce((n, { quantity }) => n + quantity, 0),
          0
        )
        expect(sum).toBeLessThanOrEqual(TOTAL)
        const allotted = taking.flatMap(({ items }) =>
          (items ?? []).flatMap(({ external_item_ids }) => external_item_ids)
        )
        expect(new Set(allotted).size).toBe(allotted.length)
        expect(
          rows.filter(({ status }) => status === "in_progress").length
        ).toBeLessThanOrEqual(1)
        expect(
          of("cancel").filter((row) => !isReleased(row)).length
        ).toBeLessThanOrEqual(1)

        expect(this.truth.sum()).toBeLessThanOrEqual(TOTAL)
        for (const times of this.truth.times.values()) {
          expect(times).toBe(1)
        }
        for (const row of rows) {
          const isDone = this.truth.isDone(row)
          if (row.status === "succeeded") {
            expect([row.id, isDone]).toEqual([row.id, true])
          }
          if (row.status === "rejected" || row.status === "dismissed") {
            // A cancel that was refused may be followed by one that is not.
            expect([row.id, isDone && row.kind === "void"]).toEqual([
              row.id,
              false,
            ])
          }
          if (row.status === "superseded") {
            expect([row.id, isDone && !this.truth.isCancelled]).toEqual([
              row.id,
              false,
            ])
          }
        }
      }

      /** All goes well from now on. */
      async end(): Promise<void> {
        await this.wakeUp()
        this.truth.readAnswer = "the truth"
        let left: Seen[] = []
        for (let round = 0; round < 8; round++) {
          this.truth.answers = Array.from({ length: 50 }, () => "succeeded")
          this.truth.settle(true)
          await this.one.dispatcher.sweep()
          await this.one.dispatcher.idle()
          clock.advance(1_900_000)
          left = (await this.rows()).filter(({ status }) =>
            ["pending", "in_progress"].includes(status)
          )
          if (!left.length) {
            break
          }
        }
        expect(left).toEqual([])
        await Promise.all(
          this.processes.map(async (pipeline) => {
            await pipeline.dispatcher.stop(0)
            await pipeline.registry.close()
          })
        )
      }
    }

    beforeAll(async () => {
      await database.sql.raw(`
        create table test_transition (
          id text, from_status text, to_status text
        );
        create function record_transition() returns trigger as $$
          begin
            if tg_op = 'INSERT' then
              insert into test_transition values (new.id, null, new.status);
            elsif old.status <> new.status then
              insert into test_transition
              values (new.id, old.status, new.status);
            end if;
            return null;
          end
        $$ language plpgsql;
        create trigger transitions after insert or update on cncl_cancellation
          for each row execute function record_transition();
      `)
    })

    it("they never sum past the total, nothing is done twice or forgotten, and statuses go by the table", async () => {
      const ways = new Set<string>()
      const endsAt = performance.now() + BUDGET_MS
      await fc.assert(
        fc.asyncProperty(
          abilities,
          fc.array(step, { minLength: 8, maxLength: 20 }),
          async (can, random) => {
            if (performance.now() > endsAt) {
              return
            }
            const steps: Step[] = [
              { type: "void", size: 3, line: 0 },
              { type: "void", size: 4, line: 1 },
              ...random,
            ]
            // Of a few rows: faster than to truncate.
            await database.sql.raw(
              `delete from cncl_attempt; delete from cncl_private_detail;
               delete from cncl_cancellation; delete from cncl_provider_order;
               delete from cncl_provider_state; delete from test_transition`
            )
            clock = new VirtualClock()
            const world = new World(can)
            await world.begin()
            for (const each of steps) {
              await world.take(each)
              await world.check()
            }
            await world.end()
            await world.check()

            const transitions = await rowsOf<{
              from_status: CancellationStatus | null
              to_status: CancellationStatus
            }>(database.sql, "select * from test_transition")
            for (const { from_status, to_status } of transitions) {
              const isWay = from_status
                ? canBecome(from_status, to_status)
                : to_status === "pending"
              expect([from_status, to_status, isWay]).toEqual([
                from_status,
                to_status,
                true,
              ])
              ways.add(`${from_status} ${to_status}`)
            }
          }
        ),
        { numRuns: 150, endOnFailure: true }
      )
      expect(ways.size).toBeGreaterThan(10)
    })
  })
})
