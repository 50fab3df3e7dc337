import { SETTLING_MS } from "../../src/modules/cancellation/core/automation"
import { ItemMapping } from "../../src/provider-kit"
import { rowsOf } from "../../src/modules/cancellation/ledger/sql"
import {
  NewProviderOrder,
  RecordProviderOrdersInput,
} from "../../src/modules/cancellation/types"
import { useLedger } from "../support/ledger"
import { Pipeline } from "../support/pipeline"
import { Script, ScriptedProvider } from "../support/scripted-provider"

const ITEMS: ItemMapping[] = [
  { line_item_id: "ordli_1", external_item_ids: [11, 12] },
  { line_item_id: "ordli_2", external_item_ids: ["a"] },
]

const found = (
  external_id: string,
  fields: Partial<NewProviderOrder> = {}
): NewProviderOrder => ({
  provider_id: "scripted",
  external_id,
  origin: "metadata",
  total: "100",
  total_source: "order",
  currency_code: "eur",
  items: null,
  metadata: null,
  ...fields,
})

interface Row {
  id: string
  order_id: string
  external_id: string
  origin: string
  found_in: string | null
  total: string | null
  total_source: string | null
  raw_total: unknown
  unit: string
  currency_code: string | null
  items: ItemMapping[] | null
  metadata: unknown
  deleted_at: Date | null
}

describe("provider orders", () => {
  const ledger = useLedger()

  const start = (
    script: Script = {},
    options: Record<string, unknown> = {}
  ): Pipeline =>
    ledger.start(
      {
        scripted: new ScriptedProvider(script),
        other: new ScriptedProvider(script),
      },
      { options }
    )

  const all = (): Promise<Row[]> =>
    rowsOf<Row>(
      ledger.database.sql,
      "select * from cncl_provider_order order by created_at, external_id"
    )

  const live = async (): Promise<string[]> =>
    (await all())
      .filter(({ deleted_at }) => !deleted_at)
      .map(({ external_id }) => external_id)

  const cancellations = (): Promise<
    { id: string; external_id: string; status: string }[]
  > =>
    rowsOf(ledger.database.sql, "select * from cncl_cancellation order by seq")

  const record = (
    pipeline: Pipeline,
    fields: Partial<RecordProviderOrdersInput>
  ) =>
    pipeline.book.record({
      order_id: "order_1",
      order_display_id: 1,
      canceled_at: null,
      provider_orders: [],
      ...fields,
    })

  const ago = async (ms: number): Promise<Date> =>
    new Date((await ledger.clock.now()).getTime() - ms)

  describe("that somebody registers", () => {
    it("are kept with what was told about them", async () => {
      const id = await start().register("scripted", "ext_1", {
        total: "100.5",
      })

      expect(await all()).toEqual([
        expect.objectContaining({
          id,
          order_id: "order_1",
          external_id: "ext_1",
          origin: "explicit",
          unit: "currency",
          currency_code: "eur",
          total: "100.5",
          raw_total: { value: "100.5", precision: 20 },
          total_source: "explicit",
          items: null,
        }),
      ])
    })

    it("count their units where they are measured in items", async () => {
      await start({ unit: "item" }).register("scripted", "ext_1", {
        items: ITEMS,
      })

      expect(await all()).toEqual([
        expect.objectContaining({
          unit: "item",
          total: "3",
          currency_code: null,
          items: ITEMS,
        }),
      ])
    })

    it("are unique by provider and external id: a second one conflicts", async () => {
      const pipeline = start()
      await pipeline.register("scripted", "ext_1")

      for (const order_id of ["order_1", "order_2"]) {
        await expect(
          pipeline.register("scripted", "ext_1", { order_id })
        ).rejects.toMatchObject({
          type: "conflict",
          message:
            'Order ext_1 at "scripted" is registered already, for order #1 (order_1).',
        })
      }
      await expect(pipeline.register("other", "ext_1")).resolves.toMatch(
        /^cnpo_/
      )
      expect(await all()).toHaveLength(2)
    })

    it("are registered once, however many try at once", async () => {
      const pipelines = [start(), start()] as const

      const results = await Promise.allSettled(
        Array.from({ length: 8 }, (_, n) =>
          (pipelines[n % 2] as Pipeline).register("scripted", "ext_1", {
            order_id: `order_${n}`,
          })
        )
      )

      expect(
        results.filter(({ status }) => status === "fulfilled")
      ).toHaveLength(1)
      expect(await live()).toEqual(["ext_1"])
    })

    it("need a provider that is configured", async () => {
      await expect(start().register("nobody", "ext_1")).rejects.toMatchObject({
        type: "not_found",
        message:
          'There is no provider "nobody". Configured are: scripted, other.',
      })
    })

    it.each<[string, Script, Parameters<Pipeline["register"]>[2], string]>([
      [
        "an amount of nothing",
        {},
        { total: "0" },
        "The amount must be more than zero.",
      ],
      [
        "half a cent",
        {},
        { total: "1.005" },
        "The amount has more decimals than EUR has (2).",
      ],
      [
        "half a clime",
        { unit: "climes" },
        { total: "1.5" },
        "The amount must be a whole number of climes.",
      ],
      [
        "an amount where there is none",
        { unit: "none", void: null },
        { total: "5" },
        "This provider order has no amount: it can only be cancelled as a whole.",
      ],
      [
        "an amount of items",
        { unit: "item" },
        { total: "5" },
        "This provider is measured in items: register its items instead of an amount.",
      ],
      [
        "items of money",
        {},
        { items: ITEMS },
        "This provider is not measured in items: leave the items out.",
      ],
      [
        "a line item twice",
        { unit: "item" },
        {
          items: [
            { line_item_id: "ordli_1", external_item_ids: [1] },
            { line_item_id: "ordli_1", external_item_ids: [2] },
          ],
        },
        "The item ordli_1 is listed twice.",
      ],
      [
        "an item id twice, as a number and as a text",
        { unit: "item" },
        {
          items: [
            { line_item_id: "ordli_1", external_item_ids: [1] },
            { line_item_id: "ordli_2", external_item_ids: ["1"] },
          ],
        },
        "The provider's item id 1 is listed twice: each one is a single unit.",
      ],
    ])("are refused with %s", async (_, script, fields, message) => {
      await expect(
        start(script).register("scripted", "ext_1", fields)
      ).rejects.toMatchObject({ type: "not_allowed", message })
      expect(await all()).toEqual([])
    })
  })

  describe("that were found", () => {
    it("are recorded once, however often the order is looked at", async () => {
      const pipeline = start()
      const input = {
        provider_orders: [
          found("ext_1"),
          found("ext_2", { provider_id: "other" }),
        ],
      }

      const first = await record(pipeline, input)
      const again = await record(pipeline, input)

      expect(first.created_ids).toHaveLength(2)
      expect(first.skipped).toEqual([])
      expect(again).toEqual({
        created_ids: [],
        skipped: [],
        held: [],
        cancellation_ids: [],
      })
      expect(await live()).toEqual(["ext_1", "ext_2"])
    })

    it("are recorded once by many processes at once", async () => {
      const pipelines = [start(), start(), start()] as const

      const results = await Promise.all(
        Array.from({ length: 9 }, (_, n) =>
          record(pipelines[n % 3] as Pipeline, {
            provider_orders: [found("ext_1")],
          })
        )
      )

      expect(results.flatMap(({ created_ids }) => created_ids)).toHaveLength(1)
      expect(await live()).toEqual(["ext_1"])
    })

    it("are skipped, with the reason, where they can't be this order's", async () => {
      const pipeline = start()
      await pipeline.register("scripted", "taken", { order_id: "order_2" })

      const result = await record(pipeline, {
        provider_orders: [
          found("taken"),
          found("ext_1", { provider_id: "nobody" }),
        ],
      })

      expect(result).toMatchObject({
        created_ids: [],
        skipped: [
          {
            provider_id: "scripted",
            external_id: "taken",
            reason: "it belongs to another order",
          },
          {
            provider_id: "nobody",
            external_id: "ext_1",
            reason: "the provider is not configured",
          },
        ],
      })
      expect(await live()).toEqual(["taken"])
    })

    it("leave what somebody registered as it is", async () => {
      const pipeline = start()
      await pipeline.register("scripted", "ext_1", { total: "7" })

      const { skipped } = await record(pipeline, {
        provider_orders: [found("ext_1"), found("ext_2")],
      })

      expect(skipped).toEqual([])
      expect(await all()).toEqual([
        expect.objectContaining({ origin: "explicit", total: "7" }),
        expect.objectContaining({ origin: "metadata", external_id: "ext_2" }),
      ])
    })

    const KEY = "metadata.scripted_order_id"

    /** The order's metadata names these and nothing else. */
    const named = (
      ids: string[],
      fields: Partial<RecordProviderOrdersInput> = {}
    ): Partial<RecordProviderOrdersInput> => ({
      provider_orders: ids.map((id) => found(id, { found_in: KEY })),
      readings: [{ provider_id: "scripted", of: "order", certain: [KEY] }],
      ...fields,
    })

    it("are replaced when the value that they were found by changes", async () => {
      const pipeline = start()
      await record(pipeline, named(["wrong"]))

      const { created_ids } = await record(pipeline, named(["right"]))

      expect(created_ids).toHaveLength(1)
      expect((await all()).map(({ external_id }) => external_id)).toEqual([
        "right",
      ])
      // Nobody deleted it, so the value may change back.
      await record(pipeline, named(["wrong"]))
      expect(await live()).toEqual(["wrong"])
    })

    it("are forgotten when the value is gone, and found again for any order", async () => {
      const pipeline = start()
      await record(pipeline, named(["ext_1"]))

      await record(pipeline, named([]))
      expect(await all()).toEqual([])

      await record(pipeline, named(["ext_1"], { order_id: "order_2" }))
      expect(await all()).toMatchObject([{ order_id: "order_2" }])
    })

    it("stay where the value that they were found by can't be read", async () => {
      const pipeline = start()
      await record(pipeline, named(["ext_1"]))

      await record(pipeline, {})
      await record(pipeline, {
        readings: [{ provider_id: "scripted", of: "order", certain: [] }],
      })
      await record(pipeline, {
        readings: [{ provider_id: "other", of: "order", certain: [KEY] }],
      })

      expect(await live()).toEqual(["ext_1"])
    })

    it("stay where the value isn't believed any more", async () => {
      const pipeline = start()
      await record(pipeline, named(["ext_1"]))

      await record(
        pipeline,
        named([], {
          distrusted: [{ provider_id: "scripted", external_id: "ext_1" }],
        })
      )

      expect(await live()).toEqual(["ext_1"])
    })

    it("stay where the provider is configured anew and the order names none by it", async () => {
      const pipeline = start()
      const anew = (ids: string[]): Partial<RecordProviderOrdersInput> => ({
        provider_orders: ids.map((id) =>
          found(id, { origin: "option", found_in: "metadata.other" })
        ),
        readings: [
          { provider_id: "scripted", of: "order", certain: ["metadata.other"] },
        ],
      })
      await record(pipeline, named(["old"]))

      await record(pipeline, anew([]))
      expect(await live()).toEqual(["old"])

      await record(pipeline, anew(["new"]))
      expect(await live()).toEqual(["new"])
    })

    it("stay as they were registered, whatever the order names", async () => {
      const pipeline = start()
      await pipeline.register("scripted", "told")

      await record(pipeline, named([]))
      await record(pipeline, named(["ext_1"]))

      expect(await live()).toEqual(["ext_1", "told"])
    })

    it("stay once they have cancellations, and new ones are recorded beside them", async () => {
      const pipeline = start()
      await record(pipeline, named(["first"]))
      await pipeline.cancelOrder()

      const { skipped, created_ids } = await record(pipeline, named(["second"]))

      expect(skipped).toEqual([])
      expect(created_ids).toHaveLength(1)
      expect(await live()).toEqual(["first", "second"])
      await record(pipeline, named([]))
      expect(await live()).toEqual(["first"])
    })

    it("stay when their first cancellation is captured while they are forgotten", async () => {
      const pipeline = start()
      for (let round = 0; round < 20; round++) {
        const order_id = `order_${round}`
        await record(pipeline, named([`ext_${round}`], { order_id }))

        await Promise.all([
          pipeline.cancelOrder(order_id),
          record(pipeline, named([], { order_id })),
        ])
      }

      const captured = (await cancellations()).map(
        ({ external_id }) => external_id
      )
      expect(await live()).toEqual(expect.arrayContaining(captured))
      expect((await live()).length).toBe(captured.length)
    })

    describe("by payments", () => {
      const paid = (
        payments: Record<string, string>,
        certain = Object.keys(payments)
      ): Partial<RecordProviderOrdersInput> => ({
        provider_orders: Object.entries(payments).map(([id, mid]) =>
          found(mid, { origin: "option", found_in: `payment.${id}` })
        ),
        readings: [
          {
            provider_id: "scripted",
            of: "payments",
            certain: certain.map((id) => `payment.${id}`),
          },
        ],
      })

      it("are one for each live payment", async () => {
        const pipeline = start()
        await record(pipeline, paid({ pay_1: "mid-1" }))
        await record(pipeline, paid({ pay_1: "mid-1", pay_2: "mid-2" }))

        expect(await live()).toEqual(["mid-1", "mid-2"])
      })

      it("are forgotten with a dead one, but stay where one doesn't say its id", async () => {
        const pipeline = start()
        await record(pipeline, paid({ pay_1: "mid-1" }))

        await record(pipeline, paid({ pay_2: "mid-2" }, []))
        expect(await live()).toEqual(["mid-1", "mid-2"])

        await record(pipeline, paid({ pay_2: "mid-2" }, ["pay_1", "pay_2"]))
        expect(await live()).toEqual(["mid-2"])
      })

      it("stay where it isn't known which payment they were found by", async () => {
        const pipeline = start()
        await record(pipeline, {
          provider_orders: [found("mid-1", { origin: "option" })],
        })

        await record(pipeline, paid({ pay_2: "mid-2" }))

        expect(await live()).toEqual(["mid-1", "mid-2"])
      })
    })

    describe("and that moved to another order", () => {
      it("are told apart from those that somebody registered, or cancelled", async () => {
        const pipeline = start()
        await pipeline.register("scripted", "told", { order_id: "order_2" })
        await record(pipeline, named(["loose"], { order_id: "order_3" }))
        await record(pipeline, named(["cancelled"], { order_id: "order_4" }))
        await pipeline.cancelOrder("order_4")

        const { held, skipped } = await record(
          pipeline,
          named(["told", "loose", "cancelled"])
        )

        expect(held).toMatchObject([{ order_id: "order_3" }])
        expect(skipped.map(({ external_id }) => external_id)).toEqual([
          "told",
          "loose",
          "cancelled",
        ])
      })

      it("are released by their own order only when it doesn't name them any more", async () => {
        const pipeline = start()
        await record(pipeline, named(["x", "y"], { order_id: "order_2" }))
        const { held } = await record(pipeline, named(["x"]))
        const ids = held.map(({ id }) => id)
        const release = (names: string[]): Promise<number> =>
          pipeline.book.release(
            {
              order_id: "order_2",
              order_display_id: 2,
              canceled_at: null,
              provider_orders: [],
              ...named(names),
            },
            ids
          )

        expect(await release(["x"])).toBe(0)
        expect(await live()).toEqual(["x", "y"])
        expect(await release(["z"])).toBe(1)
        expect(await live()).toEqual(["y"])
      })

      describe("from before it was kept where they were found", () => {
        /** The row "x" of the second order, left by an earlier version. */
        const leave = async (pipeline: Pipeline): Promise<void> => {
          await record(pipeline, {
            order_id: "order_2",
            provider_orders: [found("x", { origin: "option" })],
          })
          expect(await places()).toEqual([null])
        }

        const places = async (): Promise<(string | null)[]> =>
          (await all()).map(({ found_in }) => found_in)

        /** The first order names it, so the second is asked to release it. */
        const released = async (
          pipeline: Pipeline,
          fields: Partial<RecordProviderOrdersInput>
        ): Promise<number> => {
          const { held } = await record(pipeline, named(["x"]))
          return pipeline.book.release(
            {
              order_id: "order_2",
              order_display_id: 2,
              canceled_at: null,
              provider_orders: [],
              ...fields,
            },
            held.map(({ id }) => id)
          )
        }

        it("are the other order's, once their own names nothing", async () => {
          const pipeline = start()
          await leave(pipeline)

          expect(await released(pipeline, named([]))).toBe(1)

          await record(pipeline, named(["x"]))
          expect(await all()).toMatchObject([
            { order_id: "order_1", external_id: "x" },
          ])
        })

        it.each<[string, Partial<RecordProviderOrdersInput>]>([
          ["names it", named(["x"])],
          [
            "can't be read",
            {
              readings: [{ provider_id: "scripted", of: "order", certain: [] }],
            },
          ],
          [
            "may name several",
            {
              readings: [
                {
                  provider_id: "scripted",
                  of: "payments",
                  certain: ["payment.pay_1"],
                },
              ],
            },
          ],
        ])("stay where their own order %s", async (_, fields) => {
          const pipeline = start()
          await leave(pipeline)

          expect(await released(pipeline, fields)).toBe(0)

          expect(await all()).toMatchObject([{ order_id: "order_2" }])
        })

        it("stay where nobody else wants them", async () => {
          const pipeline = start()
          await leave(pipeline)

          await record(pipeline, named([], { order_id: "order_2" }))

          expect(await live()).toEqual(["x"])
        })

        it("are gone with the value, if they were seen there since", async () => {
          const pipeline = start()
          await leave(pipeline)

          await record(pipeline, named(["x"], { order_id: "order_2" }))
          expect(await places()).toEqual([KEY])
          await record(pipeline, named([], { order_id: "order_2" }))

          expect(await all()).toEqual([])
        })
      })

      it("are gone with the value that they were seen by last", async () => {
        const pipeline = start()
        await record(pipeline, {
          provider_orders: [found("x", { found_in: "metadata.old" })],
        })

        await record(pipeline, named(["x"]))
        await record(pipeline, named([]))

        expect(await all()).toEqual([])
      })

      it("leave those that somebody registered without a place", async () => {
        const pipeline = start()
        await pipeline.register("scripted", "x")

        await record(pipeline, named(["x"]))
        await record(pipeline, named([]))

        expect(await all()).toMatchObject([
          { external_id: "x", found_in: null },
        ])
      })

      it("are one order's, when two find them at once, and said to the other", async () => {
        const pipelines = [start(), start(), start()] as const

        const results = await Promise.all(
          Array.from({ length: 9 }, (_, n) =>
            record(
              pipelines[n % 3] as Pipeline,
              named(["x"], { order_id: `order_${n}` })
            )
          )
        )

        expect(results.flatMap(({ created_ids }) => created_ids)).toHaveLength(
          1
        )
        expect(results.flatMap(({ skipped }) => skipped)).toHaveLength(8)
        expect(results.flatMap(({ held }) => held)).toHaveLength(8)
      })
    })

    it("are not found again once they were removed, and may be registered", async () => {
      const pipeline = start()
      const { created_ids } = await record(pipeline, {
        provider_orders: [found("ext_1")],
      })
      await pipeline.book.remove(created_ids[0] as string)

      const again = await record(pipeline, {
        provider_orders: [found("ext_1")],
      })
      expect(again).toMatchObject({
        created_ids: [],
        skipped: [
          {
            external_id: "ext_1",
            reason: "it was removed, or was not believed, before",
          },
        ],
      })
      expect(await live()).toEqual([])

      await pipeline.register("scripted", "ext_1")
      expect(await live()).toEqual(["ext_1"])
      expect(
        await record(pipeline, { provider_orders: [found("ext_1")] })
      ).toMatchObject({ created_ids: [], skipped: [] })
    })

    it("and not believed are not believed later either, but when somebody registers them", async () => {
      const pipeline = start()
      const distrusted = [{ provider_id: "scripted", external_id: "ext_1" }]

      await record(pipeline, { distrusted })
      await record(pipeline, { distrusted })
      expect(await all()).toEqual([
        expect.objectContaining({
          external_id: "ext_1",
          deleted_at: await ledger.clock.now(),
        }),
      ])
      // The shopper's cart no longer exists, so nothing contradicts the id.
      expect(
        (await record(pipeline, { provider_orders: [found("ext_1")] })).skipped
      ).toHaveLength(1)
      expect(await live()).toEqual([])

      await pipeline.register("scripted", "ext_1")
      await record(pipeline, { distrusted })
      expect(await live()).toEqual(["ext_1"])
    })

    it("and not believed of one order may be another's", async () => {
      const pipeline = start()
      await record(pipeline, {
        distrusted: [{ provider_id: "scripted", external_id: "ext_1" }],
      })

      const { created_ids } = await record(pipeline, {
        order_id: "order_2",
        provider_orders: [found("ext_1")],
      })

      expect(created_ids).toHaveLength(1)
    })
  })

  describe("that are corrected", () => {
    it("keep what is not mentioned", async () => {
      const pipeline = start()
      const id = await pipeline.register("scripted", "ext_1", { total: "10" })

      await pipeline.book.correct(id, { metadata: { seen: true } })
      expect((await all())[0]).toMatchObject({
        total: "10",
        metadata: { seen: true },
      })
      await pipeline.book.correct(id, { amount: "20.5" })
      expect((await all())[0]).toMatchObject({
        total: "20.5",
        raw_total: { value: "20.5", precision: 20 },
        total_source: "explicit",
        metadata: { seen: true },
      })
      await pipeline.book.correct(id, { amount: null, metadata: null })
      expect((await all())[0]).toMatchObject({
        total: null,
        total_source: null,
        raw_total: null,
        metadata: null,
      })
    })

    it("may not come below what was voided, or may have been", async () => {
      const pipeline = start()
      const id = await pipeline.register("scripted", "ext_1", { total: "100" })
      await pipeline.void(id, { amount: "60.5" })

      await expect(
        pipeline.book.correct(id, { amount: "60.49" })
      ).rejects.toMatchObject({
        type: "not_allowed",
        message:
          "60.5 of it were voided already, or are being voided: the amount can't be less than that.",
      })
      await expect(
        pipeline.book.correct(id, { amount: "60.5" })
      ).resolves.toBeUndefined()
      await expect(pipeline.void(id, { amount: "0.01" })).rejects.toThrow(
        "Nothing remains to be voided"
      )
    })

    it("count their items anew, and keep the ids that were voided", async () => {
      const pipeline = start({ unit: "item" })
      const id = await pipeline.register("scripted", "ext_1", {
        items: ITEMS,
      })
      await pipeline.void(id, { items: [{ id: "ordli_1", quantity: 1 }] })

      for (const items of [
        [{ line_item_id: "ordli_1", external_item_ids: [12] }],
        null,
      ]) {
        await expect(
          pipeline.book.correct(id, { items })
        ).rejects.toMatchObject({
          type: "not_allowed",
          message:
            "An item id that was voided already, or is being voided, can't be taken out of the items.",
        })
      }
      await pipeline.book.correct(id, {
        items: [{ line_item_id: "ordli_1", external_item_ids: ["11"] }],
      })
      expect((await all())[0]).toMatchObject({
        total: "1",
        total_source: "explicit",
      })
    })

    it.each<
      [string, Script, Parameters<Pipeline["book"]["correct"]>[1], string]
    >([
      [
        "an amount below zero",
        {},
        { amount: "-1" },
        "The amount must be more than zero.",
      ],
      [
        "items of money",
        {},
        { items: ITEMS },
        "This provider is not measured in items: leave the items out.",
      ],
      [
        "an amount of items",
        { unit: "item" },
        { amount: "1" },
        "This provider is measured in items: register its items instead of an amount.",
      ],
    ])("are refused with %s", async (_, script, change, message) => {
      const pipeline = start(script)
      const id = await pipeline.register("scripted", "ext_1")

      await expect(pipeline.book.correct(id, change)).rejects.toMatchObject({
        type: "not_allowed",
        message,
      })
    })

    it("are not found once they were removed", async () => {
      const pipeline = start()
      const id = await pipeline.register("scripted", "ext_1")
      await pipeline.book.remove(id)

      await expect(
        pipeline.book.correct(id, { amount: "1" })
      ).rejects.toMatchObject({
        type: "not_found",
        message: `There is no provider order ${id}.`,
      })
    })
  })

  describe("that are removed", () => {
    it("stay where they have cancellations, ended ones too", async () => {
      const pipeline = start()
      const id = await pipeline.register("scripted", "ext_1", { total: "5" })
      const cancellation = await pipeline.void(id, { amount: "1" })
      await pipeline.repair.resolve(cancellation, {
        resolution: "dismissed",
        note: "no",
      })

      await expect(pipeline.book.remove(id)).rejects.toMatchObject({
        type: "not_allowed",
        message:
          "This provider order has cancellations: they are its evidence, so it can't be removed.",
      })
      expect(await live()).toEqual(["ext_1"])
    })

    it("take no cancels any more", async () => {
      const pipeline = start()
      const id = await pipeline.register("scripted", "ext_1")

      await pipeline.book.remove(id)

      await expect(pipeline.book.remove(id)).rejects.toMatchObject({
        type: "not_found",
      })
      expect(await pipeline.cancelOrder()).toEqual([])
    })
  })

  describe("of an order that is cancelled already", () => {
    it("get their cancel as soon as somebody registers them, however long ago that was", async () => {
      const pipeline = start()
      await pipeline.startTimes.ensure()

      const { id, cancellation_ids } = await pipeline.book.register({
        order_id: "order_1",
        order_display_id: 1,
        canceled_at: await ago(86_400_000 * 365),
        created_by: "user_1",
        provider_order: found("ext_1", { origin: "explicit" }),
      })

      const [row] = await rowsOf(
        ledger.database.sql,
        "select * from cncl_cancellation"
      )
      expect(row).toMatchObject({
        id: cancellation_ids[0],
        provider_order_id: id,
        kind: "cancel",
        status: "pending",
        source: "order_canceled",
        source_id: "order_1",
        captured_by: "registration",
        created_by: "user_1",
      })
    })

    it("get it once, also when the event comes later", async () => {
      const pipeline = start()
      await pipeline.register("scripted", "ext_1", {
        canceled_at: await ago(SETTLING_MS),
      })

      await pipeline.cancelOrder()

      expect(await cancellations()).toHaveLength(1)
    })

    it.each(["registered", "found"])(
      "get none within two minutes, when they are %s: Medusa may still take the cancel back",
      async (how) => {
        const pipeline = start()
        await pipeline.startTimes.ensure()
        ledger.clock.advance(60_000)
        const canceled_at = await ledger.clock.now()
        ledger.clock.advance(SETTLING_MS - 1)
        const add = (external_id: string): Promise<unknown> =>
          how === "registered"
            ? pipeline.register("scripted", external_id, { canceled_at })
            : record(pipeline, {
                canceled_at,
                provider_orders: [
                  found(external_id),
                  found(`${external_id}_other`, { provider_id: "other" }),
                ],
              })

        await add("ext_1")
        expect(await cancellations()).toEqual([])

        ledger.clock.advance(1)
        await ledger.database.sql.raw("delete from cncl_provider_order")
        await add("ext_1")
        expect(await cancellations()).not.toEqual([])
      }
    )

    it("get neither themselves nor their cancel when one of them can't be written", async () => {
      const pipeline = start()
      await ledger.database.sql.raw(`
        create function refuse() returns trigger as $$
          begin raise exception 'the disk is full'; end
        $$ language plpgsql;
        create trigger refuse before insert on cncl_cancellation
          for each row execute function refuse();
      `)
      try {
        await expect(
          pipeline.register("scripted", "ext_1", {
            canceled_at: await ago(SETTLING_MS),
          })
        ).rejects.toThrow("the disk is full")
      } finally {
        await ledger.database.sql.raw(
          "drop trigger refuse on cncl_cancellation; drop function refuse()"
        )
      }
      expect(await all()).toEqual([])
    })

    it("that were found get it if the order was cancelled after the start time", async () => {
      const pipeline = start()
      await pipeline.startTimes.ensure()
      ledger.clock.advance(SETTLING_MS + 60_000)

      const { cancellation_ids } = await record(pipeline, {
        canceled_at: await ago(SETTLING_MS),
        provider_orders: [found("ext_1")],
      })

      expect(cancellation_ids).toHaveLength(1)
      expect(await cancellations()).toMatchObject([
        { id: cancellation_ids[0], external_id: "ext_1", status: "pending" },
      ])
    })

    it.each([
      ["before the start time", true],
      ["and there is no start time yet", false],
    ])(
      "that were found are recorded without it if it was cancelled %s",
      async (_, hasStartTime) => {
        const pipeline = start()
        ledger.clock.advance(SETTLING_MS + 60_000)
        if (hasStartTime) {
          await pipeline.startTimes.ensure()
        }

        const result = await record(pipeline, {
          canceled_at: await ago(SETTLING_MS),
          provider_orders: [found("ext_1")],
        })

        expect(result.created_ids).toHaveLength(1)
        expect(result.cancellation_ids).toEqual([])
        expect(await cancellations()).toEqual([])
      }
    )

    it("get none where the automation is switched off", async () => {
      const pipeline = start({}, { automation: { orderCanceled: false } })
      await pipeline.startTimes.ensure()

      await pipeline.register("scripted", "ext_1", {
        canceled_at: await ago(SETTLING_MS),
      })

      expect(await cancellations()).toEqual([])
      expect(await live()).toEqual(["ext_1"])
    })
  })

  describe("and the start time of what is captured for them", () => {
    const startTimes = (): Promise<
      { provider_id: string; source: string; enabled_at: Date }[]
    > =>
      rowsOf(
        ledger.database.sql,
        `select provider_id, source, enabled_at from cncl_start_time
         where disabled_at is null order by provider_id, source`
      )

    it("is when it was first seen, in whichever process, and stays", async () => {
      const first = await ledger.clock.now()
      await Promise.all([
        start().startTimes.ensure(),
        start().startTimes.ensure(),
      ])
      ledger.clock.advance(86_400_000)
      await start().startTimes.ensure()

      expect(await startTimes()).toEqual(
        ["other", "scripted"].map((provider_id) => ({
          provider_id,
          source: "order_canceled",
          enabled_at: first,
        }))
      )
    })

    it("begins anew when it is switched off for longer than a deployment takes, and on again", async () => {
      const edits = { automation: { orderEdited: true } }
      await start({}, edits).startTimes.ensure()
      const off = start()
      for (let minute = 0; minute <= 10; minute++) {
        ledger.clock.advance(60_000)
        await off.startTimes.ensure()
      }
      expect((await startTimes()).map(({ source }) => source)).toEqual([
        "order_canceled",
        "order_canceled",
      ])
      ledger.clock.advance(1_000)
      const again = await ledger.clock.now()
      await start({}, edits).startTimes.ensure()

      expect(await startTimes()).toContainEqual({
        provider_id: "scripted",
        source: "order_edited",
        enabled_at: again,
      })
      expect(await startTimes()).toContainEqual({
        provider_id: "scripted",
        source: "order_canceled",
        enabled_at: new Date("2030-01-01T00:00:00Z"),
      })
    })
  })
})
