import fc from "fast-check"
import {
  formatAmount,
  fromAplazameAmount,
  isSupportedCurrency,
  toAplazameAmount,
} from "../amounts"

describe("amounts at Aplazame", () => {
  it.each([
    ["100.50", 10050],
    ["100.5", 10050],
    ["0.01", 1],
    ["1", 100],
    ["1.230", 123],
    ["90071992547409.91", 9007199254740991],
    ["0.29", 29],
    ["19.99", 1999],
  ])("%s is %d", (major, minor) => {
    expect(toAplazameAmount(major)).toBe(minor)
  })

  it.each([["10.005"], ["0.001"], ["90071992547409.92"], ["abc"], [""]])(
    "%p fits no integer, and is never rounded",
    (amount) => {
      expect(toAplazameAmount(amount)).toBeNull()
    }
  )

  it("survive the way there and back", () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), (minor) => {
        expect(toAplazameAmount(fromAplazameAmount(minor))).toBe(minor)
      })
    )
  })

  it("with a third decimal fit none", () => {
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 1, max: 9 }), (whole, third) => {
        expect(toAplazameAmount(`${whole}.00${third}`)).toBeNull()
      })
    )
  })

  it("are shown with both decimals", () => {
    expect(formatAmount(5050, "eur")).toBe("50.50 EUR")
    expect(formatAmount(0, null)).toBe("0.00")
  })

  it.each([
    ["eur", true],
    ["EUR", true],
    ["jpy", false],
    ["kwd", false],
    ["xyz", false],
    ["constructor", false],
  ])("in %s are supported: %p", (code, expected) => {
    expect(isSupportedCurrency(code)).toBe(expected)
  })
})
