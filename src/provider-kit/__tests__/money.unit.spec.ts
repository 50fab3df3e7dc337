import fc from "fast-check"
import { BigNumber } from "@medusajs/framework/utils"
import { fromMinorUnits, toDecimal, toMinorUnits } from "../money"

/** ISO 4217 has currencies of 0 to 4 decimals. */
const decimalsOf = fc.integer({ min: 0, max: 4 })
const minorUnits = fc.integer({
  min: -Number.MAX_SAFE_INTEGER,
  max: Number.MAX_SAFE_INTEGER,
})

/** The decimal point is put into the digits: no arithmetic is trusted. */
const decimalText = fc
  .tuple(
    fc.boolean(),
    fc.stringMatching(/^(0|[1-9]\d{0,11})$/),
    fc.stringMatching(/^\d{0,8}$/)
  )
  .map(([negative, whole, fraction]) => ({
    whole,
    fraction,
    negative,
    text: `${negative ? "-" : ""}${whole}${fraction ? `.${fraction}` : ""}`,
  }))

describe("minor units", () => {
  it.each([
    ["100.5", 2, 10050],
    ["100.50", 2, 10050],
    ["0.07", 2, 7],
    ["1.005", 3, 1005],
    ["607", 0, 607],
    ["0", 2, 0],
    ["-12.3", 2, -1230],
    ["1e2", 0, 100],
    // 1.1 * 100 is 110.00000000000001 in floating point.
    ["1.1", 2, 110],
    ["4.35", 2, 435],
    ["90071992547409.91", 2, Number.MAX_SAFE_INTEGER],
  ])("of %s with %i decimals are %i", (amount, decimals, expected) => {
    expect(toMinorUnits(amount, decimals)).toBe(expected)
  })

  it.each([
    ["more decimals than there are", "100.505", 2],
    ["a fraction of a whole unit", "0.5", 0],
    ["a fraction that floating point loses", "0.10000000000000000001", 2],
    ["more than a JSON number holds", "90071992547409.92", 2],
    ["far more than that", "1e30", 0],
    ["words", "many", 2],
    ["nothing", "", 2],
    ["not a number", "NaN", 2],
    ["infinity", "Infinity", 2],
  ])("are none for %s", (_, amount, decimals) => {
    expect(toMinorUnits(amount, decimals)).toBeNull()
  })

  it("go to major units and back", () => {
    fc.assert(
      fc.property(minorUnits, decimalsOf, (minor, decimals) => {
        const major = fromMinorUnits(minor, decimals)
        expect(major).toMatch(/^-?\d+(\.\d*[1-9])?$/)
        expect((major.split(".")[1] ?? "").length).toBeLessThanOrEqual(decimals)
        // Adding 0 turns -0 into 0.
        expect(toMinorUnits(major, decimals)).toBe(minor + 0)
      })
    )
  })

  it("are exact, or none: nothing is ever rounded", () => {
    fc.assert(
      fc.property(decimalText, decimalsOf, (amount, decimals) => {
        const digits = amount.fraction.replace(/0+$/, "")
        const exact = BigInt(
          `${amount.whole}${digits.padEnd(decimals, "0").slice(0, decimals)}`
        )
        const fits =
          digits.length <= decimals && exact <= BigInt(Number.MAX_SAFE_INTEGER)
        const minor = toMinorUnits(amount.text, decimals)
        expect(minor === null ? null : BigInt(minor)).toBe(
          fits ? (amount.negative ? -exact : exact) : null
        )
      })
    )
  })
})

describe("a decimal", () => {
  it.each([
    [100.5, "100.5"],
    ["100.50", "100.5"],
    ["007", "7"],
    [1e21, "1000000000000000000000"],
    [1e-7, "0.0000001"],
    ["1e-10", "0.0000000001"],
    [{ value: "100.500" }, "100.5"],
    [{ value: 0.1 }, "0.1"],
    [new BigNumber("12.345"), "12.345"],
    [0, "0"],
  ])("of %j is %s", (input, expected) => {
    expect(toDecimal(input)).toBe(expected)
  })

  it("keeps every digit, and loses only zeros at the end", () => {
    fc.assert(
      fc.property(decimalText, ({ text, whole, fraction, negative }) => {
        const digits = fraction.replace(/0+$/, "")
        const bare = `${whole}${digits ? `.${digits}` : ""}`
        const expected = negative && bare !== "0" ? `-${bare}` : bare
        expect(toDecimal(text).replace(/^-0$/, "0")).toBe(expected)
        expect(toDecimal({ value: text })).toBe(toDecimal(text))
        expect(toDecimal(toDecimal(text))).toBe(toDecimal(text))
      })
    )
  })

  it("never has an exponent", () => {
    fc.assert(
      fc.property(
        fc.double({ noNaN: true, noDefaultInfinity: true }),
        (amount) => {
          const decimal = toDecimal(amount)
          expect(decimal).toMatch(/^-?\d+(\.\d+)?$/)
          expect(Number(decimal)).toBeCloseTo(amount, 10)
        }
      )
    )
  })
})
