import { MathBN } from "@medusajs/framework/utils"
import fc from "fast-check"
import { roundToCurrency } from "../../src/modules/cancellation/core/amounts"
import { SETTLING_MS } from "../../src/modules/cancellation/core/automation"
import { rowsOf } from "../../src/modules/cancellation/ledger/sql"
import { CapturedReduction } from "../../src/modules/cancellation/types"
import { rejected } from "../../src/provider-kit"
import { useLedger } from "../support/ledger"
import { Pipeline } from "../support/pipeline"
import { ScriptedProvider } from "../support/scripted-provider"

describe("what refunds and edits take of one total", () => {
  const ledger = useLedger({
    options: { automation: { orderEdited: true, paymentRefunded: true } },
  })

  const refund = async (
    pipeline: Pipeline,
    provider_order_id: string,
    source_id: string,
    amount: string
  ): Promise<CapturedReduction> =>
    pipeline.reductions.capture({
      order_id: "order_1",
      provider_order_id,
      reduction: {
        unit: "currency",
        amount,
        currency_code: "eur",
        ambiguity: null,
      },
      source: "payment_refunded",
      source_id,
      captured_by: "event",
      occurred_at: await ledger.clock.now(),
      is_live: true,
    })

  /** The amounts of an order's voids, in the order of their capture. */
  const voids = async (
    providerOrderId: string
  ): Promise<{ amount: string; status: string }[]> =>
    rowsOf(
      ledger.database.sql,
      `select trim_scale(amount)::text as amount, status
       from cncl_cancellation where provider_order_id = :id order by seq`,
      { id: providerOrderId }
    )

  const amountsOf = async (providerOrderId: string): Promise<string[]> =>
    (await voids(providerOrderId)).map(({ amount }) => amount)

  const sum = (amounts: string[]): string =>
    amounts
      .reduce((total, one) => MathBN.add(total, one), MathBN.convert(0))
      .toFixed()

  it.each([
    { total: "100", parts: ["50.005", "49.995"], voided: ["50.01", "49.99"] },
    {
      total: "100",
      parts: ["33.333333", "33.333333", "33.333333", "0.000001"],
      voided: ["33.33", "33.34", "33.33"],
    },
    {
      total: "42.25",
      parts: ["12.0879", "12.0879", "12.0879", "5.9895"],
      voided: ["12.09", "12.09", "12.08", "5.99"],
    },
  ])("of $total, $parts take $voided", async ({ total, parts, voided }) => {
    const [pipeline] = ledger.startWith()
    const id = await pipeline.register("scripted", "ext_1", { total })

    for (const [index, amount] of parts.entries()) {
      await refund(pipeline, id, `ref_${index}`, amount)
    }
    await pipeline.drain()

    expect(await voids(id)).toEqual(
      voided.map((amount) => ({ amount, status: "succeeded" }))
    )
  })

  it("adds up however they arrive: at once, repeatedly, in any order", async () => {
    const processes = [ledger.startWith()[0], ledger.startWith()[0]]
    let orders = 0
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 1, max: 20_000_000 }), {
          minLength: 1,
          maxLength: 6,
        }),
        fc.array(fc.nat(), { minLength: 6, maxLength: 6 }),
        async (millionths, again) => {
          const parts = millionths.map((one) => MathBN.div(one, 1e6).toFixed())
          const total = roundToCurrency(sum(parts), "eur")
          const id = await (processes[0] as Pipeline).register(
            "scripted",
            `ext_${++orders}`,
            { total: MathBN.gt(total, 0) ? total : "0.01" }
          )
          const deliveries = [
            ...parts.keys(),
            ...again.map((one) => one % parts.length),
          ]
          await Promise.all(
            deliveries.map((part, index) =>
              refund(
                processes[index % 2] as Pipeline,
                id,
                `ref_${part}`,
                parts[part] as string
              )
            )
          )

          const captured = await voids(id)
          expect(sum(captured.map(({ amount }) => amount))).toBe(total)
          expect(captured.every(({ status }) => status === "pending")).toBe(
            true
          )
        }
      ),
      { numRuns: 25 }
    )
  })

  it("goes on from what one came to that the provider refused, or a person dismissed", async () => {
    const [pipeline, provider] = ledger.startWith()
    const id = await pipeline.register("scripted", "ext_1", { total: "100" })
    provider.script = {
      onSend: () =>
        Promise.resolve(rejected({ code: "refused", message: "No." })),
    }
    const first = await refund(pipeline, id, "ref_1", "33.335")
    await pipeline.drain()
    provider.script = {}
    if (first.type !== "captured") {
      throw new Error(`the first was ${first.type}`)
    }
    expect(await pipeline.statusOf(first.cancellation_id)).toBe("rejected")
    await pipeline.repair.resolve(first.cancellation_id, {
      resolution: "dismissed",
      note: "voided by hand in the back office",
    })

    await refund(pipeline, id, "ref_2", "33.335")
    await refund(pipeline, id, "ref_3", "33.33")

    // Somebody was to void 33.34 by hand, and nothing takes it a second time.
    expect(await amountsOf(id)).toEqual(["33.34", "33.33", "33.33"])
  })

  it("goes on from voids that were captured before parts were kept", async () => {
    const [pipeline] = ledger.startWith()
    const id = await pipeline.register("scripted", "ext_1", { total: "100" })
    await refund(pipeline, id, "ref_1", "66.67")
    await ledger.database.sql.raw("delete from cncl_captured_part")

    await refund(pipeline, id, "ref_1", "66.67")
    await refund(pipeline, id, "ref_2", "33.333")

    expect(await amountsOf(id)).toEqual(["66.67", "33.33"])
  })

  it("keeps each provider order's apart", async () => {
    const [pipeline] = ledger.startWith()
    const one = await pipeline.register("scripted", "ext_1", { total: "100" })
    const other = await pipeline.register("scripted", "ext_2", { total: "100" })

    await refund(pipeline, one, "ref_1", "10.004")
    await refund(pipeline, other, "ref_1", "10.004")
    await refund(pipeline, other, "ref_2", "10.004")

    expect(await amountsOf(one)).toEqual(["10"])
    expect(await amountsOf(other)).toEqual(["10", "10.01"])
  })

  it("remembers a part that came to nothing", async () => {
    const [pipeline] = ledger.startWith()
    const id = await pipeline.register("scripted", "ext_1", { total: "100" })

    expect(await refund(pipeline, id, "ref_1", "0.003")).toMatchObject({
      type: "nothing",
      reason: expect.stringContaining("they count in what comes next"),
    })
    expect(await refund(pipeline, id, "ref_1", "0.003")).toEqual({
      type: "nothing",
      reason: "it was counted before",
    })
    await refund(pipeline, id, "ref_2", "0.003")

    expect(await amountsOf(id)).toEqual(["0.01"])
  })

  it("doesn't take an edit that a reconciliation finds within two minutes: it may be undone", async () => {
    const [pipeline] = ledger.startWith()
    await pipeline.startTimes.ensure()
    const id = await pipeline.register("scripted", "ext_1", { total: "100" })
    const occurred_at = await ledger.clock.now()
    const edit = (): Promise<CapturedReduction> =>
      pipeline.reductions.capture({
        order_id: "order_1",
        provider_order_id: id,
        reduction: {
          unit: "currency",
          amount: "10",
          currency_code: "eur",
          ambiguity: null,
        },
        source: "order_edited",
        source_id: "ordch_1",
        captured_by: "reconciliation",
        occurred_at,
        is_live: false,
      })

    ledger.clock.advance(SETTLING_MS - 1)
    expect(await edit()).toMatchObject({ type: "nothing" })
    ledger.clock.advance(1)
    expect(await edit()).toMatchObject({ type: "captured" })
  })

  it("doesn't take a cancel that a reconciliation reads within two minutes", async () => {
    const pipeline = ledger.start(new ScriptedProvider())
    await pipeline.startTimes.ensure()
    const id = await pipeline.register("scripted", "ext_1", { total: "100" })
    const canceled_at = await ledger.clock.now()
    const cancel = () =>
      pipeline.capture.cancels({
        order_id: "order_1",
        provider_order_ids: [id],
        source: "order_canceled",
        source_id: "order_1",
        captured_by: "reconciliation",
        canceled_at,
      })

    ledger.clock.advance(SETTLING_MS - 1)
    expect(await cancel()).toEqual({ ids: [], captured_ids: [] })
    ledger.clock.advance(1)
    expect((await cancel()).captured_ids).toHaveLength(1)
  })
})
