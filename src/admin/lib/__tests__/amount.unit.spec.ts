import {
  decimalsOf,
  formatCount,
  formatMoney,
  parseTyped,
  readAmount,
  toTyped,
} from "../amount"

describe("parseTyped", () => {
  it.each([
    ["en", "25.50", "25.50"],
    ["en", "25,5", "25.5"],
    ["en", "1,500", "1500"],
    ["en", "1.500", "1.500"],
    ["en", "1,234,567.89", "1234567.89"],
    ["en", " 1 234.5 ", "1234.5"],
    ["en", ".5", "0.5"],
    ["en", "-3", "-3"],
    ["es", "25,50", "25.50"],
    ["es", "25.5", "25.5"],
    ["es", "1.500", "1500"],
    ["es", "1.234.567,89", "1234567.89"],
    ["es", "12345,67", "12345.67"],
    ["tr", "3.900", "3900"],
    ["tr", "12,5", "12.5"],
  ])("in %s reads %j as %s", (locale, typed, expected) => {
    expect(parseTyped(typed, locale)).toBe(expected)
  })

  it.each([
    ["en", ""],
    ["en", "ten"],
    ["en", "1.2.3"],
    ["en", "1e3"],
    ["es", "12.34,5"],
    ["es", "1,2,3"],
    ["en", "."],
  ])("in %s takes %j for no number", (locale, typed) => {
    expect(parseTyped(typed, locale)).toBeNull()
  })

  it.each(["en", "es", "tr", "de", "fr"])(
    "in %s reads what was put into the field",
    (locale) => {
      for (const amount of [0.01, 12.5, 1_500, 1_234_567.89]) {
        expect(Number(parseTyped(toTyped(amount, locale), locale))).toBe(amount)
      }
    }
  )
})

describe("readAmount", () => {
  const euros = {
    unit: "currency",
    currency_code: "eur",
    remaining: 100,
  } as const
  const climes = { unit: "climes", currency_code: null, remaining: 40 } as const

  it("takes an amount up to all that remains", () => {
    expect(readAmount("100", "en", euros)).toEqual({
      type: "amount",
      amount: 100,
    })
  })

  it.each([
    ["", euros, { type: "missing" }],
    ["x", euros, { type: "not_a_number" }],
    ["0", euros, { type: "not_positive" }],
    ["-1", euros, { type: "not_positive" }],
    ["100.01", euros, { type: "too_much", remaining: 100 }],
    ["1.005", euros, { type: "too_many_decimals", decimals: 2 }],
    ["1.500", euros, { type: "amount", amount: 1.5 }],
    [
      "1.5",
      { ...euros, currency_code: "jpy" },
      { type: "too_many_decimals", decimals: 0 },
    ],
    ["1.5", climes, { type: "not_whole" }],
    ["41", climes, { type: "too_much", remaining: 40 }],
  ])("reads %j", (typed, rules, expected) => {
    expect(readAmount(typed, "en", rules)).toEqual(expected)
  })

  it("leaves the bound to the server where the remaining isn't known", () => {
    expect(readAmount("5000", "en", { ...euros, remaining: null })).toEqual({
      type: "amount",
      amount: 5_000,
    })
  })
})

describe("what is shown", () => {
  it("is money in the reader's locale and the order's currency", () => {
    expect(formatMoney(1_234.5, "eur", "en")).toBe("€1,234.50")
    expect(formatMoney(1_234.5, "eur", "es")).toBe("1234,50\u00a0€")
    expect(formatMoney(3_900, "try", "tr")).toBe("₺3.900,00")
    expect(formatMoney(500, "jpy", "en")).toBe("¥500")
  })

  it("survives a currency that nobody knows", () => {
    expect(formatMoney(5, "not-one", "en")).toBe("5 NOT-ONE")
    expect(formatMoney(5, null, "en")).toBe("5")
    expect(decimalsOf("not-one")).toBeNull()
  })

  it("is a count in the reader's locale", () => {
    expect(formatCount(12_000, "en")).toBe("12,000")
    expect(formatCount(12_000, "tr")).toBe("12.000")
  })
})
