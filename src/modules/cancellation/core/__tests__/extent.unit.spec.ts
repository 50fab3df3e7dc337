import fc from "fast-check"
import { ItemMapping, TotalSource, Unit } from "../../../../provider-kit"
import {
  corrected,
  countOf,
  isOutrankedByRecord,
  refuseExtent,
  refuseTaken,
} from "../extent"
import { RefusalCode } from "../refusal"

const itemsOf = (...units: (string | number)[][]): ItemMapping[] =>
  units.map((external_item_ids, index) => ({
    line_item_id: `line_${index + 1}`,
    external_item_ids,
  }))

describe("the number of units", () => {
  it.each<[string, ItemMapping[] | null, string | null]>([
    ["not known without items", null, null],
    ["none of no items", [], "0"],
    ["none of an item without units", itemsOf([]), "0"],
    ["one of one", itemsOf([11]), "1"],
    ["the sum over all items", itemsOf([11, 12], [], ["13"]), "3"],
  ])("is %s", (_, items, count) => {
    expect(countOf(items)).toBe(count)
  })
})

describe("the total of a provider's record", () => {
  const UNITS: Unit[] = ["currency", "climes", "item", "none"]
  const OUTRANKS: [TotalSource | null, Unit[]][] = [
    ["explicit", []],
    ["metadata", []],
    ["provider", ["currency", "climes"]],
    ["payment", ["currency", "climes"]],
    ["order", ["currency", "climes"]],
    [null, ["currency", "climes"]],
  ]

  it.each(
    OUTRANKS.flatMap(([total_source, units]) =>
      UNITS.map((unit) => ({
        total_source,
        unit,
        outranks: units.includes(unit),
      }))
    )
  )("$total_source, $unit: $outranks", ({ outranks, ...row }) => {
    expect(isOutrankedByRecord(row)).toBe(outranks)
  })
})

describe("a correction", () => {
  const ROW: Parameters<typeof corrected>[0] = {
    id: "cnpo_1",
    order_id: "order_1",
    order_display_id: 1,
    provider_id: "made_up",
    external_id: "E-1",
    unit: "currency",
    currency_code: "eur",
    total: "100",
    total_source: "payment",
    items: null,
    origin: "explicit",
    metadata: { a: 1 },
  }
  const BY_ITEM: typeof ROW = {
    ...ROW,
    unit: "item",
    currency_code: null,
    total: "2",
    total_source: "metadata",
    items: itemsOf([11, 12]),
  }
  const kept = {
    total: "100",
    total_source: "payment",
    items: null,
    metadata: { a: 1 },
  }

  it.each<[string, Parameters<typeof corrected>[1], object]>([
    ["of nothing keeps all", {}, kept],
    [
      "of the amount makes it somebody's word",
      { amount: "80" },
      { ...kept, total: "80", total_source: "explicit" },
    ],
    [
      "that takes the amount away leaves nobody's word",
      { amount: null },
      { ...kept, total: null, total_source: null },
    ],
    [
      "of the metadata",
      { metadata: { b: 2 } },
      { ...kept, metadata: { b: 2 } },
    ],
    [
      "that takes the metadata away",
      { metadata: null },
      { ...kept, metadata: null },
    ],
    [
      "of all at once",
      { amount: "80", items: [], metadata: null },
      { total: "80", total_source: "explicit", items: [], metadata: null },
    ],
    [
      "of all but the amount",
      { items: [], metadata: null },
      { ...kept, items: [], metadata: null },
    ],
  ])("%s", (_, change, expected) => {
    expect(corrected(ROW, change)).toEqual(expected)
  })

  it.each<[string, Parameters<typeof corrected>[1], object]>([
    [
      "of nothing counts them, and makes them somebody's word",
      {},
      {
        total: "2",
        total_source: "explicit",
        items: BY_ITEM.items,
        metadata: { a: 1 },
      },
    ],
    [
      "of the items counts them",
      { items: itemsOf([11], [12], [13]) },
      {
        total: "3",
        total_source: "explicit",
        items: itemsOf([11], [12], [13]),
        metadata: { a: 1 },
      },
    ],
    [
      "that takes the items away leaves nobody's word",
      { items: null },
      { total: null, total_source: null, items: null, metadata: { a: 1 } },
    ],
    [
      "never believes an amount",
      { amount: "80", metadata: null },
      {
        total: "2",
        total_source: "explicit",
        items: BY_ITEM.items,
        metadata: null,
      },
    ],
  ])("where items are counted, %s", (_, change, expected) => {
    expect(corrected(BY_ITEM, change)).toEqual(expected)
  })
})

describe("figures", () => {
  type Figures = Parameters<typeof refuseExtent>

  it.each<[string, Figures]>([
    ["of nothing", ["currency", "eur", null, null]],
    ["with an amount", ["currency", "eur", "12.5", null]],
    ["with whole climes", ["climes", null, "12", null]],
    ["with an empty list of items in another unit", ["climes", null, "1", []]],
    ["without an amount where there is none", ["none", null, null, null]],
    ["with items", ["item", null, null, itemsOf([11, 12], ["13"], [])]],
    [
      "whose units are called like their items",
      ["item", null, null, itemsOf(["line_1"], ["line_2"])],
    ],
    ["without their items", ["item", null, null, null]],
    ["with no items", ["item", null, null, []]],
  ])("%s make sense", (_, figures) => {
    expect(refuseExtent(...figures)).toBeNull()
  })

  it.each<[string, Figures, RefusalCode, string]>([
    [
      "with an amount of items",
      ["item", null, "2", itemsOf([11, 12])],
      "unit_mismatch",
      "This provider is measured in items: register its items instead of an amount.",
    ],
    [
      "with a senseless amount of items",
      ["item", null, "-1.5", null],
      "unit_mismatch",
      "This provider is measured in items: register its items instead of an amount.",
    ],
    [
      "with more decimals than the currency has",
      ["currency", "eur", "1.005", null],
      "invalid_amount",
      "The amount has more decimals than EUR has (2).",
    ],
    [
      "with an amount of nothing",
      ["climes", null, "0", null],
      "invalid_amount",
      "The amount must be more than zero.",
    ],
    [
      "with an amount where there is none",
      ["none", null, "5", null],
      "unit_mismatch",
      "This provider order has no amount: it can only be cancelled as a whole.",
    ],
    ...(["currency", "climes", "none"] as const).map(
      (unit): [string, Figures, RefusalCode, string] => [
        `with items in another unit (${unit})`,
        [unit, null, null, itemsOf([11])],
        "unit_mismatch",
        "This provider is not measured in items: leave the items out.",
      ]
    ),
    [
      "with an item twice",
      [
        "item",
        null,
        null,
        [
          { line_item_id: "line_1", external_item_ids: [11] },
          { line_item_id: "line_2", external_item_ids: [12] },
          { line_item_id: "line_1", external_item_ids: [13] },
        ],
      ],
      "invalid_items",
      "The item line_1 is listed twice.",
    ],
    [
      "with a unit twice in one item",
      ["item", null, null, itemsOf([11, 12, 11])],
      "invalid_items",
      "The provider's item id 11 is listed twice: each one is a single unit.",
    ],
    [
      "with a unit in two items",
      ["item", null, null, itemsOf(["a", "b"], ["b"])],
      "invalid_items",
      "The provider's item id b is listed twice: each one is a single unit.",
    ],
    [
      "with a unit as a number and as a text",
      ["item", null, null, itemsOf([11], ["11"])],
      "invalid_items",
      "The provider's item id 11 is listed twice: each one is a single unit.",
    ],
  ])("%s are refused", (_, figures, code, message) => {
    expect(refuseExtent(...figures)).toEqual({ code, message })
  })

  it("make sense exactly when each unit is listed once", () => {
    const id = fc.oneof(fc.nat(12), fc.nat(12).map(String))
    fc.assert(
      fc.property(
        fc.array(fc.array(id, { maxLength: 4 }), { maxLength: 4 }),
        (units) => {
          const ids = units.flat().map(String)
          const refusal = refuseExtent("item", null, null, itemsOf(...units))
          expect(refusal === null).toBe(new Set(ids).size === ids.length)
        }
      )
    )
  })
})

describe("a correction after voids", () => {
  type Next = Parameters<typeof refuseTaken>[0]
  type Taken = Parameters<typeof refuseTaken>[1]

  const NOTHING: Taken = { taken: "0", taken_item_ids: [] }
  const tooLittle = (taken: string) =>
    `${taken} of it were voided already, or are being voided: the amount can't be less than that.`
  const ITEM_MISSING =
    "An item id that was voided already, or is being voided, can't be taken out of the items."

  it.each<[string, Next, Taken, string | null]>([
    ["to nothing known", { total: null, items: null }, NOTHING, null],
    [
      "to nothing known, after some",
      { total: null, items: null },
      { ...NOTHING, taken: "40" },
      null,
    ],
    [
      "to more than was taken",
      { total: "100", items: null },
      { ...NOTHING, taken: "40" },
      null,
    ],
    [
      "to what was taken",
      { total: "40.00", items: null },
      { ...NOTHING, taken: "40" },
      null,
    ],
    [
      "to a cent less",
      { total: "39.99", items: null },
      { ...NOTHING, taken: "40" },
      tooLittle("40"),
    ],
    [
      "to less, which a text would sort after it",
      { total: "9", items: null },
      { ...NOTHING, taken: "10" },
      tooLittle("10"),
    ],
    [
      "to more, which a text would sort before it",
      { total: "10", items: null },
      { ...NOTHING, taken: "9" },
      null,
    ],
    [
      "that keeps the items that were taken",
      { total: "3", items: itemsOf([11, 12], ["13"]) },
      // The mapping and the voids may differ in the type of an id.
      { taken: "2", taken_item_ids: ["12", 13] },
      null,
    ],
    [
      "that takes one of them out",
      { total: "2", items: itemsOf([11], [12]) },
      { taken: "2", taken_item_ids: [12, 13] },
      ITEM_MISSING,
    ],
    [
      "that takes one of them out, the last one staying",
      { total: "2", items: itemsOf([11], [12]) },
      { taken: "2", taken_item_ids: [13, 12] },
      ITEM_MISSING,
    ],
    [
      "that takes all items away",
      { total: null, items: null },
      { taken: "1", taken_item_ids: [11] },
      ITEM_MISSING,
    ],
    [
      "that takes out what nobody took",
      { total: "1", items: itemsOf([11]) },
      { taken: "1", taken_item_ids: [11] },
      null,
    ],
  ])("%s", (_, next, taken, message) => {
    expect(refuseTaken(next, taken)).toEqual(
      message && { code: "below_voided", message }
    )
  })
})
