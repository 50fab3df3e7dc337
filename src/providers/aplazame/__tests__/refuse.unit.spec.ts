import { callOf } from "../../../provider-kit/__fixtures__/call"
import { voidOf } from "../__fixtures__/call"
import { refuseCall } from "../refuse"

describe("what Aplazame can't be asked for", () => {
  it.each(["100.50", "0.01", "5"])(
    "does not include a void of %s",
    (amount) => {
      expect(refuseCall(voidOf(amount))).toBeNull()
    }
  )

  it.each([
    ["0", /more than zero/],
    ["-1", /more than zero/],
    ["10.005", /EUR has two decimals, and 10.005 has more/],
    ["90071992547409.92", /too large/],
    ["ten", /not a number/],
    ["Infinity", /not a number/],
  ])("includes a void of %s", (amount, message) => {
    expect(refuseCall(voidOf(amount))).toMatch(message)
  })

  it.each([["jpy"], ["kwd"], ["xxx"], [null]])(
    "includes a void in the currency %p",
    (currency_code) => {
      const call = voidOf("10")
      expect(
        refuseCall({
          ...call,
          provider_order: { ...call.provider_order, currency_code },
        })
      ).toMatch(/currency with two decimals/)
    }
  )

  it("includes a void without an amount", () => {
    expect(refuseCall(callOf({ kind: "void" }))).toMatch(/say how much/)
  })

  it("includes details, which it has no use for", () => {
    expect(refuseCall(callOf({ details: { ibans: {} } }))).toMatch(/no details/)
    expect(refuseCall(callOf({ details: {} }))).toBeNull()
  })

  it.each([".", "..", "", " ", "\ud800"])(
    "includes the order id %p, which is no path segment",
    (external_id) => {
      expect(refuseCall(callOf({ provider_order: { external_id } }))).toMatch(
        /not an order id/
      )
    }
  )

  it("does not include a whole cancel in any currency", () => {
    expect(
      refuseCall(callOf({ provider_order: { currency_code: "jpy" } }))
    ).toBeNull()
  })
})
