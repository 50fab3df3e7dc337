import { useLedger } from "../../support/ledger"
import { written } from "../../support/written"

describe("voids are previewed", () => {
  const ledger = useLedger()

  it("with the request that would be sent and what would remain, and nothing is written or sent", async () => {
    const [pipeline, provider] = ledger.startWith()
    const lane = await pipeline.register("scripted", "ext_1", {
      total: "100",
    })
    await pipeline.void(lane, { amount: "10" })
    const before = await written(ledger.database.sql)

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
    expect(await written(ledger.database.sql)).toEqual(before)
    expect(provider.sent).toEqual([])
  })

  it("with the same refusals as the void itself", async () => {
    const [pipeline] = ledger.startWith()
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
