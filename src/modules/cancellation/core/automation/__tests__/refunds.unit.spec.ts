import { RefundSnapshot, RefundsFacts, isCountedIn, refundsToCapture } from ".."

const NOW = new Date("2026-03-01T10:00:00.000Z")
const ago = (ms: number): Date => new Date(NOW.getTime() - ms)
const TEN_MINUTES = 600_000

const refund = (
  id: string,
  age: number,
  has_transaction = true
): RefundSnapshot => ({
  id,
  amount: "10",
  created_at: ago(age),
  has_transaction,
})

const captured = (
  facts: Partial<RefundsFacts>
): Record<string, "live" | "found"> =>
  Object.fromEntries(
    refundsToCapture({
      refunds: [],
      is_canceled: false,
      captured_by: "event",
      now: NOW,
      ...facts,
    }).map(({ id, is_live }) => [id, is_live ? "live" : "found"])
  )

describe("an event of a payment's refund captures", () => {
  it.each<[string, RefundSnapshot[], Record<string, "live" | "found">]>([
    ["nothing where there is none", [], {}],
    ["its only refund", [refund("a", 1_000)], { a: "live" }],
    [
      "its only refund, though the order has no transaction for it",
      [refund("a", 1_000, false)],
      { a: "live" },
    ],
    [
      "the newest as live, older ones as found",
      [refund("b", 1_000), refund("a", 5_000)],
      { a: "found", b: "live" },
    ],
    [
      "not one that may still fail",
      [refund("b", 1_000, false), refund("a", 5_000)],
      { a: "live" },
    ],
    [
      "one without a transaction once it is old enough",
      [refund("b", 1_000), refund("a", TEN_MINUTES, false)],
      { a: "found", b: "live" },
    ],
  ])("%s", (_, refunds, expected) => {
    expect(captured({ refunds })).toEqual(expected)
  })
})

describe("a reconciliation captures", () => {
  it.each<[string, Partial<RefundsFacts>, Record<string, "live" | "found">]>([
    [
      "a refund that is ten minutes old",
      { refunds: [refund("a", TEN_MINUTES, false)] },
      { a: "found" },
    ],
    [
      "not one that is younger, whatever the order says",
      { refunds: [refund("a", TEN_MINUTES - 1)] },
      {},
    ],
    [
      "the one that it names only",
      {
        refunds: [refund("a", TEN_MINUTES), refund("b", TEN_MINUTES)],
        refund_id: "b",
      },
      { b: "found" },
    ],
  ])("%s", (_, facts, expected) => {
    expect(captured({ captured_by: "reconciliation", ...facts })).toEqual(
      expected
    )
  })
})

describe("refunds are captured", () => {
  it.each(["event", "reconciliation"] as const)(
    "in the order in which they were made, whatever order they come in: %s",
    (captured_by) => {
      const refunds = [2, 4, 1, 3].map((age) =>
        refund(`age ${age}`, age * TEN_MINUTES)
      )
      const captured = refundsToCapture({
        refunds,
        is_canceled: false,
        captured_by,
        now: NOW,
      })
      expect(captured.map(({ id }) => id)).toEqual([
        "age 4",
        "age 3",
        "age 2",
        "age 1",
      ])
      expect(refunds.map(({ id }) => id)).toEqual([
        "age 2",
        "age 4",
        "age 1",
        "age 3",
      ])
    }
  )
})

describe("an order that is cancelled", () => {
  it.each(["event", "reconciliation"] as const)(
    "has no refund captured by %s",
    (captured_by) => {
      expect(
        captured({
          refunds: [refund("a", TEN_MINUTES)],
          captured_by,
          is_canceled: true,
        })
      ).toEqual({})
    }
  )
})

describe("a refund is in the figures of a provider order", () => {
  it.each([
    ["that was named after it", true, false, "explicit", 60_001],
    ["not that was named before it", false, false, "explicit", -1],
    ["not that was named a moment later", false, false, "explicit", 60_000],
    ["not that was found", false, false, "metadata", 60_001],
    ["not where its event names it", false, true, "explicit", 60_001],
  ] as const)("%s: %s", (_, expected, is_live, origin, later) => {
    expect(
      isCountedIn(
        { created_at: NOW, is_live },
        { origin, recorded_at: new Date(NOW.getTime() + later) }
      )
    ).toBe(expected)
  })
})
