import { akinonDetails, EMPTY_AKINON_FORM, itemIdsIn } from "../akinon-details"
import { fromMapping, splitIds, toMapping } from "../item-ids"
import { sharesOf } from "../remaining"
import { allOf, toDrafts, toItems } from "../void-draft"

const ITEMS = [
  { id: "a", quantity: 3, voided: 1, remaining: 2 },
  { id: "b", quantity: 1, voided: 1, remaining: 0 },
]

describe("items to void", () => {
  it("are those with a quantity, each with its own reason", () => {
    const drafts = toDrafts(ITEMS, { a: { typed: "2", reason: " broken " } })
    expect(toItems(drafts)).toEqual([
      { id: "a", quantity: 2, reason: "broken" },
    ])
  })

  it("are none as long as one is wrong", () => {
    const drafts = toDrafts(ITEMS, { a: { typed: "3" }, b: { typed: "x" } })
    expect(drafts.map(({ problem }) => problem)).toEqual([
      "too_many_units",
      "not_whole",
    ])
    expect(toItems(drafts)).toBeNull()
  })

  it("are none where nothing was typed", () => {
    expect(toItems(toDrafts(ITEMS, { a: { typed: "0" } }))).toBeNull()
  })

  it("are all that remain, with one click", () => {
    const drafts = toDrafts(ITEMS, { a: { reason: "lost" } })
    expect(toItems(toDrafts(ITEMS, allOf(drafts)))).toEqual([
      { id: "a", quantity: 2, reason: "lost" },
    ])
  })
})

describe("the provider's item ids", () => {
  it("are split however they were typed", () => {
    expect(splitIds(" 12, 13;14\n15 ")).toEqual(["12", "13", "14", "15"])
  })

  it("come back as they were", () => {
    const items = [{ line_item_id: "a", external_item_ids: ["12", "13"] }]
    expect(toMapping({ ...fromMapping(items), b: " " })).toEqual(items)
  })
})

describe("akinonDetails", () => {
  it("are left out where nothing was typed", () => {
    expect(akinonDetails(EMPTY_AKINON_FORM, [1])).toBeUndefined()
  })

  it("give the account for each item of the request", () => {
    expect(
      akinonDetails(
        {
          ...EMPTY_AKINON_FORM,
          iban: " TR33 ",
          holderName: "Ada",
          forcedRefundAmount: "12,5",
          isCargoRefund: true,
        },
        itemIdsIn({ cancel_items: [7, "8", null] })
      )
    ).toEqual({
      ibans: { 7: "TR33", 8: "TR33" },
      holder_names: { 7: "Ada", 8: "Ada" },
      forced_refund_amount: "12.5",
      is_cargo_refund: true,
    })
  })

  it.each([null, "text", {}, { cancel_items: {} }])(
    "finds no items in %j",
    (body) => {
      expect(itemIdsIn(body)).toEqual([])
    }
  )
})

describe("sharesOf", () => {
  it.each([
    [100, 25, 15, { voided: 25, reserved: 15, remaining: 60 }],
    [40, 0, 0, { voided: 0, reserved: 0, remaining: 100 }],
    // The provider's record may be ahead of the ledger.
    [100, 120, 30, { voided: 100, reserved: 0, remaining: 0 }],
    [100, 80, 30, { voided: 80, reserved: 20, remaining: 0 }],
  ])("splits %d into a bar", (total, voided, reserved, expected) => {
    expect(sharesOf({ total, voided, reserved })).toEqual(expected)
  })

  it.each([null, 0])("has no bar for a total of %s", (total) => {
    expect(sharesOf({ total, voided: 0, reserved: 0 })).toBeNull()
  })
})
