import { fulfilled } from "../../support/all-settled"
import { useLedger } from "../../support/ledger"
import { Pipeline } from "../../support/pipeline"
import { ScriptedProvider } from "../../support/scripted-provider"
import { written } from "../../support/written"

describe("voids with an idempotency key", () => {
  const ledger = useLedger()

  const key = "order-1/void-1"

  it("are captured once for the same body, also for many at once", async () => {
    const provider = new ScriptedProvider()
    const pipelines = [ledger.start(provider), ledger.start(provider)] as const
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
    const [pipeline] = ledger.startWith()
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
    expect((await written(ledger.database.sql)).cncl_cancellation).toHaveLength(
      1
    )
  })

  it("keep the key for a request that was refused", async () => {
    const [pipeline] = ledger.startWith()
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
    const [pipeline] = ledger.startWith()
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
    const [pipeline] = ledger.startWith()
    const lanes = [
      await pipeline.register("scripted", "ext_1", { total: "100" }),
      await pipeline.register("scripted", "ext_2", { total: "100" }),
    ]
    const ask = (lane: string): Promise<string> =>
      pipeline.void(lane, { amount: "5", idempotency_key: key })

    const results = await Promise.allSettled(lanes.map(ask))
    expect(fulfilled(results)).toHaveLength(1)
    const refusedOne = results.findIndex(({ status }) => status === "rejected")
    expect(results[refusedOne]).toMatchObject({
      reason: { type: "duplicate_error" },
    })
    await expect(ask(lanes[refusedOne] as string)).rejects.toMatchObject({
      type: "duplicate_error",
    })
  })

  it("and whole cancels share the keys of an order", async () => {
    const [pipeline] = ledger.startWith()
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

describe("a whole cancel with an idempotency key", () => {
  const ledger = useLedger()

  it("keeps none where it is answered with the live one", async () => {
    const [pipeline, provider] = ledger.startWith()
    const lane = await pipeline.register("scripted", "ext_1")
    const [live] = await pipeline.cancelOrder()

    for (const note of ["once", "and again", "and after it has settled"]) {
      expect(
        await pipeline.cancel(lane, { note, idempotency_key: "key-1" })
      ).toBe(live)
      await pipeline.drain()
    }

    expect(provider.sent).toHaveLength(1)
    expect(
      (await written(ledger.database.sql)).cncl_cancellation
    ).toMatchObject([{ id: live, idempotency_key: null, note: null }])
  })
})
