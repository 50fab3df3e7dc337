import { linesFor } from "../report-unused"

it("what was found and not used is said once, without its value", () => {
  expect(
    linesFor("order_1", {
      distrusted: [
        {
          provider_id: "climes",
          external_id: "shopper's text",
          reason: "the shopper's cart carries it too",
        },
      ],
      ignored: [{ provider_id: "akinon", reason: "half a list" }],
      skipped: [
        {
          provider_id: "fungies",
          external_id: "f-1",
          reason: "it belongs to another order",
        },
      ],
    })
  ).toEqual([
    'medusa-plugin-cancellation: order order_1 names an order at "climes" that is not believed, because the shopper\'s cart carries it too. Register it if it is right, or set trustCartMetadata.',
    'medusa-plugin-cancellation: order order_1, "akinon": half a list.',
    'medusa-plugin-cancellation: order order_1: f-1 at "fungies" is not recorded: it belongs to another order.',
  ])
})
