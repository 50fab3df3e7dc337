import { fateOf } from "../fate"

describe("a 4xx on the DELETE of an order", () => {
  it.each([
    "Order already cancelled",
    "Order has already been canceled.",
    "This order is already deleted",
    "Bad Request! Order is already cancelled",
    "Order is already cancelled and cannot be cancelled again",
    "Order is already in cancelled state",
    "The order was cancelled",
    "Order 123 has been deleted",
  ])("says that the order is cancelled: %s", (message) => {
    expect(fateOf(400, message)).toBe("cancelled")
    expect(fateOf(404, message)).toBe("cancelled")
  })

  it.each([
    "Order not found",
    "partner_order_id not found",
    "Partner order id does not exist",
    "Order with id 123 could not be found",
    "The order no longer exists",
    "No such order",
    "No order found",
    "Could not find the order",
  ])("says that there is no such order: %s", (message) => {
    expect(fateOf(400, message)).toBe("missing")
  })

  it.each([
    "Bad Request! Please send all the variables properly.",
    "Order is already unlocked",
    "Order already delivered",
    "Order cannot be cancelled as it is in unlocked state",
    "Only locked orders can be cancelled",
    "Order could not be cancelled",
    "Please make sure that the order is not already cancelled",
    "Cancellation is only possible before the order is cancelled",
    "API key not found",
    "The merchant of this order not found",
    "No order id was sent",
    "Already processing another request",
    "",
  ])("says neither: %s", (message) => {
    expect(fateOf(400, message)).toBeNull()
  })

  it.each([404, 410])(
    "says that there is none by a %i with any message of Climes",
    (status) => {
      expect(fateOf(status, "Invalid request")).toBe("missing")
    }
  )

  it.each([
    ["without a message", null],
    ["about the route", "Cannot DELETE /v3/integrations/vote/order/1/cancel"],
    ["about an unlocked order", "Order is unlocked"],
  ])("says neither by a 404 %s", (_, message) => {
    expect(fateOf(404, message)).toBeNull()
  })
})
