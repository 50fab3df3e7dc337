import { type BackfilledOrders } from "../../../workflows"
import { parseBackfillArgs } from "../backfill-args"
import { backfillTable } from "../backfill-table"

describe("the arguments of the backfill", () => {
  it("are a dry run for all providers, until now, unless they say otherwise", () => {
    expect(parseBackfillArgs(["from=2026-01-01"])).toEqual({
      from: "2026-01-01",
      to: null,
      provider_ids: null,
      dry_run: true,
    })
  })

  it("are bare words, and may name several providers", () => {
    expect(
      parseBackfillArgs([
        "from=2026-01-01",
        "to=2026-02-01",
        "provider=climes",
        "provider=akinon",
        "apply",
      ])
    ).toEqual({
      from: "2026-01-01",
      to: "2026-02-01",
      provider_ids: ["climes", "akinon"],
      dry_run: false,
    })
  })

  it.each([
    [[], "from is missing"],
    [["from"], "from needs a value"],
    [["from=", "apply"], "from needs a value"],
    [["from=2026-01-01", "aply"], '"aply" is not known'],
  ])("%p are refused with their usage", (args, message) => {
    expect(() => parseBackfillArgs(args)).toThrow(
      new RegExp(`^${message}.* Usage: npx medusa exec`)
    )
  })
})

describe("what the backfill prints", () => {
  const RESULT: BackfilledOrders = {
    dry_run: true,
    orders: [
      {
        order_id: "order_1",
        canceled_at: "2026-01-02T03:04:05.000Z",
        provider_orders: [
          { provider_id: "climes", external_id: "c-1" },
          { provider_id: "akinon", external_id: "88" },
        ],
        captured: 0,
      },
    ],
    failed: [],
    read: 3,
    cursor: null,
  }

  it("is a table, and what to do next", () => {
    expect(backfillTable(RESULT)).toEqual([
      "order    cancelled at              provider  its order",
      "order_1  2026-01-02T03:04:05.000Z  climes    c-1",
      "order_1  2026-01-02T03:04:05.000Z  akinon    88",
      "3 cancelled orders read, 2 cancellations would be captured; nothing was written. Run it again with apply to capture them.",
    ])
  })

  it("says what was captured, and what failed", () => {
    expect(
      backfillTable({
        ...RESULT,
        dry_run: false,
        failed: [{ order_id: "order_2", message: "Made up." }],
      }).slice(3)
    ).toEqual([
      "order_2 failed: Made up.",
      "3 cancelled orders read, 2 cancellations captured; the running store sends them. 1 failed.",
    ])
  })

  it("is one line where there is nothing", () => {
    expect(backfillTable({ ...RESULT, orders: [], read: 1 })).toEqual([
      "1 cancelled order read, nothing to capture.",
    ])
  })
})
