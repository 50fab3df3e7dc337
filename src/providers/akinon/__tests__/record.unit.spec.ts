import { callOf, voidOf } from "../__fixtures__/call"
import { detailOf } from "../__fixtures__/orders"
import { findEffect, toRecord as recordFrom, toBaseline } from "../record"

const toRecord = (body: unknown) => recordFrom(body, "77")

const otherOrdersItem = {
  status: 400,
  orderitem_set: [
    { pk: 1, status: 400, order: 77 },
    { pk: 2, status: 500, order: 78 },
  ],
}

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
      obstacle: null,
    })
  })

  it.each([500, 510, 520, 540, 550])(
    "with the order at status %s has an obstacle: it was shipped",
    (status) => {
      expect(toRecord(detailOf(status))?.obstacle).toEqual({
        type: "shipped",
        message: expect.stringContaining(`status ${status}`) as string,
      })
    }
  )

  it.each([
    ["a part of it was shipped", detailOf(450, 450, 500), "shipped"],
    [
      "its list of items shows one that was shipped",
      [{ pk: 1, status: 500, order: 77 }],
      "shipped",
    ],
    ["it is prepared", detailOf(450, 450), undefined],
    ["another order's item was shipped", otherOrdersItem, undefined],
    ["it is canceled, items and all", detailOf(100, 500), undefined],
    ["it waits to be canceled", detailOf(50, 50), undefined],
  ])("says whether something speaks against a cancel: %s", (_, body, type) => {
    expect(toRecord(body)?.obstacle?.type).toBe(type)
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

  it.each(["orderitem_set", "order_items", "items"])(
    "takes its items from %s",
    (name) => {
      expect(
        toRecord({ pk: 77, status: 400, [name]: [{ pk: 1, status: 100 }] })
      ).toMatchObject({ total: "1", items: [{ state: "cancelled" }] })
    }
  )

  const listed = (status: number, order?: unknown, pk = 1) => ({
    pk,
    status,
    order,
  })

  it.each([
    ["a list", [listed(100, 77), listed(400, { pk: "77" }, 2)], "2"],
    ["a page", { results: [listed(100, 77)], next: null }, "1"],
    [
      "the first of two pages",
      { results: [listed(100, 77)], next: "/2" },
      null,
    ],
    ["items that don't say of which order", [listed(100)], null],
    ["items of others too", [listed(100, 77), listed(400, 78, 2)], "1"],
  ])("is made of a list of its items: %s", (_what, body, total) => {
    expect(toRecord(body)).toMatchObject({ status: null, total })
  })

  it("isn't cancelled by a list that may be a part of its items", () => {
    expect(toRecord([listed(100)])?.state).toBe("open")
    expect(toRecord([listed(100, 77)])?.state).toBe("cancelled")
  })

  it.each([
    ["an order", { pk: 78, status: 100 }],
    ["a list", [listed(100, 78)]],
  ])("isn't made of another order's: %s", (_what, body) => {
    expect(toRecord(body)).toBeNull()
  })

  it.each([
    [{}],
    [{ results: [] }],
    [{ status: "open" }],
    [[]],
    [null],
    ["text"],
    [undefined],
  ])("can't be made of %j", (body) => {
    expect(toRecord(body)).toBeNull()
  })
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
    // The cancellation waited, and was turned down.
    [[400, 400, 400], [400, 400, 400], "absent"],
    [[400, 100, 400], [400, 100, 400], "absent"],
    // Some of the items were cancelled.
    [[400, 100, 400], [400, 400, 400], "undecidable"],
    [[400, 50, 400], [400, 400, 400], "settling"],
    [[400, 100, 50, 400], [400, 400, 400, 400], "settling"],
    // Voids had taken all items before.
    [[400, 100, 100], [400, 100, 100], "absent"],
    [[400, 100, 100], [400, 100, 50], "absent"],
    [[400, 100, 50], [400, 50, 50], "absent"],
    [[100, 100, 100], [400, 100, 100], "applied"],
    [[50, 100, 100], [400, 100, 100], "settling"],
    // It cancelled the items that were left.
    [[400, 100, 100], [400, 100, 400], "applied"],
    [[400, 100, 50], [400, 100, 400], "settling"],
    [[null, 100, 100], [null, 100, 400], "applied"],
    // Nobody knows the states before it.
    [[400, 100, 100], null, "undecidable"],
    [[null, 100, 100], null, "undecidable"],
    [[400, 100, 50], null, "settling"],
    [[400, 100, 400], null, "undecidable"],
    [[50, 50, 400], null, "undecidable"],
    [[400, 400, 400], null, "absent"],
  ] as [[unknown], [unknown] | null, string][])(
    "on an order of %j, which was %j before, is %s",
    (detail, before, effect) => {
      expect(find(detail, before)).toBe(effect)
    }
  )

  it.each([
    ["its own status", [100, 400], "status 100 (canceled)"],
    ["its items", [400, 100, 100], "all items of the order at status 100"],
  ] as [string, [unknown, ...unknown[]], string][])(
    "is proven by %s",
    (_what, detail, statement) => {
      expect(
        findEffect(callOf(), recordOf(...detail), {
          baseline: toBaseline(recordOf(400, 400, 400)),
        })
      ).toMatchObject({
        proof: {
          by: "record",
          statement: expect.stringContaining(statement),
        },
      })
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
    [[400, 50, 400, 400], "settling"],
    [[400, 100], "undecidable"],
    [[400], "undecidable"],
    [[50], "undecidable"],
    [[100], "applied"],
  ] as [[unknown], string][])("on an order of %j is %s", (detail, effect) => {
    expect(
      findEffect(voidOf(), recordOf(...detail), { baseline: null }).type
    ).toBe(effect)
  })

  it("is proven by its own items, named", () => {
    expect(
      findEffect(voidOf(), recordOf(400, 100, 100, 400), { baseline: null })
    ).toEqual({
      type: "applied",
      proof: {
        by: "record",
        statement: "Omnitron's record: items 1, 2 at status 100 (canceled)",
      },
    })
  })

  it("that was turned down in part names what was cancelled and what not", () => {
    expect(
      findEffect(voidOf(), recordOf(400, 100, 400, 400), { baseline: null })
    ).toMatchObject({
      type: "undecidable",
      reason: expect.stringMatching(/items 1 as canceled, and 2 as not/),
    })
  })

  it("can't be told where the items are not known", () => {
    expect(
      findEffect(voidOf({ items: [] }), recordOf(100), { baseline: null }).type
    ).toBe("undecidable")
  })
})
