import { columnsOf, toNumber } from "../numeric"

describe("a decimal, stored as Medusa stores amounts,", () => {
  it.each([
    ["12.50", "12.5"],
    ["100", "100"],
    ["0.000000000000000001", "0.000000000000000001"],
    ["12345678901234567890.12", "12345678901234567890.12"],
  ])("%s is %s in both columns", (amount, value) => {
    expect(columnsOf(amount)).toEqual({
      amount: value,
      raw: { value, precision: 20 },
    })
  })

  it("is nothing in both columns where there is none", () => {
    expect(columnsOf(null)).toEqual({ amount: null, raw: null })
  })
})

describe("a decimal, as a number of JSON,", () => {
  it.each([
    ["12.50", 12.5],
    ["0", 0],
    [null, null],
  ])("%p is %p", (amount, number) => {
    expect(toNumber(amount)).toBe(number)
  })
})
