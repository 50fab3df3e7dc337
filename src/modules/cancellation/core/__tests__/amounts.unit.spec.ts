import fc from "fast-check"
import { Unit } from "../../../../provider-kit"
import { decimalsOf, inWords, refuseAmount, roundToCurrency } from "../amounts"
import { RefusalCode } from "../refusal"

describe("an amount", () => {
  it.each<[string, Unit, string | null, string]>([
    ["12.5", "currency", "eur", "12.5 EUR"],
    ["12.5", "currency", null, "12.5"],
    ["1", "climes", null, "1 clime"],
    ["40", "climes", null, "40 climes"],
    ["0", "climes", null, "0 climes"],
    ["1", "count", null, "1 unit"],
    ["40", "count", null, "40 units"],
    ["1", "item", null, "1 unit"],
    ["2", "item", null, "2 units"],
  ])("%s in %s (%s) reads %s", (amount, unit, currency, words) => {
    expect(inWords(amount, unit, currency)).toBe(words)
  })

  it.each<[string, Unit, string | null]>([
    ["0.01", "currency", "eur"],
    ["100.5", "currency", "EUR"],
    ["100", "currency", "jpy"],
    ["0.001", "currency", "kwd"],
    ["0.00001", "currency", null],
    ["0.00001", "currency", "xxx"],
    ["10000000000000", "currency", "eur"],
    ["1", "climes", null],
    ["1", "count", null],
    ["3", "item", null],
  ])("%s makes sense in %s (%s)", (amount, unit, currency) => {
    expect(refuseAmount(amount, unit, currency)).toBeNull()
  })

  it.each<[string, Unit, string | null, RefusalCode, string]>([
    ["", "currency", "eur", "invalid_amount", "The amount must be a number."],
    [
      "abc",
      "currency",
      "eur",
      "invalid_amount",
      "The amount must be a number.",
    ],
    [
      "1e3",
      "currency",
      "eur",
      "invalid_amount",
      "The amount must be a number.",
    ],
    [
      "NaN",
      "currency",
      "eur",
      "invalid_amount",
      "The amount must be a number.",
    ],
    [
      "Infinity",
      "climes",
      null,
      "invalid_amount",
      "The amount must be a number.",
    ],
    [" 1", "climes", null, "invalid_amount", "The amount must be a number."],
    ["1.", "currency", "eur", "invalid_amount", "The amount must be a number."],
    [
      "0",
      "currency",
      "eur",
      "invalid_amount",
      "The amount must be more than zero.",
    ],
    [
      "0.00",
      "currency",
      "eur",
      "invalid_amount",
      "The amount must be more than zero.",
    ],
    [
      "-1",
      "currency",
      "eur",
      "invalid_amount",
      "The amount must be more than zero.",
    ],
    [
      "-1",
      "none",
      null,
      "invalid_amount",
      "The amount must be more than zero.",
    ],
    [
      "10000000000000.01",
      "currency",
      "eur",
      "invalid_amount",
      "The amount is too large.",
    ],
    [
      "99999999999999999999",
      "climes",
      null,
      "invalid_amount",
      "The amount is too large.",
    ],
    [
      "5",
      "none",
      null,
      "unit_mismatch",
      "This provider order has no amount: it can only be cancelled as a whole.",
    ],
    [
      "1.5",
      "climes",
      null,
      "invalid_amount",
      "The amount must be a whole number of climes.",
    ],
    [
      "1.5",
      "count",
      null,
      "invalid_amount",
      "The amount must be a whole number of units.",
    ],
    [
      "1.5",
      "item",
      null,
      "invalid_amount",
      "The amount must be a whole number of units.",
    ],
    [
      "1.005",
      "currency",
      "eur",
      "invalid_amount",
      "The amount has more decimals than EUR has (2).",
    ],
    [
      "1.5",
      "currency",
      "jpy",
      "invalid_amount",
      "The amount has more decimals than JPY has (0).",
    ],
    [
      "1.0001",
      "currency",
      "kwd",
      "invalid_amount",
      "The amount has more decimals than KWD has (3).",
    ],
  ])(
    "%j in %s (%s) is refused as %s: %s",
    (amount, unit, currency, code, message) => {
      expect(refuseAmount(amount, unit, currency)).toEqual({ code, message })
    }
  )

  it("of whole minor units is never refused, of a fraction of one always", () => {
    fc.assert(
      fc.property(
        fc.constantFrom("eur", "jpy", "kwd", "USD"),
        fc.integer({ min: 1, max: 1_000_000_000 }),
        fc.integer({ min: 1, max: 9 }),
        (currency, minor, more) => {
          const decimals = decimalsOf(currency) as number
          const digits = String(minor).padStart(decimals + 1, "0")
          const whole = decimals
            ? `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`
            : digits
          expect(refuseAmount(whole, "currency", currency)).toBeNull()
          expect(
            refuseAmount(
              `${whole}${decimals ? "" : "."}${more}`,
              "currency",
              currency
            )
          ).toMatchObject({ code: "invalid_amount" })
        }
      )
    )
  })

  it("of a currency that isn't known has any number of decimals", () => {
    expect(decimalsOf(null)).toBeNull()
    expect(decimalsOf("zzz")).toBeNull()
    expect(decimalsOf("eur")).toBe(2)
    expect(decimalsOf("JPY")).toBe(0)
  })

  it.each([
    ["12.0879", "eur", "12.09"],
    ["12.0849", "EUR", "12.08"],
    ["12.5", "jpy", "13"],
    ["0.12345", "kwd", "0.123"],
    ["12.5", "eur", "12.5"],
  ])("%s, rounded to what %s has, is %s", (amount, currency, rounded) => {
    expect(roundToCurrency(amount, currency)).toBe(rounded)
  })

  it("is left as it is in a currency that isn't known", () => {
    expect(roundToCurrency("12.087912", "zzz")).toBe("12.087912")
  })
})
