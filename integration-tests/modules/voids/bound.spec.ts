import {
  accepted,
  rejected,
  succeeded,
  unknown,
} from "../../../src/provider-kit"
import { rowsOf } from "../../../src/modules/cancellation/ledger/sql"
import { fulfilled, reasons } from "../../support/all-settled"
import { useLedger } from "../../support/ledger"
import { ITEMS, error } from "../../support/made-up"
import { Pipeline } from "../../support/pipeline"
import { ScriptedProvider } from "../../support/scripted-provider"
import { cancellationRow } from "../../support/written"
import { PROOF } from "../../../src/provider-kit/__fixtures__/proof"

describe("voids never take more than there is", () => {
  const ledger = useLedger()

  it.each([
    ["currency", "100", "7", 14],
    ["currency", "1", "0.3", 3],
    ["climes", "50", "3", 16],
  ] as const)(
    "of %s: of 20 at once for a total of %s, each %s, exactly %i fit",
    async (unit, total, amount, fit) => {
      const provider = new ScriptedProvider({ unit })
      const pipelines = [
        ledger.start(provider),
        ledger.start(provider),
        ledger.start(provider),
      ]
      const [first] = pipelines as [Pipeline]
      const lane = await first.register("scripted", "ext_1", { total })

      const results = await Promise.allSettled(
        Array.from({ length: 20 }, (_, n) =>
          (pipelines[n % 3] as Pipeline).void(lane, { amount })
        )
      )

      expect(fulfilled(results)).toHaveLength(fit)
      expect(new Set(reasons(results)).size).toBe(1)
      expect(reasons(results)[0]).toMatch(/^Only .+ remain to be voided/)
      const [sum] = await rowsOf(
        ledger.database.sql,
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
    const pipelines = [
      ledger.start(provider),
      ledger.start(provider),
      ledger.start(provider),
    ]
    const [first] = pipelines as [Pipeline]
    const lane = await first.register("scripted", "ext_1", { items: ITEMS })

    const results = await Promise.allSettled(
      Array.from({ length: 20 }, (_, n) =>
        (pipelines[n % 3] as Pipeline).void(lane, {
          items: [{ id: n % 2 ? "ordli_1" : "ordli_2", quantity: 1 }],
        })
      )
    )

    expect(fulfilled(results)).toHaveLength(8)
    expect([...new Set(reasons(results))].sort()).toEqual([
      'Nothing of ordli_1 remains to be voided at "scripted".',
      'Nothing of ordli_2 remains to be voided at "scripted".',
    ])
    const rows = await Promise.all(
      fulfilled(results).map((id) => cancellationRow(ledger.database.sql, id))
    )
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
    ["keeps its amount", "succeeded", () => succeeded({ proof: PROOF })],
  ] as const)("and one %s when it is %s", async (what, status, outcome) => {
    const [pipeline] = ledger.startWith({
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

  it("and one gives its amount back when it is dismissed by somebody who says that it was not done", async () => {
    const [pipeline] = ledger.startWith({
      onSend: () => Promise.resolve(unknown(error)),
    })
    const lane = await pipeline.register("scripted", "ext_1", {
      total: "100",
    })
    const id = await pipeline.void(lane, { amount: "60" })
    await pipeline.drain()

    const dismissal = { resolution: "dismissed", note: "x" } as const
    await expect(pipeline.repair.resolve(id, dismissal)).rejects.toThrow(
      "It may have been carried out at the provider."
    )
    await expect(pipeline.void(lane, { amount: "100" })).rejects.toThrow()

    await pipeline.repair.resolve(id, {
      resolution: "dismissed",
      note: "not there",
      confirm_not_applied: true,
    })

    await expect(pipeline.void(lane, { amount: "100" })).resolves.toBeTruthy()
  })

  it("and item ids of a rejected one are free again", async () => {
    const [pipeline] = ledger.startWith({
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

    expect(await cancellationRow(ledger.database.sql, again)).toMatchObject({
      items: [{ external_item_ids: [11, 12, 13, 14, 15] }],
    })
  })
})
