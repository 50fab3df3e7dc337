import {
  Effect,
  accepted,
  rejected,
  retry,
  succeeded,
  unknown,
} from "../../../src/provider-kit"
import { rowsOf } from "../../../src/modules/cancellation/ledger/sql"
import { HeldCalls } from "../../support/held-calls"
import { useLedger } from "../../support/ledger"
import { ITEMS, error, found } from "../../support/made-up"
import { Pipeline } from "../../support/pipeline"
import { ScriptedProvider } from "../../support/scripted-provider"
import { until } from "../../support/until"
import { cancellationRow } from "../../support/written"
import { PROOF, RECORDED } from "../../../src/provider-kit/__fixtures__/proof"

describe("voids and a whole cancel", () => {
  const ledger = useLedger()

  const laneOf100 = (pipeline: Pipeline): Promise<string> =>
    pipeline.register("scripted", "ext_1", { total: "100" })

  it("supersedes those that wait, at once", async () => {
    const [pipeline, provider] = ledger.startWith()
    const lane = await laneOf100(pipeline)
    const voids = [
      await pipeline.void(lane, { amount: "1" }),
      await pipeline.void(lane, { amount: "2" }),
    ]

    const cancel = await pipeline.cancel(lane)

    for (const id of voids) {
      expect(await cancellationRow(ledger.database.sql, id)).toMatchObject({
        status: "superseded",
        next_attempt_at: null,
        settled_at: await ledger.clock.now(),
      })
    }
    await pipeline.drain()
    expect(provider.sent.map(({ cancellation_id }) => cancellation_id)).toEqual(
      [cancel]
    )
  })

  it("supersedes one that waits to be tried again", async () => {
    const [pipeline, provider] = ledger.startWith({
      onSend: ({ kind }) =>
        Promise.resolve(
          kind === "void" ? retry(error) : succeeded({ proof: PROOF })
        ),
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
    const [pipeline] = ledger.startWith({ onSend: held.onSend })
    const lane = await laneOf100(pipeline)
    const id = await pipeline.void(lane, { amount: "30" })
    pipeline.dispatcher.kick()
    await held.arrived(id)

    const cancel = await pipeline.cancel(lane)
    expect(await pipeline.statusOf(id)).toBe("in_progress")
    expect(await pipeline.statusOf(cancel)).toBe("pending")
    await held.answer(id, retry(error))
    await held.answer(cancel, succeeded({ proof: PROOF }))
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
    const [pipeline, provider] = ledger.startWith({ onSend: held.onSend })
    const lane = await laneOf100(pipeline)
    const id = await pipeline.void(lane, { amount: "30" })
    pipeline.dispatcher.kick()
    await held.arrived(id)
    const cancel = await pipeline.cancel(lane)

    await held.answer(id, succeeded({ proof: PROOF }))
    await held.answer(cancel, succeeded({ proof: PROOF }))
    await pipeline.dispatcher.idle()

    expect(await pipeline.statusOf(id)).toBe("succeeded")
    expect(provider.sent[1]).toMatchObject({
      kind: "cancel",
      remaining: "70",
      reserved: "0",
    })
  })

  it("keeps the amount of one whose outcome is unknown until it succeeds itself", async () => {
    const held = new HeldCalls()
    const [pipeline, provider] = ledger.startWith({ onSend: held.onSend })
    const lane = await laneOf100(pipeline)
    const id = await pipeline.void(lane, { amount: "30" })
    pipeline.dispatcher.kick()
    await held.arrived(id)
    const cancel = await pipeline.cancel(lane)

    await held.answer(id, unknown(error))
    await held.arrived(cancel)
    expect(provider.sent[1]).toMatchObject({ remaining: "70", reserved: "30" })
    expect(await pipeline.row(id)).toMatchObject({
      status: "needs_review",
      last_error: { code: "outcome_unknown" },
    })
    await held.answer(cancel, succeeded({ proof: PROOF }))
    await pipeline.dispatcher.idle()

    expect(await pipeline.statusOf(id)).toBe("superseded")
  })

  it("that is rejected leaves one whose outcome is unknown with its amount", async () => {
    const [pipeline] = ledger.startWith({
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
      const [pipeline, provider] = ledger.startWith({
        void: { readable: true },
        onSend: ({ kind }) =>
          Promise.resolve(
            kind === "void" ? unknown(error) : succeeded({ proof: PROOF })
          ),
        onRead: () => Promise.resolve(found()),
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
      ledger.clock.advance(15_000)
      await pipeline.drain()
    }

    it("waits, and finds its success", async () => {
      effect = { type: "applied", proof: RECORDED }
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
      expect(provider.sent.map(({ kind }) => kind)).toEqual(["void", "cancel"])
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
      const [pipeline] = ledger.startWith({
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
          return found()
        },
        onFindEffect: ({ kind }) =>
          kind === "cancel"
            ? cancelled
              ? { type: "applied", proof: RECORDED }
              : { type: "settling" }
            : cancelled
              ? effect
              : { type: "undecidable", reason: "unclear" },
      })
      const lane = await laneOf100(pipeline)
      const id = await pipeline.void(lane, { amount: "30" })
      await pipeline.drain()
      ledger.clock.advance(15_000)
      await pipeline.drain()
      expect(await pipeline.statusOf(id)).toBe("needs_review")
      const cancel = await pipeline.cancel(lane)
      await pipeline.drain()
      expect(await pipeline.statusOf(cancel)).toBe("accepted")

      // The void's read-back begins before the cancel is known to be done, and
      // ends after it.
      cancelled = true
      await pipeline.repair.retry(id, {})
      pipeline.dispatcher.kick()
      await until(() => isReading)
      ledger.clock.advance(20_000)
      pipeline.dispatcher.kick()
      await until(async () => (await pipeline.statusOf(cancel)) === "succeeded")
      expect(await pipeline.statusOf(id)).toBe("in_progress")
      release()
      await pipeline.dispatcher.idle()

      expect(await pipeline.statusOf(id)).toBe("superseded")
    }
  )

  it.each([
    ["was carried out", true, "superseded", "succeeded"],
    ["was not", false, "succeeded", "rejected"],
  ])(
    "whose outcome is unknown, and that %s, lends its effect to no void of items",
    async (_, isCarriedOut, ofVoid, ofCancel) => {
      let isDecided = false
      const [pipeline] = ledger.startWith({
        unit: "item",
        void: { readable: true },
        cancel: { readable: true },
        onSend: ({ kind }) =>
          Promise.resolve(
            kind === "cancel" && isDecided ? rejected(error) : unknown(error)
          ),
        onRead: () => Promise.resolve(found()),
        onFindEffect: ({ kind }) => {
          if (!isDecided) {
            return { type: "undecidable", reason: "unclear" }
          }
          // Its items are cancelled, whoever did that.
          return kind === "void" || isCarriedOut
            ? { type: "applied", proof: RECORDED }
            : { type: "absent" }
        },
      })
      const lane = await pipeline.register("scripted", "ext_1", {
        items: ITEMS,
      })
      const id = await pipeline.void(lane, {
        items: [{ id: "ordli_1", quantity: 2 }],
      })
      await pipeline.drain()
      ledger.clock.advance(15_000)
      await pipeline.drain()
      expect(await pipeline.statusOf(id)).toBe("needs_review")
      const cancel = await pipeline.cancel(lane)
      await pipeline.drain()

      isDecided = true
      await pipeline.repair.retry(id, {})
      await pipeline.drain()
      expect(await pipeline.statusOf(id)).toBe("accepted")
      for (let reads = 0; reads < 3; reads++) {
        ledger.clock.advance(31_000)
        await pipeline.drain()
      }

      expect(await pipeline.statusOf(cancel)).toBe(ofCancel)
      expect(await pipeline.statusOf(id)).toBe(ofVoid)
    }
  )

  it("lets a void that may be repeated find out first, rather than give its amount back", async () => {
    const held = new HeldCalls()
    const [pipeline, provider] = ledger.startWith({
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
    ledger.clock.advance(1_000)
    pipeline.dispatcher.kick()
    await held.answer(id, unknown(error))
    await pipeline.dispatcher.idle()
    expect(await pipeline.statusOf(id)).toBe("pending")
    ledger.clock.advance(2_000)
    pipeline.dispatcher.kick()
    // That it wasn't processed this time says nothing about earlier attempts.
    await held.answer(id, retry(error))
    await pipeline.dispatcher.idle()
    expect(await pipeline.statusOf(id)).toBe("pending")
    ledger.clock.advance(4_000)
    pipeline.dispatcher.kick()
    await held.answer(id, succeeded({ proof: PROOF }))
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
    const [pipeline] = ledger.startWith()
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
    const pipelines = [ledger.start(provider), ledger.start(provider)] as const
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
      ledger.database.sql,
      `select kind, status, count(*)::int as n from cncl_cancellation
       group by kind, status order by kind, status`
    )
    expect(rows).toContainEqual({ kind: "cancel", status: "succeeded", n: 5 })
    expect(rows.filter(({ kind }) => kind === "cancel")).toHaveLength(1)
    // It was captured before the cancel, which superseded it.
    expect(
      rows.filter(
        ({ kind, status }) => kind === "void" && status !== "superseded"
      )
    ).toEqual([])
    expect(provider.sent).toHaveLength(5)
  })

  it("that was rejected lets voids be captured again, and supersedes them when it is tried again", async () => {
    const [pipeline, provider] = ledger.startWith({
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

    expect(provider.sent.map(({ kind }) => kind)).toEqual(["cancel", "cancel"])
  })
})
