import { callOf, voidOf } from "../__fixtures__/call"
import { detailOf } from "../__fixtures__/orders"
import { findEffect, toBaseline, toRecord } from "../record"

describe("the record of an Omnitron order", () => {
  it("counts items", () => {
    expect(toRecord(detailOf(400, 100, 50, 400))).toEqual({
      state: "open",
      status: "400",
      total: "3",
      remaining: "1",
      voids: null,
      items: [
        { external_item_id: 1, state: "cancelled" },
        { external_item_id: 2, state: "cancelling" },
        { external_item_id: 3, state: "open" },
      ],
    })
  })

  it.each([
    ["status 100", detailOf(100), "cancelled"],
    ["status 100, whatever its items say", detailOf(100, 400), "cancelled"],
    ["status 50", detailOf(50), "cancelling"],
    ["status 50 and all items waiting", detailOf(50, 50, 100), "cancelling"],
    ["status 50 and all items canceled", detailOf(50, 100), "cancelling"],
    ["status 50 because of a part", detailOf(50, 50, 400), "open"],
    ["all items canceled", detailOf(null, 100, 100), "cancelled"],
    ["another status", detailOf(400), "open"],
    ["an empty list of items", { status: 50, orderitem_set: [] }, "cancelling"],
  ])("with %s is %s", (_what, body, state) => {
    expect(toRecord(body)?.state).toBe(state)
  })

  it("takes an item by its id, and drops what it can't tell", () => {
    const record = toRecord({
      status: 400,
      orderitem_set: [{ id: "8", status: "100" }, { pk: 9 }, "odd", null],
    })

    expect(record).toMatchObject({
      state: "open",
      total: null,
      remaining: null,
      items: [{ external_item_id: "8", state: "cancelled" }],
    })
  })

  it.each([[{}], [{ status: "open" }], [[]], [null], ["text"], [undefined]])(
    "can't be made of %j",
    (body) => {
      expect(toRecord(body)).toBeNull()
    }
  )
})

const recordOf = (...args: Parameters<typeof detailOf>) => {
  const record = toRecord(detailOf(...args))
  if (!record) {
    throw new Error("This detail makes no record.")
  }
  return record
}

describe("the effect of a whole cancel", () => {
  const find = (
    detail: Parameters<typeof detailOf>,
    before: Parameters<typeof detailOf> | null = null
  ) =>
    findEffect(callOf(), recordOf(...detail), {
      baseline: before && toBaseline(recordOf(...before)),
    }).type

  it.each([
    [[100], null, "applied"],
    [[50], null, "settling"],
    [[400], null, "absent"],
    [[400, 100, 400], [400, 100, 400], "absent"],
    [[50, 400, 400], [400, 400, 400], "settling"],
    [[50, 50, 400], [50, 50, 400], "absent"],
    // Voids had taken all items before it.
    [[400, 100, 100], [400, 100, 100], "absent"],
    [[400, 100, 100], [400, 100, 50], "absent"],
    [[400, 100, 50], [400, 50, 50], "absent"],
    [[100, 100, 100], [400, 100, 100], "applied"],
    [[50, 100, 100], [400, 100, 100], "settling"],
    // It took those that were left.
    [[400, 100, 100], [400, 100, 400], "applied"],
    [[400, 100, 50], [400, 100, 400], "settling"],
    [[null, 100, 100], [null, 100, 400], "applied"],
    // Nobody knows what was there before.
    [[400, 100, 100], null, "undecidable"],
    [[null, 100, 100], null, "undecidable"],
    [[400, 100, 50], null, "settling"],
  ] as [[unknown], [unknown] | null, string][])(
    "on an order of %j, which was %j before, is %s",
    (detail, before, effect) => {
      expect(find(detail, before)).toBe(effect)
    }
  )

  it("can't be told from a part of the items", () => {
    const record = toRecord({ orderitem_set: [{ pk: 1, status: 400 }, {}] })

    expect(record).not.toBeNull()
    expect(
      record && findEffect(callOf(), record, { baseline: null }).type
    ).toBe("undecidable")
  })
})

describe("the effect of a void of items 1 and 2", () => {
  it.each([
    [[400, 100, 100, 400], "applied"],
    [[400, 100, 50, 400], "settling"],
    [[50, 50, 50, 400], "settling"],
    [[400, 400, 400, 100], "absent"],
    [[50, 400, 400, 50], "absent"],
    [[400, 100, 400, 400], "undecidable"],
    [[400, 50, 400, 400], "undecidable"],
    [[400, 100], "undecidable"],
    [[400], "undecidable"],
    [[50], "undecidable"],
    [[100], "applied"],
  ] as [[unknown], string][])("on an order of %j is %s", (detail, effect) => {
    expect(
      findEffect(voidOf(), recordOf(...detail), { baseline: null }).type
    ).toBe(effect)
  })

  it("can't be told where the items are not known", () => {
    expect(
      findEffect(voidOf({ items: [] }), recordOf(100), { baseline: null }).type
    ).toBe("undecidable")
  })
})
