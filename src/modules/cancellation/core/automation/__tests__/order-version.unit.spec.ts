import fc from "fast-check"
import { MathBN } from "@medusajs/framework/utils"
import { OrderVersion, isEmpty, loweredAmount, loweredItems } from ".."

const version = (
  total: string,
  lines: Record<string, string> = { ordli_1: "1" }
): OrderVersion => ({
  version: 1,
  total,
  lines: Object.entries(lines).map(([id, quantity]) => ({ id, quantity })),
})

describe("by how much an order was lowered", () => {
  it.each([
    ["100", "75", "eur", "25"],
    ["100", "100", "eur", "0"],
    ["75", "100", "eur", "0"],
    ["100.10", "100", "eur", "0.1"],
    ["0.30", "0.10", "eur", "0.2"],
    // Totals carry every decimal of a tax.
    ["72.5637", "48.3758", "eur", "24.18"],
    ["48.3758", "24.1879", "eur", "24.19"],
    ["1000", "333.4", "jpy", "667"],
    ["1.2345", "1.001", "kwd", "0.234"],
    // A currency that Medusa doesn't know is left as it is.
    ["1.23456", "1", "xxx", "0.23456"],
  ])("from %s to %s %s is %s", (before, after, currency, expected) => {
    expect(loweredAmount(version(before), version(after), currency)).toBe(
      expected
    )
  })

  it("adds up to the difference of the first and the last total", () => {
    const totals = fc.array(fc.integer({ min: 0, max: 10_000_000 }), {
      minLength: 2,
      maxLength: 10,
    })
    fc.assert(
      fc.property(totals, (values) => {
        const versions = values
          .sort((a, b) => b - a)
          .map((value) => version(MathBN.div(value, 10_000).toFixed()))
        const sum = versions
          .slice(1)
          .reduce(
            (total, after, index) =>
              MathBN.add(
                total,
                loweredAmount(versions[index] as OrderVersion, after, "eur")
              ),
            MathBN.convert(0)
          )
        const ends = loweredAmount(
          versions[0] as OrderVersion,
          versions.at(-1) as OrderVersion,
          "eur"
        )
        expect(sum.toFixed()).toBe(ends)
      })
    )
  })
})

describe("which items were lowered", () => {
  it.each<
    [
      string,
      Record<string, string>,
      Record<string, string>,
      Record<string, number>,
    ]
  >([
    ["a line with fewer units", { a: "3" }, { a: "1" }, { a: 2 }],
    ["a line that is gone", { a: "3", b: "1" }, { b: "1" }, { a: 3 }],
    ["a line with no unit left", { a: "3" }, { a: "0" }, { a: 3 }],
    ["not a line with as many", { a: "3" }, { a: "3" }, {}],
    ["not a line with more", { a: "3" }, { a: "5" }, {}],
    ["not a line that is new", { a: "3" }, { a: "3", b: "2" }, {}],
    ["whole units only", { a: "2.5" }, { a: "0.5" }, { a: 1 }],
    ["several lines", { a: "2", b: "2" }, { a: "1" }, { a: 1, b: 2 }],
  ])("is %s", (_, before, after, expected) => {
    const lowered = loweredItems(version("1", before), version("1", after))
    expect(
      Object.fromEntries(lowered.map(({ id, quantity }) => [id, quantity]))
    ).toEqual(expected)
    expect(lowered).toHaveLength(Object.keys(expected).length)
  })
})

describe("an order", () => {
  it.each([
    ["with a line", { a: "1" }, false],
    ["with half a unit", { a: "0.5" }, false],
    ["without lines", {}, true],
    ["with lines of no unit", { a: "0" }, true],
  ])("%s (%j) is empty: %s", (_, lines, expected) => {
    expect(isEmpty(version("10.5", lines as Record<string, string>))).toBe(
      expected
    )
  })
})
