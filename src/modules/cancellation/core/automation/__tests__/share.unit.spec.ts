import { MathBN } from "@medusajs/framework/utils"
import fc from "fast-check"
import { CountedParts, NO_PARTS, decide, shareOfPart } from ".."
import { roundToCurrency } from "../../amounts"

/** What each of some parts comes to, one after the other. */
const sharesOf = (amounts: string[], currency: string): string[] => {
  let counted: CountedParts = NO_PARTS
  return amounts.map((amount) => {
    const share = shareOfPart(amount, counted, currency)
    counted = {
      amount: MathBN.add(counted.amount, amount).toFixed(),
      share: MathBN.add(counted.share, share).toFixed(),
    }
    return share
  })
}

const sum = (amounts: string[]): string =>
  amounts
    .reduce((total, one) => MathBN.add(total, one), MathBN.convert(0))
    .toFixed()

describe("parts of one total", () => {
  it.each([
    { parts: ["50.005", "49.995"], shares: ["50.01", "49.99"] },
    {
      parts: ["33.333333", "33.333333", "33.333333", "0.000001"],
      shares: ["33.33", "33.34", "33.33", "0"],
    },
    {
      parts: ["12.0879", "12.0879", "12.0879", "5.9895"],
      shares: ["12.09", "12.09", "12.08", "5.99"],
    },
    { parts: ["0.004", "0.004", "0.004"], shares: ["0", "0.01", "0"] },
    { parts: ["12.34", "20"], shares: ["12.34", "20"] },
  ])("$parts come to $shares", ({ parts, shares }) => {
    expect(sharesOf(parts, "eur")).toEqual(shares)
  })

  it("keep to the currency's decimals", () => {
    expect(sharesOf(["33.3", "33.3", "33.4"], "jpy")).toEqual([
      "33",
      "34",
      "33",
    ])
    expect(sharesOf(["0.0004", "0.0006"], "kwd")).toEqual(["0", "0.001"])
  })

  it("add up to the rounded whole in every order, and never pass the total", () => {
    const millionths = fc.integer({ min: 1, max: 40_000_000 })
    fc.assert(
      fc.property(
        fc.array(millionths, { minLength: 1, maxLength: 12 }),
        fc.constantFrom("eur", "jpy", "kwd"),
        fc.nat(5_000_000),
        (parts, currency, more) => {
          const amounts = parts.map((one) => MathBN.div(one, 1e6).toFixed())
          const refunded = sum(amounts)
          const total = roundToCurrency(
            MathBN.add(refunded, MathBN.div(more, 1e6)).toFixed(),
            currency
          )
          const shares = sharesOf(amounts, currency)

          expect(
            MathBN.eq(sum(shares), roundToCurrency(refunded, currency))
          ).toBe(true)
          expect(MathBN.lte(sum(shares), total)).toBe(true)
          for (const share of shares) {
            expect(MathBN.gte(share, 0)).toBe(true)
            expect(roundToCurrency(share, currency)).toBe(share)
          }
        }
      )
    )
  })
})

describe("a part that comes to nothing", () => {
  const order = {
    provider_id: "aplazame",
    external_id: "ext_1",
    unit: "currency" as const,
    currency_code: "eur",
    total: "100",
    items: null,
    supports_void: true,
    has_live_cancel: false,
    taken: "99.99",
    taken_item_ids: [],
  }
  const part = {
    unit: "currency" as const,
    amount: "0.000001",
    currency_code: "eur",
    ambiguity: null,
  }
  const counted = { amount: "99.99", share: "99.99" }

  it("counts in what comes next", () => {
    expect(decide(order, part, "payment_refunded", counted)).toEqual({
      type: "counted",
      reason:
        "0.000001 EUR come to nothing that EUR has, together with what was voided before; they count in what comes next",
    })
  })

  it("counts nowhere else than where it could be voided", () => {
    for (const fields of [
      { supports_void: null },
      { supports_void: false },
      { has_live_cancel: true },
    ]) {
      expect(
        decide({ ...order, ...fields }, part, "payment_refunded", counted).type
      ).toBe("nothing")
    }
  })
})
