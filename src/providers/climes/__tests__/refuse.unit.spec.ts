import { callOf, cancelOf } from "../__fixtures__/call"
import { type Options } from "../options"
import { refuseCall } from "../refuse"

const NOW = new Date("2026-01-10T00:00:00.000Z")
const PAST = NOW.getTime() - 1
const DELETE: Options = {
  apiKey: "key-1",
  payer: "merchant",
  fullCancel: "delete",
  baseUrl: "https://api.climes.io",
}
const PATCH: Options = { ...DELETE, fullCancel: "patch" }

describe("what is refused before anything is sent to Climes", () => {
  it.each(["50", "1", "607", "50.0"])("lets %s climes be removed", (amount) => {
    expect(refuseCall(callOf({ amount }), DELETE, NOW)).toBeNull()
  })

  it.each(["0", "-5", "1.5", "1e30", "many", ""])(
    "counts in whole climes, which %p is not",
    (amount) => {
      expect(refuseCall(callOf({ amount }), DELETE, NOW)).toContain(
        "Climes are counted in whole climes"
      )
    }
  )

  it("wants to know how many", () => {
    expect(refuseCall(callOf({ amount: null }), DELETE, NOW)).toContain(
      "enter how many to remove"
    )
  })

  it.each<[string, unknown]>([
    ["a moment ago", PAST],
    ["this very moment", NOW.getTime()],
    ["a moment ago, in digits", String(PAST)],
    ["a moment ago, in ISO", new Date(PAST).toISOString()],
  ])("removes nothing from an order unlocked %s", (_, unlock_date) => {
    const metadata = { unlock_date }
    expect(refuseCall(callOf({ metadata }), DELETE, NOW)).toContain("unlocked")
    expect(refuseCall(cancelOf({ metadata }), PATCH, NOW)).toContain("unlocked")
  })

  it("removes from an order that is unlocked later", () => {
    const metadata = { unlock_date: NOW.getTime() + 1 }
    expect(refuseCall(callOf({ metadata }), DELETE, NOW)).toBeNull()
    expect(refuseCall(cancelOf({ metadata }), PATCH, NOW)).toBeNull()
  })

  it("leaves an unlock date that makes no sense to Climes", () => {
    const metadata = { unlock_date: "soon" }
    expect(refuseCall(callOf({ metadata }), DELETE, NOW)).toBeNull()
  })

  it("deletes an order whatever its unlock date", () => {
    const metadata = { unlock_date: PAST }
    expect(refuseCall(cancelOf({ metadata }), DELETE, NOW)).toBeNull()
  })

  it("deletes an order of which no amount is known", () => {
    expect(refuseCall(cancelOf({ remaining: null }), DELETE, NOW)).toBeNull()
  })

  it("wants the amount before it empties an order", () => {
    expect(refuseCall(cancelOf({ remaining: null }), PATCH, NOW)).toContain(
      "register the amount first"
    )
  })

  it("doesn't empty an order of a broken clime", () => {
    expect(refuseCall(cancelOf({ remaining: "1.5" }), PATCH, NOW)).toContain(
      "whole climes"
    )
  })

  it.each(["0", "577"])(
    "lets an order be emptied whose voids may be settled by then (%s left)",
    (remaining) => {
      expect(
        refuseCall(cancelOf({ remaining, reserved: "30" }), PATCH, NOW)
      ).toBeNull()
    }
  )

  it("has nothing against an order that is empty already", () => {
    const metadata = { unlock_date: PAST }
    expect(
      refuseCall(cancelOf({ remaining: "0", metadata }), PATCH, NOW)
    ).toBeNull()
  })

  it("lets a person have a cancel where Climes may have something left", () => {
    expect(
      refuseCall(cancelOf({ remaining: "0", told_remaining: "5" }), PATCH, NOW)
    ).toBeNull()
  })

  it.each(["", ".", ".."])(
    "deletes no order %p, which would vanish from the path",
    (external_id) => {
      expect(refuseCall(cancelOf({ external_id }), DELETE, NOW)).toContain(
        "partner_order_id"
      )
    }
  )

  it("takes no details, and names them without their values", () => {
    const details = { ibans: { 1: "DE02120300000000202051" } }
    const refusal = refuseCall(callOf({ details }), DELETE, NOW)
    expect(refusal).toContain("ibans")
    expect(refusal).not.toContain("DE02")
    expect(refuseCall(callOf({ details: {} }), DELETE, NOW)).toBeNull()
  })
})
