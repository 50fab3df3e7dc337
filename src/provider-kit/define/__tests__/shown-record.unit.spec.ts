import { z } from "@medusajs/framework/zod"
import { contextOf } from "../../__fixtures__/call"
import { answered } from "../../__fixtures__/exchanges"
import { type CancellationCall } from "../../call"
import { type ProviderRecord } from "../../record"
import { cancelCall, order, strategy, voidCall } from "../__fixtures__/calls"
import { parcel, silent, strategyOf } from "../__fixtures__/parcel"

describe("the record of an order", () => {
  const read = (answer: ReturnType<typeof answered>) =>
    strategy().readRecord(
      cancelCall().provider_order,
      contextOf([answer]).context
    )

  const effectIn = (call: CancellationCall, record: Partial<ProviderRecord>) =>
    strategy().findEffect(
      call,
      {
        state: "open",
        status: null,
        total: null,
        remaining: null,
        voids: null,
        items: null,
        ...record,
      },
      { baseline: null, owned_references: [] }
    )

  it("has nothing that the provider doesn't show", async () => {
    const provider = strategy({
      state: z.object({}).transform(() => ({ state: "cancelled" as const })),
    })
    const { context } = contextOf([answered(200, {})])
    const { provider_order: ref } = cancelCall()
    expect(await provider.readRecord(ref, context)).toMatchObject({
      type: "found",
      record: {
        state: "cancelled",
        status: null,
        total: null,
        remaining: null,
        voids: null,
        items: null,
        proof: {
          by: "record",
          statement: "Parcel shows the order as cancelled",
          at: null,
        },
      },
    })
  })

  it("has what the provider shows, and no proof while it is open", async () => {
    const voids = [{ reference: "r", amount: "1" }]
    const items = [{ id: 1, status: "open" }]
    expect(
      await read(order("open", { remaining: "9", voids, items }))
    ).toMatchObject({
      type: "found",
      record: {
        state: "open",
        status: "OPEN",
        remaining: "9",
        voids: [{ id: "r", amount: "1", created_at: null }],
        items: [{ external_item_id: 1, state: "open" }],
        proof: null,
      },
    })
  })

  it("can't be read where the API has no such call", async () => {
    const { http, context } = contextOf()
    const { provider_order: ref } = cancelCall()
    for (const one of [parcel({ read: undefined }), silent()]) {
      expect(await strategyOf(one).readRecord(ref, context)).toMatchObject({
        type: "failed",
        error: { code: "no_record" },
      })
    }
    expect(http.calls).toEqual([])
  })

  it("shows a cancel only with what shows it", () => {
    expect(effectIn(cancelCall(), { state: "cancelled" })).toMatchObject({
      type: "undecidable",
    })
  })

  it("tells when a void was made, and none of another amount", () => {
    const own = { id: "cncl_1", created_at: "2026-11-27T10:00:00Z" }
    expect(
      effectIn(voidCall(), { voids: [{ ...own, amount: "20.5" }] })
    ).toMatchObject({
      type: "applied",
      reference: "cncl_1",
      proof: { by: "record", at: own.created_at },
    })
    expect(effectIn(voidCall(), { voids: [{ ...own, amount: "2" }] })).toEqual({
      type: "undecidable",
      reason: "Parcel lists void cncl_1 of 2, but 20.50 was asked for.",
    })
    expect(
      effectIn(voidCall({ amount: null }), {
        voids: [{ ...own, amount: "20.5" }],
      })
    ).toMatchObject({ type: "undecidable" })
  })

  it("tells which items it shows as cancelled", () => {
    const items = [
      { id: "ordli_1", quantity: 2, external_item_ids: [1, "2"], reason: null },
    ]
    const state = "cancelled" as const
    const call = voidCall({ amount: null, items })
    expect(
      effectIn(call, {
        items: ["1", 2, 3].map((one) => ({ external_item_id: one, state })),
      })
    ).toMatchObject({
      type: "applied",
      proof: {
        by: "record",
        statement: "Parcel shows the items 1, 2 as cancelled",
      },
    })
    expect(effectIn(call, { items: null })).toMatchObject({
      type: "undecidable",
    })
    expect(
      effectIn(voidCall({ amount: null, items: [] }), { items: [] })
    ).toMatchObject({ type: "undecidable" })
  })
})
