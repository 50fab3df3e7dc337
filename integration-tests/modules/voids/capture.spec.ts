import { rejected } from "../../../src/provider-kit"
import { useLedger } from "../../support/ledger"
import { ITEMS, error } from "../../support/made-up"
import { cancellationRow } from "../../support/written"

describe("voids are captured and sent", () => {
  const ledger = useLedger()

  it("as an amount of money", async () => {
    const [pipeline, provider] = ledger.startWith()
    const lane = await pipeline.register("scripted", "ext_1", {
      total: "100.5",
    })

    const id = await pipeline.void(lane, {
      amount: "0.1",
      reason: "damaged",
      note: "by phone",
      created_by: "user_1",
    })
    expect(await cancellationRow(ledger.database.sql, id)).toMatchObject({
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

  it.each(["climes", "count"] as const)("as a number: %s", async (unit) => {
    const [pipeline, provider] = ledger.startWith({ unit })
    const lane = await pipeline.register("scripted", "ext_1", {
      total: "40",
    })

    const id = await pipeline.void(lane, { amount: "15" })
    await pipeline.drain()

    expect(await cancellationRow(ledger.database.sql, id)).toMatchObject({
      unit,
      amount: "15",
      currency_code: null,
      items: null,
      status: "succeeded",
    })
    expect(provider.sent[0]).toMatchObject({ amount: "15", items: null })
  })

  it("as items, with the provider's own ids of exactly these units", async () => {
    const [pipeline, provider] = ledger.startWith({ unit: "item" })
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
    expect(await cancellationRow(ledger.database.sql, id)).toMatchObject({
      unit: "item",
      amount: null,
      raw_amount: null,
      items: allotted,
    })
    expect(await cancellationRow(ledger.database.sql, other)).toMatchObject({
      items: [expect.objectContaining({ external_item_ids: [13] })],
    })
    expect(provider.sent[0]).toMatchObject({
      amount: null,
      items: allotted,
      remaining: "7",
    })
  })

  it("once for one fact, however often and in parallel it is delivered", async () => {
    const [pipeline, provider] = ledger.startWith()
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
    const [pipeline, provider] = ledger.startWith({
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
