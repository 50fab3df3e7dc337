import { parseOptions } from "../../../provider-kit"
import { callOf, voidOf } from "../__fixtures__/call"
import { optionsSchema } from "../options"
import {
  cancelBody,
  cancelRequest,
  loginRequest,
  readRequest,
} from "../requests"

const options = parseOptions(optionsSchema, {
  baseUrl: "https://omnitron.example.com",
  token: "token",
  defaultReason: 10,
  reasons: { "too late": 11 },
})
const headers = { authorization: "Token token" }

describe("requests to Akinon", () => {
  it("log in without a token", () => {
    expect(loginRequest(options, "u", "p")).toEqual({
      method: "POST",
      url: "https://omnitron.example.com/api/i1/auth/login/",
      body: { username: "u", password: "p" },
    })
  })

  it.each([
    ["orders/{order_id}/", "orders/77/"],
    ["order_item/?order={order_id}", "order_item/?order=77"],
  ])("read an order at %s", (path, expected) => {
    expect(readRequest(options, path, "77", "token")).toEqual({
      method: "GET",
      url: `https://omnitron.example.com/api/i1/${expected}`,
      headers,
    })
  })

  it("cancel a whole order, and want its details", () => {
    expect(cancelRequest(options, callOf(), null, "token")).toEqual({
      method: "POST",
      url: "https://omnitron.example.com/api/i1/orders/77/cancel/",
      headers,
      body: {
        order: 77,
        is_all: true,
        cancel_items: [],
        reasons: { 1: 10, 2: 10, 3: 10 },
        forced_refund_amount: null,
        is_cargo_refund: false,
      },
    })
  })

  it("cancel single items, as numbers", () => {
    expect(cancelBody(options, voidOf(), null)).toEqual({
      order: 77,
      is_all: false,
      cancel_items: [1, 2],
      reasons: { 1: 10, 2: 10 },
      forced_refund_amount: null,
      is_cargo_refund: false,
    })
  })

  it("carry the details of a call", () => {
    const details = {
      ibans: { 1: "TR330006100519786457841326" },
      holder_names: { 1: "Ada Shopper" },
      refund_invoice_number: "INV-1",
      forced_refund_amount: "12.50",
      is_cargo_refund: true,
    }

    expect(cancelBody(options, voidOf({ details }), null)).toMatchObject(
      details
    )
  })

  it("refund the cargo by option, unless a call says otherwise", () => {
    const refunding = { ...options, cargoRefund: true }
    const details = { is_cargo_refund: false }

    expect(cancelBody(refunding, voidOf(), null).is_cargo_refund).toBe(true)
    expect(
      cancelBody(refunding, voidOf({ details }), null).is_cargo_refund
    ).toBe(false)
  })
})

describe("the reasons of a call", () => {
  const reasonOf = (reason: string | null, ofItem: string | null = null) =>
    cancelBody(
      options,
      voidOf({
        reason,
        items: [
          {
            id: "item_b",
            quantity: 1,
            external_item_ids: ["3"],
            reason: ofItem,
          },
        ],
      }),
      null
    ).reasons[3]

  it.each([
    ["42", null, 42],
    ["too late", null, 11],
    [" too late ", null, 11],
    ["42", "too late", 11],
    ["too late", "7", 7],
    ["too late", "other words", 11],
    ["other words", null, 10],
    ["toString", null, 10],
    ["-1", null, 10],
    [null, null, 10],
  ])("%p for all and %p for the item is %d", (reason, ofItem, expected) => {
    expect(reasonOf(reason, ofItem)).toBe(expected)
  })

  it("are left out where there is none", () => {
    const { defaultReason: _, ...without } = options

    expect(cancelBody(without, voidOf(), null).reasons).toEqual({})
  })

  it("go to the items of the read order where none are registered", () => {
    const call = callOf({ provider_order: { items: null } })
    const baseline = {
      status: 400,
      items: {
        5: "open" as const,
        6: "cancelled" as const,
        7: "cancelling" as const,
      },
    }

    expect(cancelBody(options, call, baseline).reasons).toEqual({ 5: 10 })
    expect(cancelBody(options, call, null).reasons).toEqual({})
  })

  it("don't go to items that are cancelled already", () => {
    const baseline = { status: 400, items: { 1: "cancelled" as const } }

    expect(cancelBody(options, callOf(), baseline).reasons).toEqual({
      2: 10,
      3: 10,
    })
  })
})
