import fc from "fast-check"
import { refuseUnstorable } from "../storable"

const refusalOf = (value: unknown): string | null => {
  try {
    refuseUnstorable("The body", value)
    return null
  } catch (error) {
    return (error as Error).message
  }
}

const nested = (levels: number): unknown => {
  let value: unknown = "inside"
  for (let level = 0; level < levels; level += 1) {
    value = level % 2 ? [value] : { a: value }
  }
  return value
}

describe("what can't be stored", () => {
  it.each<[string, unknown]>([
    ["a text", "a\u0000b"],
    ["a name", { "\u0000": 1 }],
    ["a list in an object", { a: [1, { b: "\u0000" }] }],
  ])("is a NUL in %s", (_, value) => {
    expect(refusalOf(value)).toBe(
      "The body has a NUL character (U+0000) in it, which can't be stored: leave it out."
    )
  })

  it.each<[string, unknown]>([
    ["the first half", "a\ud83d"],
    ["the second half", { a: "\ude00b" }],
    ["both in the wrong order", ["\ude00\ud83d"]],
    ["one in a name", { "\ud83d": 1 }],
  ])("is half of a character: %s", (_, value) => {
    expect(refusalOf(value)).toMatch(/^The body has half of a character/)
  })

  it("is nested deeper than any stack bears", () => {
    expect(refusalOf(nested(64))).toBeNull()
    expect(refusalOf(nested(65))).toMatch(/more than 64 lists or objects/)
    expect(refusalOf(nested(500_000))).toMatch(/make it flatter/)
  })

  it("is nothing that is JSON, and well formed", () => {
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: "grapheme" }), (value) => {
        const json = JSON.stringify(value)
        fc.pre(!/\\u(0000|d[89a-f])/i.test(json))
        expect(refusalOf(value)).toBeNull()
      })
    )
    expect(refusalOf(undefined)).toBeNull()
    expect(refusalOf("😀 día \u0001 \uffff")).toBeNull()
  })
})
