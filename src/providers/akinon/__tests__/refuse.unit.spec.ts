import { callOf, voidOf } from "../__fixtures__/call"
import { refuseCall } from "../refuse"

const IBAN = "TR330006100519786457841326"

const line = (quantity: number, ...external_item_ids: (string | number)[]) => ({
  id: "item_a",
  quantity,
  external_item_ids,
  reason: null,
})

describe("what Akinon can't be asked for", () => {
  it("does not include a void of known items, or a whole cancel", () => {
    expect(refuseCall(voidOf())).toBeNull()
    expect(refuseCall(callOf())).toBeNull()
    expect(refuseCall(callOf({ provider_order: { items: null } }))).toBeNull()
  })

  it.each(["A-1", "", "0", "-7", "7.5", "1e3", "../7", "9007199254740993"])(
    "includes the order id %p",
    (external_id) => {
      expect(refuseCall(callOf({ provider_order: { external_id } }))).toMatch(
        /numeric order id/
      )
    }
  )

  it.each([
    ["an amount", { amount: "5" }, /not amounts/],
    ["no items", { items: null }, /Say which items/],
    ["an empty list", { items: [] }, /Say which items/],
    ["a line without ids", { items: [line(1)] }, /knows 0 of the 1 units/],
    ["too few ids", { items: [line(2, 1)] }, /knows 1 of the 2 units/],
    ["an id that is no number", { items: [line(1, "x")] }, /not a number/],
    ["an item twice", { items: [line(2, 1, "1")] }, /named twice/],
  ])("includes a void with %s", (_what, fields, message) => {
    expect(refuseCall(voidOf(fields))).toMatch(message)
  })
})

describe("the details of a call to Akinon", () => {
  it.each([
    [{}],
    [{ ibans: { 1: IBAN }, holder_names: { 1: "Ada Shopper" } }],
    [{ forced_refund_amount: null }],
    [{ forced_refund_amount: "10.50", refund_invoice_number: "INV-1" }],
    [{ is_cargo_refund: true }],
  ])("may be %j", (details) => {
    expect(refuseCall(voidOf({ details }))).toBeNull()
  })

  it.each([
    [{ ibans: IBAN }, /^details.ibans: expected/],
    [{ ibans: { 1: "" } }, /^details.ibans: expected/],
    [{ ibans: { 1: 5 } }, /^details.ibans: expected/],
    [{ ibans: { 3: IBAN } }, /^details.ibans: it names an item that is not/],
    [{ ibans: { [IBAN]: IBAN } }, /^details.ibans: it names an item/],
    [{ holder_names: [IBAN] }, /^details.holder_names: /],
    [{ holder_names: { 9: IBAN } }, /^details.holder_names: it names/],
    [{ refund_invoice_number: 5 }, /^details.refund_invoice_number: /],
    [{ refund_invoice_number: " " }, /^details.refund_invoice_number: /],
    [{ forced_refund_amount: 5 }, /^details.forced_refund_amount: /],
    [{ forced_refund_amount: IBAN }, /^details.forced_refund_amount: /],
    [{ is_cargo_refund: IBAN }, /^details.is_cargo_refund: /],
    [{ [IBAN]: IBAN }, /^Akinon takes only these details: ibans, /],
  ])("may not be %j, and are not echoed", (details, message) => {
    const refusal = refuseCall(voidOf({ details }))

    expect(refusal).toMatch(message)
    expect(refusal).not.toContain(IBAN)
  })

  it("of a whole cancel may name any of the order's items", () => {
    expect(refuseCall(callOf({ details: { ibans: { 3: IBAN } } }))).toBeNull()
    expect(refuseCall(callOf({ details: { ibans: { 4: IBAN } } }))).toMatch(
      /not part/
    )
  })

  it("of an order whose items are not known may name any item id", () => {
    const ofUnknown = (ibans: Record<string, string>) =>
      refuseCall(
        callOf({ details: { ibans }, provider_order: { items: null } })
      )

    expect(ofUnknown({ 4: IBAN })).toBeNull()
    expect(ofUnknown({ first: IBAN })).toMatch(/not part/)
  })
})
