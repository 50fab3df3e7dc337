import fc from "fast-check"
import { requestHash } from "../request-hash"

const shuffled = (value: unknown): unknown =>
  Array.isArray(value)
    ? value.map(shuffled)
    : value !== null && typeof value === "object"
      ? Object.fromEntries(
          Object.entries(value)
            .reverse()
            .map(([name, inner]) => [name, shuffled(inner)])
        )
      : value

const request = {
  kind: "void",
  provider_order_id: "cnpo_1",
  amount: "12.5",
  items: [
    { id: "ordli_1", quantity: 1 },
    { id: "ordli_2", quantity: 2 },
  ],
  details: { ibans: { "1": "ES91" } },
}

describe("the hash of a request", () => {
  it("is that of the same request with its fields in another order", () => {
    expect(
      requestHash({
        details: { ibans: { "1": "ES91" } },
        items: [
          { quantity: 1, id: "ordli_1" },
          { quantity: 2, id: "ordli_2" },
        ],
        amount: "12.5",
        provider_order_id: "cnpo_1",
        kind: "void",
      })
    ).toBe(requestHash(request))
  })

  it("is the same for null, undefined and left out", () => {
    expect(requestHash({ ...request, note: null, reason: undefined })).toBe(
      requestHash(request)
    )
  })

  it.each([
    ["another amount", { ...request, amount: "12.50001" }],
    ["an amount that is missing", { ...request, amount: null }],
    ["another kind", { ...request, kind: "cancel" }],
    ["a note", { ...request, note: "by phone" }],
    [
      "items in another order",
      { ...request, items: [...request.items].reverse() },
    ],
    [
      "another quantity",
      { ...request, items: [{ id: "ordli_1", quantity: 2 }] },
    ],
    ["other details", { ...request, details: { ibans: { "1": "ES92" } } }],
    ["a list with a gap", { ...request, items: [...request.items, null] }],
    [
      "an object for a list",
      { ...request, items: Object.fromEntries(request.items.entries()) },
    ],
    ["a number for a text", { ...request, amount: 12.5 }],
    [
      "the same under another name",
      { ...request, details: { iban: { "1": "ES91" } } },
    ],
  ])("differs for %s", (_, other) => {
    expect(requestHash(other)).not.toBe(requestHash(request))
  })

  it("doesn't tell what was in the request", () => {
    expect(requestHash(request)).toMatch(/^[0-9a-f]{64}$/)
  })

  it("is stable under any order of fields, for any request", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (anything) => {
        expect(requestHash(shuffled(anything) as Record<string, unknown>)).toBe(
          requestHash(anything)
        )
      })
    )
  })
})
