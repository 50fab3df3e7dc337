import {
  aLine,
  anOrder,
} from "../../../modules/cancellation/core/matching/__fixtures__/orders"
import { oneLine } from "../one-line"
import { refuseUnknownLines } from "../refuse-unknown-lines"

it("an error is one line in the log", () => {
  expect(oneLine(new Error("first\nsecond"))).toBe("first")
  expect(oneLine("x".repeat(400))).toHaveLength(300)
})

describe("items that are registered by hand", () => {
  const order = anOrder({ items: [aLine({ id: "ordli_1", quantity: 2 })] })

  it("must be the order's", () => {
    expect(() =>
      refuseUnknownLines(
        [{ line_item_id: "ordli_9", external_item_ids: [1] }],
        order
      )
    ).toThrow("There is no item ordli_9 in this order.")
  })

  it("can't be more than the order has", () => {
    expect(() =>
      refuseUnknownLines(
        [{ line_item_id: "ordli_1", external_item_ids: [1, 2, 3] }],
        order
      )
    ).toThrow(
      "Item ordli_1 has 2 units, but 3 external item ids were given: give one a unit."
    )
  })

  it("are fine otherwise, or left out", () => {
    for (const items of [
      null,
      undefined,
      [{ line_item_id: "ordli_1", external_item_ids: ["a", "b"] }],
    ]) {
      expect(() => refuseUnknownLines(items, order)).not.toThrow()
    }
  })
})
