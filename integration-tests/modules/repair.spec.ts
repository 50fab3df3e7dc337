import {
  Effect,
  ItemMapping,
  Outcome,
  RecordReading,
  accepted,
  rejected,
  retry,
  succeeded,
  unknown,
} from "../../src/provider-kit"
import { HeldCalls } from "../support/held-calls"
import { useLedger } from "../support/ledger"
import { error, found } from "../support/made-up"
import { Pipeline } from "../support/pipeline"
import { Script, ScriptedProvider } from "../support/scripted-provider"
import { until } from "../support/until"
import {
  CancellationRow,
  cancellationRow,
  privateDetails,
} from "../support/written"
import { PROOF, RECORDED } from "../../src/provider-kit/__fixtures__/proof"

const WINDOW = 259_200_000

const ITEMS: ItemMapping[] = [
  { line_item_id: "ordli_1", external_item_ids: [11, 12, 13] },
]

describe("repairing", () => {
  const ledger = useLedger()
  let provider: ScriptedProvider
  let pipeline: Pipeline
  /** What the provider answers first. After that it succeeds. */
  let outcomes: (() => Outcome)[]

  const given = (script: Script, ...answers: (() => Outcome)[]): void => {
    outcomes = answers
    ;[pipeline, provider] = ledger.startWith({
      onSend: () =>
        Promise.resolve(outcomes.shift()?.() ?? succeeded({ proof: PROOF })),
      ...script,
    })
  }

  const laneOf100 = (): Promise<string> =>
    pipeline.register("scripted", "ext_1", { total: "100" })

  /** A void of 60 out of 100 whose attempt has ended. */
  const aVoid = async (
    amount = "60"
  ): Promise<{ lane: string; id: string }> => {
    const lane = await laneOf100()
    const id = await pipeline.void(lane, { amount })
    await pipeline.drain()
    return { lane, id }
  }

  const rowOf = (id: string): Promise<CancellationRow> =>
    cancellationRow(ledger.database.sql, id)

  const later = (ms: number): Promise<Date> =>
    ledger.clock.now().then((now) => new Date(now.getTime() + ms))

  /** Ends the retry window of the first cancellation. */
  const exhaust = async (): Promise<void> => {
    ledger.clock.advance(WINDOW)
    await pipeline.drain()
  }

  const isRefused = (message: string): unknown =>
    expect.objectContaining({ type: "not_allowed", message })

  describe("by trying again", () => {
    it("sends a rejected one once more, with a new window, and keeps who and why", async () => {
      given({}, () => rejected(error))
      const { id } = await aVoid()
      ledger.clock.advance(WINDOW * 2)

      await pipeline.repair.retry(id, { note: "they fixed it", by: "user_1" })

      expect(await rowOf(id)).toMatchObject({
        status: "pending",
        purpose: "send",
        failure_count: 0,
        settled_at: null,
        next_attempt_at: await ledger.clock.now(),
        retry_until: await later(WINDOW),
        history: [
          {
            at: (await ledger.clock.now()).toISOString(),
            by: "user_1",
            action: "retry",
            note: "they fixed it",
          },
        ],
      })
      await pipeline.drain()
      expect(await rowOf(id)).toMatchObject({
        status: "succeeded",
        attempt_count: 2,
      })
      expect(provider.sent).toHaveLength(2)
    })

    it.each([
      ["rejected", () => rejected(error)],
      ["proven not to be processed", () => retry(error)],
    ])("doesn't take one that was %s for a repetition", async (_, answer) => {
      given({}, answer)
      const { id } = await aVoid()
      if ((await rowOf(id)).status === "rejected") {
        await pipeline.repair.retry(id, {})
      }
      ledger.clock.advance(60_000)
      await pipeline.drain()

      expect(
        provider.sent.map(({ may_have_been_sent }) => may_have_been_sent)
      ).toEqual([false, false])
    })

    it("sends one whose retries were exhausted once more", async () => {
      given({}, ...Array.from({ length: 2 }, () => () => retry(error)))
      const { id } = await aVoid()
      await exhaust()
      expect(await rowOf(id)).toMatchObject({
        status: "needs_review",
        last_error: { code: "retries_exhausted" },
      })

      await pipeline.repair.retry(id, {})
      await pipeline.drain()

      expect(await rowOf(id)).toMatchObject({
        status: "succeeded",
        history: [expect.objectContaining({ by: null, note: null })],
      })
    })

    it("keeps every time that somebody tried", async () => {
      given(
        {},
        () => rejected(error),
        () => rejected(error)
      )
      const { id } = await aVoid()
      await pipeline.repair.retry(id, { note: "one", by: "user_1" })
      await pipeline.drain()
      await pipeline.repair.retry(id, { note: "two", by: "user_2" })
      await pipeline.drain()

      const { history } = await rowOf(id)

      expect(history?.map(({ by, note }) => [by, note])).toEqual([
        ["user_1", "one"],
        ["user_2", "two"],
      ])
    })

    it("sends new private details in the place of those that were deleted", async () => {
      given({}, () => rejected(error))
      const lane = await laneOf100()
      const id = await pipeline.void(lane, {
        amount: "1",
        details: { ibans: { "1": "wrong" } },
      })
      await pipeline.drain()

      await pipeline.repair.retry(id, { details: { ibans: { "1": "right" } } })
      await pipeline.drain()

      expect(provider.sent.map(({ details }) => details)).toEqual([
        { ibans: { "1": "wrong" } },
        { ibans: { "1": "right" } },
      ])
      expect(await privateDetails(ledger.database.sql)).toEqual([])
    })

    it("asks the provider's strategy about new details first", async () => {
      given(
        {
          onRefuse: ({ details }) =>
            details?.bad ? "These details can't be used." : null,
        },
        () => rejected(error)
      )
      const { id } = await aVoid()

      await expect(
        pipeline.repair.retry(id, { details: { bad: true } })
      ).rejects.toEqual(isRefused("These details can't be used."))
      expect(await rowOf(id)).toMatchObject({
        status: "rejected",
        history: null,
      })
    })

    it.each([
      ["accepted", () => accepted()],
      ["succeeded", () => succeeded({ proof: PROOF })],
    ])("is refused for one that is %s", async (status, outcome) => {
      given({}, outcome)
      const { id } = await aVoid()

      await expect(pipeline.repair.retry(id, {})).rejects.toEqual(
        isRefused(
          `A cancellation that is ${status} can't be tried again; only one that is pending, was rejected or needs review can.`
        )
      )
    })

    it("sends one that waits for its next attempt at once", async () => {
      given({}, () => retry(error))
      const { id } = await aVoid()
      expect((await rowOf(id)).next_attempt_at).not.toEqual(
        await ledger.clock.now()
      )

      await pipeline.repair.retry(id, { by: "user_1", note: "they are back" })
      await pipeline.drain()

      expect(await rowOf(id)).toMatchObject({
        status: "succeeded",
        attempt_count: 2,
        history: [expect.objectContaining({ by: "user_1", action: "retry" })],
      })
      expect(provider.sent).toHaveLength(2)
    })

    it("is refused for one that is due already", async () => {
      given({})
      const id = await pipeline.void(await laneOf100(), { amount: "1" })

      await expect(pipeline.repair.retry(id, {})).rejects.toThrow(
        "It is due already"
      )
      expect(await rowOf(id)).toMatchObject({ history: null })
    })

    it("doesn't look for an unknown one's effect sooner than it may show", async () => {
      given({ void: { readable: true } }, () => unknown(error))
      const { id } = await aVoid()
      const before = await rowOf(id)
      expect(before).toMatchObject({ status: "pending", purpose: "read_back" })

      await expect(pipeline.repair.retry(id, {})).rejects.toEqual(
        isRefused(
          "An earlier call may have been carried out, so the provider's record is read before it is sent again, and reading it sooner would prove nothing. It goes on by itself."
        )
      )
      expect(await rowOf(id)).toEqual(before)
      expect(provider.sent).toHaveLength(1)
    })

    it("is refused for one that is superseded, dismissed or in flight", async () => {
      const held = new HeldCalls()
      given({ onSend: held.onSend })
      const lane = await laneOf100()
      const superseded = await pipeline.void(lane, { amount: "1" })
      const flying = await pipeline.cancel(lane)
      const other = await pipeline.register("scripted", "ext_2", { total: "5" })
      const dismissed = await pipeline.void(other, { amount: "1" })
      await pipeline.repair.resolve(dismissed, {
        resolution: "dismissed",
        note: "no",
      })
      pipeline.dispatcher.kick()
      await held.arrived(flying)

      for (const [id, status] of [
        [superseded, "superseded"],
        [dismissed, "dismissed"],
        [flying, "in_progress"],
      ] as const) {
        await expect(pipeline.repair.retry(id, {})).rejects.toThrow(
          `A cancellation that is ${status} can't be tried again`
        )
      }
      await held.answer(flying, succeeded({ proof: PROOF }))
      await pipeline.dispatcher.idle()
    })

    it("is not found for one that isn't there", async () => {
      given({})
      await expect(
        pipeline.repair.retry("cncl_nowhere", {})
      ).rejects.toMatchObject({
        type: "not_found",
        message: "There is no cancellation cncl_nowhere.",
      })
    })

    it("keeps its place: before what was asked after it", async () => {
      given({}, () => rejected(error))
      const { lane, id } = await aVoid("1")
      const behind = await pipeline.void(lane, { amount: "2" })

      await pipeline.repair.retry(id, {})
      await pipeline.drain()

      expect(
        provider.sent.map(({ cancellation_id }) => cancellation_id)
      ).toEqual([id, id, behind])
    })

    it("sends once, however many ask for it at once", async () => {
      given({}, () => rejected(error))
      const { id } = await aVoid()

      const results = await Promise.allSettled(
        Array.from({ length: 6 }, () => pipeline.repair.retry(id, {}))
      )
      await pipeline.drain()

      expect(
        results.filter(({ status }) => status === "fulfilled")
      ).toHaveLength(1)
      expect(provider.sent).toHaveLength(2)
    })
  })

  describe("takes the amount again", () => {
    it("and is refused where it no longer fits", async () => {
      given({}, () => rejected(error))
      const { lane, id } = await aVoid("60")
      await pipeline.void(lane, { amount: "50" })

      await expect(pipeline.repair.retry(id, {})).rejects.toEqual(
        isRefused('Only 50 EUR remain to be voided at "scripted".')
      )
      expect(await rowOf(id)).toMatchObject({
        status: "rejected",
        history: null,
      })
    })

    it("so that what comes after it finds less", async () => {
      given({}, () => rejected(error))
      const { lane, id } = await aVoid("60")

      await pipeline.repair.retry(id, {})

      await expect(pipeline.void(lane, { amount: "41" })).rejects.toEqual(
        isRefused('Only 40 EUR remain to be voided at "scripted".')
      )
    })

    it("and never more than there is, however many are tried again at once", async () => {
      given({}, ...Array.from({ length: 5 }, () => () => rejected(error)))
      const lane = await laneOf100()
      const ids: string[] = []
      for (let n = 0; n < 5; n++) {
        ids.push(await pipeline.void(lane, { amount: "30" }))
        await pipeline.drain()
      }

      const results = await Promise.allSettled([
        ...ids.map((id) => pipeline.repair.retry(id, {})),
        pipeline.void(lane, { amount: "30" }),
      ])

      expect(
        results.filter(({ status }) => status === "fulfilled")
      ).toHaveLength(3)
    })

    it("and the same item ids as before", async () => {
      given({ unit: "item" }, () => rejected(error))
      const lane = await pipeline.register("scripted", "ext_1", {
        items: ITEMS,
      })
      const id = await pipeline.void(lane, {
        items: [{ id: "ordli_1", quantity: 2 }],
      })
      await pipeline.drain()
      await pipeline.book.correct(lane, {
        items: [{ line_item_id: "ordli_1", external_item_ids: [14, 12, 11] }],
      })

      await pipeline.repair.retry(id, {})
      await pipeline.drain()

      expect(
        provider.sent.map(({ items }) => items?.[0]?.external_item_ids)
      ).toEqual([
        [11, 12],
        [11, 12],
      ])
    })

    it("and is refused where another has its item ids by now", async () => {
      given({ unit: "item" }, () => rejected(error))
      const lane = await pipeline.register("scripted", "ext_1", {
        items: ITEMS,
      })
      const ask = { items: [{ id: "ordli_1", quantity: 1 }] }
      const id = await pipeline.void(lane, ask)
      await pipeline.drain()
      await pipeline.void(lane, ask)

      await expect(pipeline.repair.retry(id, {})).rejects.toEqual(
        isRefused(
          "The provider's item 11 is being voided by another cancellation now: request a new void instead."
        )
      )
    })

    it("and is refused where its item ids are not registered any more", async () => {
      given({ unit: "item" }, () => rejected(error))
      const lane = await pipeline.register("scripted", "ext_1", {
        items: ITEMS,
      })
      const id = await pipeline.void(lane, {
        items: [{ id: "ordli_1", quantity: 1 }],
      })
      await pipeline.drain()
      await pipeline.book.correct(lane, {
        items: [{ line_item_id: "ordli_1", external_item_ids: [12, 13] }],
      })

      await expect(pipeline.repair.retry(id, {})).rejects.toEqual(
        isRefused(
          "The provider's item 11 is not registered any more: request a new void instead."
        )
      )
    })

    it("and is refused beside a whole cancel", async () => {
      given({}, () => rejected(error))
      const { lane, id } = await aVoid()
      await pipeline.cancel(lane)

      await expect(pipeline.repair.retry(id, {})).rejects.toEqual(
        isRefused(
          'Order ext_1 is being cancelled, or was cancelled, as a whole at "scripted": there is nothing left to void.'
        )
      )
    })

    it("and is refused where its provider is not configured any more", async () => {
      given({}, () => rejected(error))
      const { id } = await aVoid()

      await expect(ledger.start({}).repair.retry(id, {})).rejects.toEqual(
        isRefused(
          'The provider "scripted" is not configured any more, so nothing can be voided there.'
        )
      )
    })
  })

  describe("a whole cancel", () => {
    it("that was rejected can be tried again", async () => {
      given({}, () => rejected(error))
      const id = await pipeline.cancel(await laneOf100())
      await pipeline.drain()

      await pipeline.repair.retry(id, {})
      await pipeline.drain()

      expect(await rowOf(id)).toMatchObject({ status: "succeeded" })
    })

    it("that was rejected can't be tried again, or marked as succeeded, beside another", async () => {
      given({}, () => rejected(error))
      const lane = await laneOf100()
      const id = await pipeline.cancel(lane)
      await pipeline.drain()
      await pipeline.cancel(lane)
      const message =
        "There is another cancel of this provider order already; this one is not needed any more."

      await expect(pipeline.repair.retry(id, {})).rejects.toEqual(
        isRefused(message)
      )
      await expect(
        pipeline.repair.resolve(id, { resolution: "succeeded", note: "seen" })
      ).rejects.toEqual(isRefused(message))
      await expect(
        pipeline.repair.resolve(id, { resolution: "dismissed", note: "seen" })
      ).resolves.toBeUndefined()
    })

    it("makes a void that waits for review pointless: it is not sent again", async () => {
      given(
        {},
        () => retry(error),
        () => retry(error),
        () => retry(error)
      )
      const { lane, id } = await aVoid()
      await exhaust()
      expect((await rowOf(id)).status).toBe("needs_review")
      await pipeline.cancel(lane)

      await expect(pipeline.repair.retry(id, {})).rejects.toEqual(
        isRefused(
          "The whole order is being cancelled at this provider, or was: this void is not needed any more. Dismiss it."
        )
      )
    })

    it("that a person knows to have succeeded supersedes the voids that are open", async () => {
      given(
        {},
        () => unknown(error),
        () => unknown(error),
        () => retry(error)
      )
      const { lane, id } = await aVoid("10")
      const cancel = await pipeline.cancel(lane)
      await pipeline.drain()
      expect((await rowOf(cancel)).status).toBe("needs_review")

      await pipeline.repair.resolve(cancel, {
        resolution: "succeeded",
        note: "seen there",
        by: "user_1",
      })

      expect(await rowOf(cancel)).toMatchObject({
        status: "succeeded",
        resolved_by: "user_1",
      })
      expect(await rowOf(id)).toMatchObject({
        status: "superseded",
        settled_at: await ledger.clock.now(),
      })
      await expect(pipeline.void(lane, { amount: "1" })).rejects.toThrow(
        "there is nothing left to void"
      )
    })
  })

  describe("an unknown outcome", () => {
    const NOT_READABLE =
      "Whether the provider carried it out is not known, and its record can't be read. Look there first; if it was not applied, confirm that with confirm_not_applied and a note."

    it("that can't be read is tried again only on somebody's word, with a reason", async () => {
      given({}, () => unknown(error))
      const { id } = await aVoid()
      expect(await rowOf(id)).toMatchObject({
        status: "needs_review",
        last_error: { code: "outcome_unknown" },
      })

      await expect(pipeline.repair.retry(id, { note: "x" })).rejects.toEqual(
        isRefused(NOT_READABLE)
      )
      for (const note of [undefined, null, "", "  "]) {
        await expect(
          pipeline.repair.retry(id, { confirm_not_applied: true, note })
        ).rejects.toEqual(
          isRefused(
            "Say in a note how you know that it was not applied: it is kept as evidence."
          )
        )
      }
      expect(provider.sent).toHaveLength(1)
      expect((await rowOf(id)).history).toBeNull()

      await pipeline.repair.retry(id, {
        confirm_not_applied: true,
        note: "not in their backend",
        by: "user_1",
      })
      await pipeline.drain()

      expect(await rowOf(id)).toMatchObject({
        status: "succeeded",
        history: [
          expect.objectContaining({
            by: "user_1",
            note: "not in their backend",
            not_applied_through: 1,
          }),
        ],
      })
      // An answer like "no such order" is no longer about the first attempt.
      expect(provider.sent[1]?.may_have_been_sent).toBe(false)
      expect(provider.sent).toHaveLength(2)
    })

    describe("that can be read", () => {
      let effect: Effect

      const unreadable = async (): Promise<string> => {
        effect = { type: "undecidable", reason: "two look alike" }
        given(
          {
            void: { readable: true },
            onRead: () => Promise.resolve(found()),
            onFindEffect: () => effect,
          },
          () => unknown(error)
        )
        const { id } = await aVoid()
        ledger.clock.advance(15_000)
        await pipeline.drain()
        expect(await rowOf(id)).toMatchObject({
          status: "needs_review",
          last_error: { code: "outcome_unknown", cause: "undecidable" },
        })
        return id
      }

      it("is read back, not sent", async () => {
        const id = await unreadable()
        effect = { type: "applied", proof: RECORDED, reference: "ref_1" }

        await pipeline.repair.retry(id, {})
        expect(await rowOf(id)).toMatchObject({
          status: "pending",
          purpose: "read_back",
          next_attempt_at: await ledger.clock.now(),
        })
        await pipeline.drain()

        expect(await rowOf(id)).toMatchObject({
          status: "succeeded",
          provider_reference: "ref_1",
        })
        expect(provider.sent).toHaveLength(1)
      })

      it("is sent again only when two reads, that far apart, found nothing", async () => {
        const id = await unreadable()
        effect = { type: "absent" }

        await pipeline.repair.retry(id, {})
        await pipeline.drain()
        ledger.clock.advance(14_999)
        await pipeline.drain()
        expect(provider.sent).toHaveLength(1)
        ledger.clock.advance(1)
        await pipeline.drain()

        expect(provider.sent).toHaveLength(2)
        expect(provider.sent[1]?.may_have_been_sent).toBe(true)
        expect((await rowOf(id)).status).toBe("succeeded")
      })

      it("is sent again at once on somebody's word", async () => {
        const id = await unreadable()

        await pipeline.repair.retry(id, {
          confirm_not_applied: true,
          note: "looked there",
        })
        await pipeline.drain()

        expect(provider.sent).toHaveLength(2)
      })

      it("keeps its amount all the time", async () => {
        const id = await unreadable()
        await pipeline.repair.retry(id, {})
        const { provider_order_id: lane } = await rowOf(id)

        await expect(
          pipeline.void(lane as string, { amount: "41" })
        ).rejects.toThrow("Only 40 EUR remain")
      })
    })

    it("that the provider had accepted is read first, not sent again", async () => {
      let effect: Effect = { type: "undecidable", reason: "unclear" }
      given(
        {
          void: { readable: true },
          onRead: () => Promise.resolve(found()),
          onFindEffect: () => effect,
        },
        () => accepted()
      )
      const { id } = await aVoid()
      ledger.clock.advance(10_000)
      await pipeline.drain()
      expect(await rowOf(id)).toMatchObject({
        status: "needs_review",
        last_error: { code: "not_settled" },
      })
      effect = { type: "settling" }

      await pipeline.repair.retry(id, {})
      await pipeline.drain()

      expect((await rowOf(id)).status).toBe("accepted")
      expect(provider.sent).toHaveLength(1)
    })

    it("that the provider had accepted, and that can't be read, needs somebody's word", async () => {
      given({}, () => accepted())
      const { id } = await aVoid()
      ledger.clock.advance(WINDOW)
      await pipeline.drain()
      ledger.clock.advance(WINDOW)
      await pipeline.drain()
      expect(await rowOf(id)).toMatchObject({
        status: "needs_review",
        last_error: { code: "not_settled" },
      })

      await expect(pipeline.repair.retry(id, {})).rejects.toEqual(
        isRefused(NOT_READABLE)
      )
    })
  })

  describe("by closing it", () => {
    it.each([
      ["rejected", () => rejected(error)],
      ["needs_review", () => unknown(error)],
    ])("ends one that is %s as succeeded or dismissed", async (_, outcome) => {
      for (const resolution of ["succeeded", "dismissed"] as const) {
        await ledger.database.clear()
        given({}, outcome)
        const { id } = await aVoid()

        await pipeline.repair.resolve(id, {
          resolution,
          note: "seen there",
          confirm_not_applied: resolution === "dismissed",
          by: "user_1",
        })

        expect(await rowOf(id)).toMatchObject({
          status: resolution,
          proof:
            resolution === "succeeded"
              ? {
                  by: "person",
                  statement: "Marked as done by user_1: seen there",
                  at: (await ledger.clock.now()).toISOString(),
                }
              : null,
          resolved_by: "user_1",
          settled_at: await ledger.clock.now(),
          next_attempt_at: null,
          history: [
            {
              at: (await ledger.clock.now()).toISOString(),
              by: "user_1",
              action: "resolve",
              resolution,
              ...(resolution === "dismissed" && { not_applied_through: 1 }),
              note: "seen there",
            },
          ],
        })
        await pipeline.drain()
        expect(provider.sent).toHaveLength(1)
      }
    })

    it.each(["succeeded", "dismissed"] as const)(
      "ends one that waits as %s, and sends nothing more",
      async (resolution) => {
        given({}, () => retry(error))
        const { id } = await aVoid()

        await pipeline.repair.resolve(id, { resolution, note: "x" })
        ledger.clock.advance(WINDOW)
        await pipeline.drain()

        expect((await rowOf(id)).status).toBe(resolution)
        expect(provider.sent).toHaveLength(1)
      }
    )

    it.each(["succeeded", "dismissed"] as const)(
      "ends one that the provider accepted as %s, and asks for it no more",
      async (resolution) => {
        given({}, () => accepted())
        const { lane, id } = await aVoid("60")

        await pipeline.repair.resolve(id, {
          resolution,
          confirm_not_applied: resolution === "dismissed",
          note: "x",
        })
        ledger.clock.advance(WINDOW)
        await pipeline.drain()

        expect(await rowOf(id)).toMatchObject({
          status: resolution,
          next_attempt_at: null,
          attempt_count: 1,
        })
        const others = pipeline.void(lane, { amount: "100" })
        await (resolution === "dismissed"
          ? expect(others).resolves.toBeTruthy()
          : expect(others).rejects.toThrow("Only 40 EUR remain"))
      }
    )

    it("changes nothing by a poll that was under way meanwhile", async () => {
      let answer: (reading: RecordReading) => void = () => undefined
      given(
        {
          void: { readable: true },
          onRead: () =>
            new Promise((resolve) => {
              answer = resolve
            }),
          onFindEffect: () => ({ type: "absent" }),
        },
        () => accepted({ is_waiting: true })
      )
      const { id } = await aVoid()
      ledger.clock.advance(3_600_000)
      pipeline.dispatcher.kick()
      await until(async () => (await rowOf(id)).lease_token !== null)

      await pipeline.repair.resolve(id, { resolution: "succeeded", note: "x" })
      answer(found())
      await pipeline.dispatcher.idle()

      expect(await rowOf(id)).toMatchObject({
        status: "succeeded",
        proof: { by: "person" },
        lease_token: null,
      })
    })

    it.each([
      ["accepted", () => accepted()],
      ["needs_review", () => unknown(error)],
    ])(
      "frees no amount of one that is %s and may have been done, unless somebody says that it was not",
      async (_, outcome) => {
        given({}, outcome)
        const { lane, id } = await aVoid("60")
        const dismissal = { resolution: "dismissed", note: "x" } as const

        await expect(pipeline.repair.resolve(id, dismissal)).rejects.toEqual(
          isRefused(
            "It may have been carried out at the provider. Look there first: if it was, mark it as succeeded; if it was not, confirm that with confirm_not_applied, and dismiss it."
          )
        )
        await expect(pipeline.void(lane, { amount: "60" })).rejects.toThrow()

        await pipeline.repair.resolve(id, {
          ...dismissal,
          confirm_not_applied: true,
        })
        await expect(
          pipeline.void(lane, { amount: "60" })
        ).resolves.toBeTruthy()
      }
    )

    it("is refused for one that is succeeded", async () => {
      given({}, () => succeeded({ proof: PROOF }))
      const { id } = await aVoid()

      for (const resolution of ["succeeded", "dismissed"] as const) {
        await expect(
          pipeline.repair.resolve(id, { resolution, note: "x" })
        ).rejects.toEqual(
          isRefused(
            "A cancellation that is succeeded can't be resolved; only one that is pending, accepted, rejected or needs review can."
          )
        )
      }
    })

    it("is refused for one in flight, and for one that is over", async () => {
      const held = new HeldCalls()
      given({ onSend: held.onSend })
      const lane = await laneOf100()
      const superseded = await pipeline.void(lane, { amount: "1" })
      const flying = await pipeline.cancel(lane)
      pipeline.dispatcher.kick()
      await held.arrived(flying)

      for (const [id, status] of [
        [superseded, "superseded"],
        [flying, "in_progress"],
      ] as const) {
        await expect(
          pipeline.repair.resolve(id, { resolution: "dismissed", note: "x" })
        ).rejects.toThrow(`A cancellation that is ${status} can't be resolved`)
      }
      await held.answer(flying, succeeded({ proof: PROOF }))
      await pipeline.dispatcher.idle()
    })

    it("needs a reason, and one to close", async () => {
      given({}, () => rejected(error))
      const { id } = await aVoid()

      await expect(
        pipeline.repair.resolve(id, { resolution: "dismissed", note: " " })
      ).rejects.toEqual(
        isRefused("Say in a note how you know: it is kept as evidence.")
      )
      await expect(
        pipeline.repair.resolve("cncl_nowhere", {
          resolution: "dismissed",
          note: "x",
        })
      ).rejects.toMatchObject({ type: "not_found" })
    })

    it("as succeeded takes the amount of a rejected one again, and is refused where it doesn't fit", async () => {
      given({}, () => rejected(error))
      const { lane, id } = await aVoid("60")
      await pipeline.void(lane, { amount: "50" })

      await expect(
        pipeline.repair.resolve(id, { resolution: "succeeded", note: "seen" })
      ).rejects.toEqual(
        isRefused('Only 50 EUR remain to be voided at "scripted".')
      )
    })

    it("as succeeded holds the bound also beside a whole cancel", async () => {
      given({}, () => rejected(error))
      const { lane, id } = await aVoid("60")
      await pipeline.void(lane, { amount: "50" })
      await pipeline.drain()
      await pipeline.cancel(lane)

      await expect(
        pipeline.repair.resolve(id, { resolution: "succeeded", note: "seen" })
      ).rejects.toThrow("Only 50 EUR remain")
    })

    it("as succeeded is possible beside a whole cancel, where it fits", async () => {
      given({}, () => rejected(error))
      const { lane, id } = await aVoid("60")
      await pipeline.cancel(lane)

      await pipeline.repair.resolve(id, {
        resolution: "succeeded",
        note: "seen",
      })

      expect((await rowOf(id)).status).toBe("succeeded")
    })

    it.each(["succeeded", "dismissed"] as const)(
      "as %s is possible where the provider is not configured any more",
      async (resolution) => {
        given({}, () => rejected(error))
        const { id } = await aVoid("60")

        await ledger
          .start({})
          .repair.resolve(id, { resolution, note: "seen there" })

        expect((await rowOf(id)).status).toBe(resolution)
      }
    )
  })

  describe("many at once", () => {
    it("tries those that are safe, and says of each other why not", async () => {
      given({})
      const send = async (
        external: string,
        outcome: () => Outcome
      ): Promise<string> => {
        outcomes = [outcome]
        const lane = await pipeline.register("scripted", external, {
          total: "10",
        })
        const id = await pipeline.void(lane, { amount: "6" })
        await pipeline.drain()
        return id
      }
      const exhausted = await send("ext_1", () => retry(error))
      outcomes = [() => retry(error)]
      await exhaust()
      const isRejected = await send("ext_2", () => rejected(error))
      const isUnknown = await send("ext_3", () => unknown(error))
      const isDone = await send("ext_4", () => succeeded({ proof: PROOF }))
      const doesNotFit = await send("ext_5", () => rejected(error))
      const { provider_order_id: lane } = await rowOf(doesNotFit)
      await pipeline.void(lane as string, { amount: "5" })

      const result = await pipeline.repair.retryMany(
        [exhausted, isRejected, isUnknown, isDone, doesNotFit, "cncl_nowhere"],
        "user_1"
      )

      expect(result).toEqual({
        retried: [exhausted, isRejected],
        skipped: [
          {
            id: isUnknown,
            reason:
              "Its outcome has to be looked at one by one before it is sent again.",
          },
          {
            id: isDone,
            reason: "It is succeeded: there is nothing to retry.",
          },
          {
            id: doesNotFit,
            reason: 'Only 5 EUR remain to be voided at "scripted".',
          },
          { id: "cncl_nowhere", reason: "There is no such cancellation." },
        ],
      })
      expect((await rowOf(isRejected)).history).toEqual([
        expect.objectContaining({ by: "user_1", action: "retry" }),
      ])
      await pipeline.drain()
      expect((await rowOf(exhausted)).status).toBe("succeeded")
      expect((await rowOf(isUnknown)).status).toBe("needs_review")
    })

    it("doesn't try again what the provider had accepted", async () => {
      given(
        {
          void: { readable: true },
          onRead: () => Promise.resolve(found()),
          onFindEffect: () => ({ type: "undecidable", reason: "unclear" }),
        },
        () => accepted()
      )
      const { id } = await aVoid()
      ledger.clock.advance(10_000)
      await pipeline.drain()

      expect(await pipeline.repair.retryMany([id], null)).toEqual({
        retried: [],
        skipped: [
          {
            id,
            reason:
              "Its outcome has to be looked at one by one before it is sent again.",
          },
        ],
      })
    })
  })

  describe("by opening again what a person closed", () => {
    const reopen = (id: string): Promise<void> =>
      pipeline.repair.reopen(id, { note: "it was another order", by: "user_2" })

    const dismissed = async (
      id: string,
      confirm_not_applied = false
    ): Promise<void> => {
      await pipeline.repair.resolve(id, {
        resolution: "dismissed",
        note: "not wanted",
        by: "user_1",
        confirm_not_applied,
      })
    }

    it("puts it before a person again, and keeps who and why", async () => {
      given({}, () => rejected(error))
      const { id } = await aVoid()
      await dismissed(id)

      await reopen(id)

      expect(await rowOf(id)).toMatchObject({
        status: "needs_review",
        settled_at: null,
        resolved_by: null,
        next_attempt_at: null,
        last_error: { code: "outcome_unknown", cause: "made_up" },
        history: [
          { action: "resolve", resolution: "dismissed", note: "not wanted" },
          {
            at: (await ledger.clock.now()).toISOString(),
            by: "user_2",
            action: "reopen",
            not_applied_through: 0,
            note: "it was another order",
          },
        ],
      })
      await pipeline.repair.retry(id, {})
      await pipeline.drain()
      expect(await rowOf(id)).toMatchObject({ status: "succeeded" })
      expect(provider.sent).toHaveLength(2)
    })

    it("reserves its amount again", async () => {
      given({}, () => rejected(error))
      const { lane, id } = await aVoid("60")
      await dismissed(id)
      await reopen(id)

      await expect(pipeline.void(lane, { amount: "50" })).rejects.toMatchObject(
        { message: expect.stringContaining("40") }
      )
    })

    it("is refused if its amount no longer fits, and changes nothing", async () => {
      given({}, () => rejected(error))
      const { lane, id } = await aVoid("60")
      await dismissed(id)
      await pipeline.void(lane, { amount: "50" })
      await pipeline.drain()
      const before = await rowOf(id)

      await expect(reopen(id)).rejects.toMatchObject({
        type: "not_allowed",
        message: expect.stringContaining("50"),
      })
      expect(await rowOf(id)).toEqual(before)
    })

    it("takes back what was said not to be applied with the closing", async () => {
      given({}, () => unknown(error))
      const { id } = await aVoid()
      await dismissed(id, true)
      await reopen(id)

      await expect(pipeline.repair.retry(id, {})).rejects.toMatchObject({
        message: expect.stringContaining("confirm_not_applied"),
      })
      await expect(dismissed(id)).rejects.toMatchObject({
        message: expect.stringContaining("It may have been carried out"),
      })
      await pipeline.drain()
      expect(provider.sent).toHaveLength(1)
    })

    it("doubts a person's word that it is done, and the next send", async () => {
      given({}, () => unknown(error))
      const { lane, id } = await aVoid("60")
      await pipeline.repair.resolve(id, {
        resolution: "succeeded",
        note: "seen there",
      })
      await reopen(id)

      expect(await rowOf(id)).toMatchObject({
        status: "needs_review",
        proof: null,
      })
      await expect(pipeline.repair.retry(id, {})).rejects.toMatchObject({
        message: expect.stringContaining("confirm_not_applied"),
      })
      await expect(pipeline.void(lane, { amount: "50" })).rejects.toThrow()
    })

    it("doesn't doubt the provider's own word", async () => {
      given({})
      const { id } = await aVoid()

      await expect(reopen(id)).rejects.toEqual(
        isRefused(
          "The provider itself has shown that it is done, so it can't be opened again."
        )
      )
    })

    it("needs a note", async () => {
      given({}, () => rejected(error))
      const { id } = await aVoid()
      await dismissed(id)

      await expect(
        pipeline.repair.reopen(id, { note: " " })
      ).rejects.toMatchObject({ type: "not_allowed" })
    })

    it("lets a provider order have one full cancellation that counts", async () => {
      given({}, () => rejected(error))
      const lane = await laneOf100()
      const id = await pipeline.cancel(lane)
      await pipeline.drain()
      await dismissed(id)
      await pipeline.cancel(lane)
      await pipeline.drain()

      await expect(reopen(id)).rejects.toEqual(
        isRefused(
          "There is another cancel of this provider order already; this one is not needed any more."
        )
      )
    })

    it("leaves a void closed whose whole order is being cancelled", async () => {
      given({}, () => rejected(error))
      const { lane, id } = await aVoid()
      await dismissed(id)
      await pipeline.cancel(lane)

      await expect(reopen(id)).rejects.toEqual(
        isRefused(
          "The whole order is being cancelled at this provider, or was: this void is not needed any more."
        )
      )
    })

    it("forgets no private details that it was asked for with", async () => {
      given({}, () => rejected(error))
      const lane = await laneOf100()
      await pipeline.providers.pause("scripted", null)
      const id = await pipeline.void(lane, {
        amount: "60",
        details: { iban: "ES91" },
      })
      await dismissed(id)
      expect(await privateDetails(ledger.database.sql)).toEqual([
        { id, details: {} },
      ])
      await reopen(id)

      await expect(pipeline.repair.retry(id, {})).rejects.toMatchObject({
        message: expect.stringContaining("Give the details again"),
      })
    })

    describe("of a full cancellation that was closed as done", () => {
      const closed = async (id: string): Promise<void> => {
        await pipeline.repair.resolve(id, {
          resolution: "succeeded",
          note: "seen there",
        })
      }

      it.each([
        ["may have been applied", () => unknown(error)],
        ["was accepted", () => accepted()],
      ])(
        "brings back a void that it superseded, and that %s",
        async (_, answer) => {
          given({}, answer, () => rejected(error))
          const lane = await laneOf100()
          const id = await pipeline.void(lane, {
            amount: "60",
            details: { iban: "ES91" },
          })
          await pipeline.drain()
          const cancel = await pipeline.cancel(lane)
          await pipeline.drain()
          await closed(cancel)
          expect(await pipeline.statusOf(id)).toBe("superseded")
          // A retry would not go without them.
          expect(await privateDetails(ledger.database.sql)).toEqual([
            { id, details: {} },
          ])

          await reopen(cancel)
          expect(await rowOf(id)).toMatchObject({
            status: "needs_review",
            settled_at: null,
            last_error: { code: "outcome_unknown" },
          })
          await dismissed(cancel, true)
          await expect(
            pipeline.void(lane, { amount: "50" })
          ).rejects.toMatchObject({ message: expect.stringContaining("40") })
        }
      )

      it("leaves a void closed that was never sent", async () => {
        given({}, () => rejected(error))
        const lane = await laneOf100()
        await pipeline.providers.pause("scripted", null)
        const id = await pipeline.void(lane, { amount: "60" })
        const cancel = await pipeline.cancel(lane)
        await closed(cancel)
        await reopen(cancel)
        expect(await pipeline.statusOf(id)).toBe("superseded")
      })
    })

    it("takes only one of two requests at once", async () => {
      given({}, () => rejected(error))
      const { id } = await aVoid()
      await dismissed(id)

      const done = await Promise.allSettled([reopen(id), reopen(id)])

      expect(done.map(({ status }) => status).sort()).toEqual([
        "fulfilled",
        "rejected",
      ])
    })
  })
})
