import { useLedger } from "../../support/ledger"
import { Pipeline } from "../../support/pipeline"
import { written } from "../../support/written"

describe("voids are refused, and nothing is written,", () => {
  const ledger = useLedger()

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
    const [pipeline] = ledger.startWith({
      onRefuse: ({ amount }) => (amount === "13" ? "Not on a Friday." : null),
    })
    const lane = await pipeline.register("scripted", "ext_1", {
      total: "100",
    })
    const before = await written(ledger.database.sql)

    await expect(pipeline.void(lane, fields)).rejects.toMatchObject({
      type: "not_allowed",
      message,
    })
    expect(await written(ledger.database.sql)).toEqual(before)
  })

  it("at a provider that has no void", async () => {
    const [pipeline] = ledger.startWith({ unit: "none", void: null })
    const lane = await pipeline.register("scripted", "ext_1")

    await expect(pipeline.void(lane, { amount: "1" })).rejects.toMatchObject({
      type: "not_allowed",
      message: `"scripted" can't void a part of an order. Cancel the whole order instead.`,
    })
  })

  it("at a provider that is not configured any more", async () => {
    const [before] = ledger.startWith()
    const lane = await before.register("scripted", "ext_1", { total: "100" })

    await expect(
      ledger.start({}).void(lane, { amount: "1" })
    ).rejects.toMatchObject({
      type: "not_allowed",
      message:
        'The provider "scripted" is not configured any more, so nothing can be voided there.',
    })
  })

  it("for a provider order that isn't the order's", async () => {
    const [pipeline] = ledger.startWith()
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
