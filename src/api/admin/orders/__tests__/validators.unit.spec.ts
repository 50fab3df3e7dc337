import {
  validateBody,
  validateQuery,
} from "../../../utils/__fixtures__/validate"
import {
  AdminCreateCancellation,
  AdminCreateProviderOrder,
  AdminCreateVoid,
  AdminGetProviderOrders,
  AdminGetVoids,
  AdminUpdateProviderOrder,
} from "../validators"

const IBAN = "ES9121000418450200051332"

describe("POST …/voids", () => {
  const aVoid = { provider_order_id: "cnpo_1", amount: 10 }

  it("takes an amount, and knows it as an exact decimal", async () => {
    expect(
      await validateBody(AdminCreateVoid, { ...aVoid, amount: 100.5 })
    ).toEqual({
      provider_order_id: "cnpo_1",
      amount: "100.5",
      items: null,
      reason: null,
      note: null,
      details: null,
    })
  })

  it("takes items, texts and details", async () => {
    expect(
      await validateBody(AdminCreateVoid, {
        provider_order_id: "cnpo_1",
        items: [{ id: "ordli_1", quantity: 2, reason: " 10 " }],
        reason: "  broken  ",
        note: "",
        details: { ibans: { 1: IBAN } },
      })
    ).toEqual({
      provider_order_id: "cnpo_1",
      amount: null,
      items: [{ id: "ordli_1", quantity: 2, reason: "10" }],
      reason: "broken",
      note: null,
      details: { ibans: { 1: IBAN } },
    })
  })

  it.each([
    ["id", { id: "ordli_1" }],
    ["line_item_id", { line_item_id: "ordli_1" }],
    ["both, if they are one", { id: "ordli_1", line_item_id: "ordli_1" }],
  ])("takes the line of an item by %s", async (_, names) => {
    expect(
      await validateBody(AdminCreateVoid, {
        provider_order_id: "cnpo_1",
        items: [{ ...names, quantity: 2 }],
      })
    ).toMatchObject({ items: [{ id: "ordli_1", quantity: 2, reason: null }] })
  })

  it.each([
    [0, "amount must be more than zero."],
    [-1, "amount must be more than zero."],
    [1e30, "amount is too large."],
    ["10", "amount must be a number, for example 12.5, without quotes."],
    [Number.NaN, "amount must be a number, for example 12.5, without quotes."],
    [{}, "amount must be a number, for example 12.5, without quotes."],
  ])("refuses %p as an amount", async (amount, message) => {
    expect(await validateBody(AdminCreateVoid, { ...aVoid, amount })).toBe(
      message
    )
  })

  it.each([
    ["no list", "items must be a list.", { id: "x" }],
    [
      "an empty list",
      "items is empty: leave it out, or list at least one item.",
      [],
    ],
    ["something else", "item 1 must be an object.", [IBAN]],
    ["no id", "line_item_id of item 1 is missing.", [{ quantity: 1 }]],
    [
      "no id that can be one",
      "line_item_id of item 1 is missing.",
      [{ line_item_id: "", id: "a", quantity: 1 }],
    ],
    [
      "two lines in one",
      "line_item_id and id of item 2 name two line items: give one of them.",
      [
        { id: "a", quantity: 1 },
        { id: "a", line_item_id: "b", quantity: 1 },
      ],
    ],
    [
      "half a unit",
      "quantity of item 2 must be a whole number from 1 to 10000.",
      [
        { id: "a", quantity: 1 },
        { id: "b", quantity: 0.5 },
      ],
    ],
    [
      "no unit",
      "quantity of item 1 must be a whole number from 1 to 10000.",
      [{ id: "a", quantity: 0 }],
    ],
    [
      "more units than anybody orders",
      "quantity of item 1 must be a whole number from 1 to 10000.",
      [{ id: "a", quantity: 10_001 }],
    ],
    [
      "a field that isn't there",
      'item 1 has the unknown field "price".',
      [{ id: "a", quantity: 1, price: 3 }],
    ],
    [
      "too many",
      "items is too long: 2000 items at most.",
      Array.from({ length: 2_001 }, (_, id) => ({
        id: String(id),
        quantity: 1,
      })),
    ],
  ])("refuses items with %s", async (_, message, items) => {
    expect(await validateBody(AdminCreateVoid, { ...aVoid, items })).toBe(
      message
    )
  })

  it.each([
    ["details", "details must be an object."],
    ["reason", "reason must be a text."],
    ["note", "note must be a text."],
    ["provider_order_id", "provider_order_id is missing."],
    ["amount", "amount must be a number, for example 12.5, without quotes."],
    ["items", "items must be a list."],
  ])("never repeats what was given as %s", async (name, message) => {
    for (const value of [[IBAN], name === "items" ? { IBAN } : [[IBAN]]]) {
      const answer = await validateBody(AdminCreateVoid, {
        ...aVoid,
        [name]: value,
      })
      expect(answer).toEqual(expect.any(String))
      expect(answer).not.toContain(IBAN)
    }
    expect(
      await validateBody(AdminCreateVoid, { ...aVoid, [name]: { a: IBAN } })
    ).toEqual(name === "details" ? expect.any(Object) : message)
  })

  it("refuses a text that is too long", async () => {
    expect(
      await validateBody(AdminCreateVoid, { ...aVoid, reason: "x".repeat(501) })
    ).toBe("reason is too long: 500 characters at most.")
  })

  it("refuses details of more than 64 KB, whatever the route takes", async () => {
    const sized = (length: number) => ({
      ...aVoid,
      details: { text: "x".repeat(length - '{"text":""}'.length) },
    })

    expect(await validateBody(AdminCreateVoid, sized(65_536))).toMatchObject({
      details: expect.any(Object) as object,
    })
    expect(await validateBody(AdminCreateVoid, sized(65_537))).toBe(
      "details is too large: 64 KB of JSON at most."
    )
  })

  it("refuses a field that it doesn't know", async () => {
    expect(await validateBody(AdminCreateVoid, { ...aVoid, kind: "x" })).toBe(
      "Unrecognized fields: 'kind'"
    )
  })

  it.each([[[IBAN]], [IBAN], [null], [7]])(
    "refuses %p as a body, and doesn't repeat it",
    async (body) => {
      expect(await validateBody(AdminCreateVoid, body)).toBe(
        "The body must be a JSON object."
      )
    }
  )
})

describe("POST …/provider-orders", () => {
  const order = { provider_id: "climes", external_id: "c-1" }

  it("takes a number as an external id, and trims a text", async () => {
    expect(
      await validateBody(AdminCreateProviderOrder, { ...order, external_id: 5 })
    ).toMatchObject({ external_id: "5", amount: null, items: null })
    expect(
      await validateBody(AdminCreateProviderOrder, {
        ...order,
        external_id: " a ",
      })
    ).toMatchObject({ external_id: "a" })
  })

  it.each([undefined, null, "", "  ", 1.5, -1, ["a"], "x".repeat(256)])(
    "refuses %p as an external id",
    async (external_id) => {
      expect(
        await validateBody(AdminCreateProviderOrder, { ...order, external_id })
      ).toBe(
        "external_id must be the provider's id of the order: a text of at most 255 characters, or a whole number."
      )
    }
  )

  it("takes the item ids of an order with 2,000 lines", async () => {
    const items = Array.from({ length: 2_000 }, (_, n) => ({
      line_item_id: `ordli_${n}`,
      external_item_ids: [n],
    }))
    expect(
      await validateBody(AdminCreateProviderOrder, { ...order, items })
    ).toMatchObject({ items })
  })

  it("takes external item ids as texts or numbers", async () => {
    expect(
      await validateBody(AdminCreateProviderOrder, {
        ...order,
        items: [{ line_item_id: "ordli_1", external_item_ids: [1, " b "] }],
      })
    ).toMatchObject({
      items: [{ line_item_id: "ordli_1", external_item_ids: [1, "b"] }],
    })
  })

  it.each([
    [[{ external_item_ids: [1] }], "line_item_id of item 1 is missing."],
    [
      [{ line_item_id: "a", external_item_ids: [] }],
      "external_item_ids of item 1 must be a list with one id a unit.",
    ],
    [
      [{ line_item_id: "a", external_item_ids: [1.5] }],
      "external_item_id 1 of item 1 must be a text or a whole number.",
    ],
  ])("refuses the items %p", async (items, message) => {
    expect(
      await validateBody(AdminCreateProviderOrder, { ...order, items })
    ).toBe(message)
  })
})

describe("POST …/provider-orders/:provider_order_id", () => {
  it("tells what is left out from what is taken away", async () => {
    expect(
      await validateBody(AdminUpdateProviderOrder, { amount: null })
    ).toEqual({ amount: null, items: undefined, metadata: undefined })
    expect(
      await validateBody(AdminUpdateProviderOrder, { metadata: { a: 1 } })
    ).toEqual({ amount: undefined, items: undefined, metadata: { a: 1 } })
  })

  it("refuses metadata of more than 64 KB", async () => {
    expect(
      await validateBody(AdminUpdateProviderOrder, {
        metadata: { text: "é".repeat(33_000) },
      })
    ).toBe("metadata is too large: 64 KB of JSON at most.")
  })

  it("refuses to correct nothing", async () => {
    for (const body of [{}, undefined]) {
      expect(await validateBody(AdminUpdateProviderOrder, body)).toBe(
        "Give the amount, the items or the metadata to correct."
      )
    }
  })
})

describe("POST …/cancellations", () => {
  it("knows neither amounts nor items: it is the whole order", async () => {
    expect(
      await validateBody(AdminCreateCancellation, {
        provider_order_id: "cnpo_1",
      })
    ).toEqual({
      provider_order_id: "cnpo_1",
      reason: null,
      note: null,
      details: null,
    })
    expect(
      await validateBody(AdminCreateCancellation, {
        provider_order_id: "cnpo_1",
        amount: 5,
      })
    ).toBe("Unrecognized fields: 'amount'")
  })
})

describe("the lists of an order", () => {
  it("begin with the oldest, fifty a page", async () => {
    const page = { limit: 50, offset: 0, order: "created_at" }
    expect(await validateQuery(AdminGetProviderOrders, {})).toEqual(page)
    expect(await validateQuery(AdminGetVoids, {})).toEqual(page)
  })

  it("can't be put in order by a figure", async () => {
    expect(await validateQuery(AdminGetVoids, { order: "remaining" })).toBe(
      "order must be one of: created_at, -created_at."
    )
  })

  it.each([
    ["limit", "0"],
    ["limit", "-1"],
    ["limit", "201"],
    ["limit", "ten"],
    ["offset", "-1"],
    ["offset", "1.5"],
  ])("refuse %s=%s", async (name, value) => {
    expect(
      await validateQuery(AdminGetProviderOrders, { [name]: value })
    ).toMatch(new RegExp(`^${name} must be a whole number`))
  })
})
