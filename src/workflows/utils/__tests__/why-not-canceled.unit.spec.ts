import { medusaRefusal } from "../why-not-canceled"

const LIVE = { canceled_at: null }
const CANCELED = { canceled_at: "2026-01-01T00:00:00Z" }

describe("what Medusa itself says to cancelling an order", () => {
  it.each([
    ["one that is pending", "pending", []],
    ["one that is archived", "archived", null],
    ["one whose fulfillments are cancelled", "pending", [CANCELED, null]],
  ])("is nothing for %s", (_, status, fulfillments) => {
    expect(medusaRefusal({ status, fulfillments })).toBeNull()
  })

  it.each([
    ["is cancelled already", "canceled", [], "order_canceled"],
    ["is completed", "completed", [], "order_completed"],
    ["has a live fulfillment", "pending", [CANCELED, LIVE], "order_fulfilled"],
  ])("is a refusal for one that %s", (_, status, fulfillments, code) => {
    expect(medusaRefusal({ status, fulfillments })).toMatchObject({ code })
  })
})
