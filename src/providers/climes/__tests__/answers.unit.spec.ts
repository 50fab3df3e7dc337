import { type Exchange, type Outcome } from "../../../provider-kit"
import { answered } from "../../../provider-kit/__fixtures__/exchanges"
import { TRANSPORT_CASES } from "../../../provider-kit/__fixtures__/transport-cases"
import {
  readCancelAnswer,
  readEmptyingAnswer,
  readVoidAnswer,
} from "../answers"

const ID = "876287372837786837"
const REMOVED = {
  message: "Order updated successfully",
  remaining_climes: 557,
  partner_order_id: ID,
}
const DELETED = { message: "Order cancelled", partner_order_id: ID }

/** A first DELETE. Below, one that follows a DELETE that may have arrived. */
const classifyFirst = (exchange: Exchange, id: string): Outcome =>
  readCancelAnswer(exchange, id, false)
const classifyRepeated = (exchange: Exchange, id: string): Outcome =>
  readCancelAnswer(exchange, id, true)

const classifyRemovalOf50 = (exchange: Exchange, id: string): Outcome =>
  readVoidAnswer(exchange, id, "50")
const classifyEmptyingOf50 = (exchange: Exchange, id: string): Outcome =>
  readEmptyingAnswer(exchange, id, "50")

const CALLS = [
  { call: "removal", classify: classifyRemovalOf50 },
  { call: "removal of all", classify: classifyEmptyingOf50 },
  { call: "first deletion", classify: classifyFirst },
  { call: "repeated deletion", classify: classifyRepeated },
]

const DELETIONS = CALLS.slice(2)

const errorOf = (outcome: Outcome) =>
  "error" in outcome ? outcome.error : undefined

describe.each(CALLS)("what a $call proves", ({ classify }) => {
  it.each(TRANSPORT_CASES)(
    "$expected.type after $name",
    ({ exchange, expected }) => {
      const { code, ...fields } = expected
      expect(classify(exchange, ID)).toMatchObject({
        ...fields,
        error: { code },
        exchanges: [exchange],
      })
    }
  )

  it.each([401, 403])("nothing was processed after a %i: the key", (status) => {
    const exchange = answered(status, { message: "Forbidden" })
    const outcome = classify(exchange, ID)
    expect(outcome).toMatchObject({
      type: "retry",
      error: { code: "unauthorized", provider_message: "Forbidden" },
      exchanges: [exchange],
    })
    expect(errorOf(outcome)?.message).toContain("apiKey")
  })

  it("a key that is refused in words of a missing order is a key", () => {
    expect(
      classify(answered(403, { message: "Order not found" }), ID)
    ).toMatchObject({ type: "retry", error: { code: "unauthorized" } })
  })

  it("a 400 is a refusal, with the provider's own words", () => {
    const message = "Bad Request! Please send all the variables properly."
    const exchange = answered(400, { message })
    expect(classify(exchange, ID)).toMatchObject({
      type: "rejected",
      error: { code: "http_400", provider_message: message },
      exchanges: [exchange],
    })
  })

  it.each([402, 404, 405, 409, 410, 415, 422])(
    "a %i that isn't in the shape of Climes' errors is a refusal",
    (status) => {
      expect(
        classify(answered(status, "<html>Not here</html>"), ID)
      ).toMatchObject({
        type: "rejected",
        error: { code: `http_${status}`, provider_message: null },
      })
    }
  )

  it("a refusal whose body broke off is still a refusal", () => {
    expect(
      classify(answered(400, '{"mess', { body_state: "broken" }), ID)
    ).toMatchObject({ type: "rejected", error: { code: "http_400" } })
  })

  it.each<[string, unknown]>([
    ["another order's id", { ...REMOVED, partner_order_id: "1" }],
    ["a number for the id", { ...REMOVED, partner_order_id: 876 }],
    ["no id", { message: "ok", remaining_climes: 557 }],
  ])("an answer with %s proves nothing", (_, body) => {
    expect(classify(answered(200, body), ID)).toMatchObject({
      type: "unknown",
      error: { code: "answer_unreadable" },
    })
  })
})

describe("a removal", () => {
  it("succeeds with what Climes says is left", () => {
    const exchange = answered(200, REMOVED)
    expect(readVoidAnswer(exchange, ID, "50")).toEqual({
      type: "succeeded",
      proof: {
        by: "answer",
        statement: "Climes removed 50 climes, 557 are left",
      },
      remaining: "557",
      exchanges: [exchange],
    })
  })

  it("succeeds with nothing left, and whatever else is in the answer", () => {
    expect(
      readVoidAnswer(
        answered(200, {
          remaining_climes: 0,
          partner_order_id: ID,
          unlock_date: 1,
        }),
        ID,
        "557"
      )
    ).toMatchObject({ type: "succeeded", remaining: "0" })
  })

  it.each<[string, unknown]>([
    ["is missing", undefined],
    ["is null", null],
    ["is a string", "557"],
  ])("proves nothing where the remainder %s", (_, remaining_climes) => {
    expect(
      readVoidAnswer(answered(200, { ...REMOVED, remaining_climes }), ID, "50")
    ).toMatchObject({
      type: "unknown",
      error: { code: "answer_unreadable" },
    })
  })

  it.each([400, 404, 409, 410])(
    "is refused by a %i that says the order is gone: it removed nothing",
    (status) => {
      expect(
        readVoidAnswer(
          answered(status, { message: "Order already cancelled" }),
          ID,
          "50"
        )
      ).toMatchObject({ type: "rejected", error: { code: `http_${status}` } })
    }
  )
})

describe("a removal of all", () => {
  it("succeeds where Climes says that nothing is left", () => {
    const exchange = answered(200, { ...REMOVED, remaining_climes: 0 })
    expect(readEmptyingAnswer(exchange, ID, "607")).toEqual({
      type: "succeeded",
      proof: {
        by: "answer",
        statement: "Climes removed 607 climes, 0 are left",
      },
      remaining: "0",
      exchanges: [exchange],
    })
  })

  it.each([557, 1, 0.5, -1])(
    "is unknown where Climes says that %d are left",
    (remaining_climes) => {
      const exchange = answered(200, { ...REMOVED, remaining_climes })
      const outcome = readEmptyingAnswer(exchange, ID, "50")
      expect(outcome).toMatchObject({
        type: "unknown",
        error: { code: "remainder_left" },
        exchanges: [exchange],
      })
      expect(errorOf(outcome)?.message).toContain(
        `has ${remaining_climes} left`
      )
    }
  )
})

describe.each(DELETIONS)("a $call", ({ classify }) => {
  it("succeeds, and says nothing of a remainder", () => {
    const exchange = answered(200, DELETED)
    expect(classify(exchange, ID)).toEqual({
      type: "succeeded",
      proof: { by: "answer", statement: "Climes cancelled the order (200)" },
      exchanges: [exchange],
    })
  })

  it.each([
    [400, "Order already cancelled"],
    [404, "Order already cancelled"],
    [409, "Order already cancelled"],
    [422, "The order was cancelled"],
  ])("was done already by a %i that says: %s", (status, message) => {
    const exchange = answered(status, { message })
    expect(classify(exchange, ID)).toEqual({
      type: "already_done",
      proof: {
        by: "answer",
        statement: `Climes says that the order was cancelled before (${status})`,
      },
      exchanges: [exchange],
    })
  })

  it.each([
    [400, "Order cannot be cancelled in unlocked state"],
    [400, "Order is already unlocked"],
    [404, "Order is unlocked"],
    [404, "Cannot DELETE /v3/integrations/vote/order/1/cancel"],
    [409, "Order is being processed"],
  ])("is refused by a %i that says: %s", (status, message) => {
    expect(classify(answered(status, { message }), ID)).toMatchObject({
      type: "rejected",
      error: { code: `http_${status}`, provider_message: message },
    })
  })
})

describe("a deletion that finds no order", () => {
  const ANSWERS: [number, string][] = [
    [404, "Order not found"],
    [404, "Invalid request"],
    [410, "Gone"],
    [422, "Order does not exist"],
  ]

  it.each(ANSWERS)(
    "cancelled nothing if it is the first (%i: %s)",
    (status, message) => {
      const exchange = answered(status, { message })
      const outcome = classifyFirst(exchange, ID)
      expect(outcome).toMatchObject({
        type: "rejected",
        error: { code: "order_not_found", provider_message: message },
        exchanges: [exchange],
      })
      expect(errorOf(outcome)?.message).toMatch(/partner_order_id.*payer/)
    }
  )

  it.each(ANSWERS)(
    "finds the effect of an earlier one that may have arrived (%i: %s)",
    (status, message) => {
      const exchange = answered(status, { message })
      expect(classifyRepeated(exchange, ID)).toEqual({
        type: "already_done",
        proof: {
          by: "answer",
          statement: `Climes has no such order any more (${status}), after a DELETE that may have arrived`,
        },
        exchanges: [exchange],
      })
    }
  )
})
