import { ProviderRecord } from "../../../../provider-kit"
import {
  Difference,
  LedgerView,
  compareMissing,
  compareRecord,
  compareRemaining,
  isSameDifference,
} from "../drift"

const LEDGER: LedgerView = {
  unit: "currency",
  currency_code: "eur",
  total: "100",
  items: null,
  voided: "0",
  reserved: "0",
  voided_item_ids: [],
  taken_item_ids: [],
  has_live_cancel: false,
  is_cancelled: false,
}

const RECORD: ProviderRecord = {
  state: "open",
  status: "ok",
  total: null,
  remaining: null,
  voids: null,
  items: null,
}

const CANCELLED = { has_live_cancel: true, is_cancelled: true }

const ITEMS: Partial<LedgerView> = {
  unit: "item",
  currency_code: null,
  total: "3",
  items: [
    { line_item_id: "line_1", external_item_ids: [11, 12] },
    { line_item_id: "line_2", external_item_ids: ["13"] },
  ],
}

const itemsAt = (
  states: Record<string, "open" | "cancelling" | "cancelled">
): ProviderRecord["items"] =>
  Object.entries(states).map(([id, state]) => ({
    // The ledger and the record may differ in the type of an id.
    external_item_id: Number(id),
    state,
  }))

const voidsOf = (...amounts: string[]): ProviderRecord["voids"] =>
  amounts.map((amount, index) => ({
    id: `void_${index}`,
    amount,
    created_at: null,
  }))

type Found = Pick<Difference, "kind" | "ledger" | "provider"> | null

describe("comparing a provider's record with the ledger", () => {
  const cases: [string, Partial<LedgerView>, Partial<ProviderRecord>, Found][] =
    [
      ["nothing voided on either side", {}, { remaining: "100" }, null],
      [
        "a void that both know",
        { voided: "40" },
        { remaining: "60.00", voids: voidsOf("40") },
        null,
      ],
      [
        "a void under way that doesn't count there yet",
        { voided: "40", reserved: "10" },
        { remaining: "60" },
        null,
      ],
      [
        "a void under way that counts there already",
        { voided: "40", reserved: "10" },
        { remaining: "50" },
        null,
      ],
      [
        "a void made elsewhere",
        { voided: "40" },
        { remaining: "35.5" },
        { kind: "remaining", ledger: "60", provider: "35.5" },
      ],
      [
        "a void made elsewhere beside one under way",
        { voided: "40", reserved: "10" },
        { remaining: "49.99" },
        { kind: "remaining", ledger: "50 to 60", provider: "49.99" },
      ],
      [
        "a void that isn't there",
        { voided: "40" },
        { remaining: "100" },
        { kind: "remaining", ledger: "60", provider: "100" },
      ],
      [
        "amounts that floating point can't add",
        { total: "0.3", voided: "0.1" },
        { remaining: "0.2" },
        null,
      ],
      [
        "a list of voids where the total is not known",
        { total: null, voided: "40" },
        { remaining: "60", voids: voidsOf("15", "25") },
        null,
      ],
      [
        "a longer list of voids where the total is not known",
        { total: null, voided: "40" },
        { remaining: "60", voids: voidsOf("40", "1") },
        { kind: "voided", ledger: "40", provider: "41" },
      ],
      [
        "a list of voids where what is left is not told",
        { voided: "40" },
        { voids: voidsOf("40", "1") },
        { kind: "voided", ledger: "40", provider: "41" },
      ],
      [
        "neither a total nor a list",
        { total: null, voided: "40" },
        { remaining: "60" },
        null,
      ],

      ["a cancel that both know", CANCELLED, { state: "cancelled" }, null],
      [
        "a cancel that has not settled there",
        CANCELLED,
        { state: "cancelling" },
        null,
      ],
      [
        "a cancel that isn't there",
        CANCELLED,
        { state: "open", status: "PAID", remaining: "100" },
        { kind: "status", ledger: "cancelled", provider: "PAID" },
      ],
      [
        "a cancel that isn't there, without a word for it",
        CANCELLED,
        { state: "open", status: null },
        { kind: "status", ledger: "cancelled", provider: "open" },
      ],
      [
        "a cancel under way",
        { has_live_cancel: true },
        { state: "cancelled", remaining: "0" },
        null,
      ],
      [
        "an order cancelled elsewhere",
        { voided: "40" },
        { state: "cancelled", status: "CANCELLED", remaining: "0" },
        { kind: "status", ledger: "open", provider: "CANCELLED" },
      ],
      [
        "an order cancelled by voiding all of it",
        { voided: "60", reserved: "40" },
        { state: "cancelled", remaining: "0" },
        null,
      ],
      [
        "an order without amounts, cancelled elsewhere",
        { unit: "none", currency_code: null, total: null },
        { state: "cancelled", status: null },
        { kind: "status", ledger: "open", provider: "cancelled" },
      ],

      [
        "items that both know to be cancelled",
        { ...ITEMS, voided_item_ids: [11], taken_item_ids: [11] },
        { items: itemsAt({ 11: "cancelled", 12: "open", 13: "open" }) },
        null,
      ],
      [
        "an item that waits there",
        { ...ITEMS, voided_item_ids: [11], taken_item_ids: [11] },
        { items: itemsAt({ 11: "cancelling", 12: "open", 13: "open" }) },
        null,
      ],
      [
        "an item under way that is cancelled there already",
        { ...ITEMS, taken_item_ids: [11] },
        { items: itemsAt({ 11: "cancelled", 12: "open", 13: "open" }) },
        null,
      ],
      [
        "an item cancelled elsewhere",
        { ...ITEMS, voided_item_ids: [11], taken_item_ids: [11] },
        { items: itemsAt({ 11: "cancelled", 12: "open", 13: "cancelled" }) },
        { kind: "items", ledger: "11", provider: "11, 13" },
      ],
      [
        "an item that is open there",
        { ...ITEMS, voided_item_ids: [11], taken_item_ids: [11] },
        { items: itemsAt({ 11: "open", 12: "open", 13: "open" }) },
        { kind: "items", ledger: "11", provider: "none" },
      ],
      [
        "items that the record doesn't show, and others that nobody mapped",
        { ...ITEMS, voided_item_ids: [11], taken_item_ids: [11] },
        { items: itemsAt({ 12: "open", 99: "cancelled" }) },
        null,
      ],
      [
        "several items that are open there",
        { ...ITEMS, voided_item_ids: [11, "13"], taken_item_ids: [11, 13] },
        { items: itemsAt({ 11: "open", 13: "open" }) },
        { kind: "items", ledger: "11, 13", provider: "none" },
      ],
      [
        "an item cancelled elsewhere, and none here",
        ITEMS,
        { items: itemsAt({ 11: "open", 12: "cancelled", 13: "open" }) },
        { kind: "items", ledger: "none", provider: "12" },
      ],
      [
        "items that only the ledger has",
        { ...ITEMS, voided: "1" },
        { remaining: "1" },
        { kind: "remaining", ledger: "2", provider: "1" },
      ],
      [
        "items that only the record has",
        { ...ITEMS, items: null, voided: "1" },
        { items: itemsAt({ 11: "cancelled" }), remaining: "1" },
        { kind: "remaining", ledger: "2", provider: "1" },
      ],
      [
        "an order cancelled elsewhere after one unit of an item was voided",
        { ...ITEMS, taken_item_ids: [11, 13] },
        { state: "cancelled", status: "100" },
        { kind: "status", ledger: "open", provider: "100" },
      ],
      [
        "an order cancelled elsewhere after one of its items was voided",
        { ...ITEMS, taken_item_ids: [11, 12] },
        { state: "cancelled", status: "100" },
        { kind: "status", ledger: "open", provider: "100" },
      ],
      [
        "an order cancelled elsewhere whose items are not known",
        { ...ITEMS, items: null },
        { state: "cancelled", status: "100" },
        { kind: "status", ledger: "open", provider: "100" },
      ],
      [
        "an order cancelled by voiding all of its items",
        {
          ...ITEMS,
          voided_item_ids: [11, 12, 13],
          taken_item_ids: [11, 12, 13],
        },
        { state: "cancelled" },
        null,
      ],
    ]

  it.each(cases)("%s", (_, ledger, record, expected) => {
    const difference = compareRecord(
      { ...LEDGER, ...ledger },
      { ...RECORD, ...record }
    )
    expect(
      difference && {
        kind: difference.kind,
        ledger: difference.ledger,
        provider: difference.provider,
      }
    ).toEqual(expected)
  })

  it("says in words what differs, and what to do", () => {
    expect(
      compareRecord({ ...LEDGER, voided: "40" }, { ...RECORD, remaining: "50" })
        ?.message
    ).toBe(
      "The provider says that 50 EUR are left, the ledger 60 EUR. Look at the order at the provider, then correct the provider order here."
    )
  })

  it("says in words which items differ, and in which way", () => {
    const difference = compareRecord(
      { ...LEDGER, ...ITEMS, voided_item_ids: [11], taken_item_ids: [11] },
      {
        ...RECORD,
        items: itemsAt({ 11: "open", 12: "cancelled", 13: "cancelled" }),
      }
    )
    expect(difference?.message).toMatch(/ 12, 13 cancelled.*; and 11 open/)
  })

  it("says of a cancel what to do, by who has it", () => {
    const open = compareRecord({ ...LEDGER, ...CANCELLED }, RECORD)
    const cancelled = compareRecord(LEDGER, { ...RECORD, state: "cancelled" })

    expect(open?.message).toMatch(/cancel it there if it is still open/)
    expect(cancelled?.message).toMatch(/correct the provider order here/)
  })
})

describe("an order that the provider doesn't have", () => {
  it.each<[string, Partial<LedgerView>, boolean]>([
    ["is a difference after a part of it was voided", { voided: "40" }, true],
    ["is none after it was cancelled", CANCELLED, false],
    ["is none while it is being cancelled", { has_live_cancel: true }, false],
    ["is none after all of it was voided", { voided: "100" }, false],
  ])("%s", (_, ledger, expected) => {
    const difference = compareMissing({ ...LEDGER, ...ledger })
    expect(difference).toEqual(
      expected
        ? expect.objectContaining({
            kind: "status",
            ledger: "open",
            provider: "missing",
          })
        : null
    )
  })
})

describe("what a provider's answer says is left", () => {
  const CLIMES: LedgerView = {
    ...LEDGER,
    unit: "climes",
    currency_code: null,
    total: "60",
  }

  it.each<[string, Partial<LedgerView>, string, string | null]>([
    ["the same", { voided: "20" }, "40", null],
    ["less", { voided: "20" }, "39", "40"],
    ["more", { voided: "20" }, "60", "40"],
    ["nothing after a whole cancel", CANCELLED, "0", null],
    ["something after a whole cancel", CANCELLED, "5", "0"],
    ["anything where the total is not known", { total: null }, "5", null],
    ["within what is under way", { voided: "20", reserved: "10" }, "30", null],
  ])("%s", (_, ledger, remaining, expected) => {
    expect(
      compareRemaining({ ...CLIMES, ...ledger }, remaining)?.ledger ?? null
    ).toBe(expected)
  })
})

describe("a difference found again", () => {
  const found: Difference = {
    kind: "remaining",
    ledger: "60",
    provider: "50",
    message: "…",
  }

  it("is the same by what differs, not by its words", () => {
    expect(isSameDifference(found, { ...found, message: "other" })).toBe(true)
    expect(isSameDifference(found, { ...found, provider: "40" })).toBe(false)
    expect(isSameDifference(found, { ...found, ledger: "70" })).toBe(false)
    expect(isSameDifference(found, { ...found, kind: "voided" })).toBe(false)
    expect(isSameDifference(found, null)).toBe(false)
    expect(isSameDifference(null, null)).toBe(true)
  })
})
