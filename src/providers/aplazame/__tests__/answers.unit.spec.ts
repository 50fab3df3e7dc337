import {
  type Exchange,
  type Outcome,
  type TotalSource,
} from "../../../provider-kit"
import { callOf } from "../../../provider-kit/__fixtures__/call"
import { answered } from "../../../provider-kit/__fixtures__/exchanges"
import { DECIDED_CASES } from "../../../provider-kit/__fixtures__/transport-cases"
import { voidOf } from "../__fixtures__/call"
import {
  CANCEL_NOT_SHOWN,
  readCancelAnswer,
  readEmptyingAnswer,
  readVoidAnswer,
} from "../answers"

const BASELINE = { remaining_amount: 10000, ids: ["old"] }

const CALLS: [name: string, classify: (exchange: Exchange) => Outcome][] = [
  ["a whole cancel", readCancelAnswer],
  [
    "a void",
    (exchange) => readVoidAnswer(exchange, voidOf("10"), 1000, BASELINE),
  ],
  [
    "a void of the remainder",
    (exchange) => readEmptyingAnswer(exchange, callOf(), 10000, BASELINE),
  ],
]

const errorBody = {
  error: {
    type: "SomeException",
    message: "No.",
    fields: { amount: ["Too much.", "Really."], other: { deep: true } },
  },
}

describe.each(CALLS)("the answer to %s", (_name, classify) => {
  it.each(DECIDED_CASES)(
    "is $expected.type after $name",
    ({ exchange, expected: { code, ...fields } }) => {
      expect(classify(exchange)).toMatchObject({
        ...fields,
        error: { code },
        exchanges: [exchange],
      })
    }
  )

  it.each([
    [400, "rejected", "invalid_request"],
    [401, "retry", "unauthorized"],
    [403, "rejected", "forbidden"],
    [404, "rejected", "not_found"],
    [405, "rejected", "http_405"],
    [406, "rejected", "http_406"],
    [409, "rejected", "conflict"],
    [422, "rejected", "http_422"],
  ])("%d is %s, with the provider's words", (status, type, code) => {
    expect(classify(answered(status, errorBody))).toMatchObject({
      type,
      error: {
        code,
        provider_code: "SomeException",
        provider_message: "No. – amount: Too much. Really.",
      },
    })
  })

  it.each([
    ["no body", ""],
    ["a page", "<html>"],
    ["an array", []],
    ["null", "null"],
    ["an error of another shape", { error: "no" }],
    ["an error without words", { error: {} }],
    ["words of the wrong type", { error: { type: 1, message: [], fields: 3 } }],
  ])("a 400 with %s is still a 400", (_what, body) => {
    expect(classify(answered(400, body))).toMatchObject({
      type: "rejected",
      error: {
        code: "invalid_request",
        provider_code: null,
        provider_message: null,
      },
    })
  })

  it("a 401 names the option", () => {
    expect(classify(answered(401))).toMatchObject({
      error: { message: expect.stringContaining("privateKey") },
    })
  })

  it.each([
    ["a page", "<html>"],
    ["an array", "[]"],
    ["a text", '"ok"'],
    ["null", "null"],
    ["half an object", '{"a":'],
    ["an error", errorBody],
  ])("a 200 with %s proves nothing", (_what, body) => {
    expect(classify(answered(200, body))).toMatchObject({
      type: "unknown",
      error: { code: "answer_unreadable" },
    })
  })

  it("is kept as evidence", () => {
    expect(classify(answered(400)).exchanges).toHaveLength(1)
    expect(classify(answered(500)).exchanges).toHaveLength(1)
    expect(classify(answered(200, "<html>")).exchanges).toHaveLength(1)
  })
})

describe("the answer to a whole cancel", () => {
  it.each([
    [204, ""],
    [200, { status: "ok", cancelled: "2020-10-09" }],
    [202, { cancelled: "2020-10-09T13:56:09.043797+02:00", error: null }],
  ])("%d with %j is a success", (status, body) => {
    expect(readCancelAnswer(answered(status, body))).toMatchObject({
      type: "succeeded",
      proof: { by: "answer", statement: expect.stringContaining("cancel") },
    })
  })

  it.each([
    [200, ""],
    [201, ""],
    [202, ""],
    [200, {}],
    [201, { id: 1 }],
    [200, { error: "no" }],
    [200, { errors: ["no"] }],
    [200, { detail: "no" }],
    [200, { message: "no" }],
    [200, { success: false }],
    [200, { success: true }],
    [200, { error: { message: "no" }, cancelled: "2020-10-09" }],
    [200, { error: "no", cancelled: "2020-10-09" }],
    [200, { status: "ok", cancelled: null }],
    [200, { status: "ok", cancelled: "" }],
    [200, { status: "ok", cancelled: false }],
    [200, { status: "cancelled" }],
    [200, { status: "ok" }],
    [200, { remaining_amount: 10050, results: [] }],
    [204, "<html>"],
  ])("%d with %j doesn't show an order that is cancelled", (status, body) => {
    expect(readCancelAnswer(answered(status, body))).toMatchObject({
      type: "unknown",
      error: { code: "answer_unreadable" },
    })
  })
})

const entry = (id: string, amount: unknown, created?: string) => ({
  id,
  amount,
  created,
})

const OLD = entry("old", 1000, "2020-10-09T13:56:09.043797+02:00")

describe("the answer to a void of 10.00", () => {
  const classify = (body: unknown, call = voidOf("10")) =>
    readVoidAnswer(answered(200, body), call, 1000, BASELINE)

  it("is proven by an entry that was not there before", () => {
    expect(
      classify({ remaining_amount: 9050, results: [OLD, entry("new", 1000)] })
    ).toMatchObject({
      type: "succeeded",
      proof: { by: "answer", statement: "Aplazame's list: void new of 10 EUR" },
      reference: "new",
      remaining: "90.5",
    })
  })

  it("is proven with the time of its entry", () => {
    const results = [entry("new", 1000, "2020-10-09T13:56:09+02:00")]
    expect(classify({ remaining_amount: 9000, results })).toMatchObject({
      proof: { at: "2020-10-09T11:56:09.000Z" },
    })
  })

  it("doesn't tell what remains of an order that was captured in part", () => {
    const results = [OLD, entry("new", 1000)]
    expect(classify({ remaining_amount: 4000, results })).toMatchObject({
      type: "succeeded",
      remaining: null,
    })
  })

  it("is read from numeric strings too", () => {
    expect(
      classify({
        remaining_amount: "9000.00",
        results: [OLD, entry("new", "1000")],
        more: "fields",
      })
    ).toMatchObject({ type: "succeeded", reference: "new", remaining: "90" })
  })

  it("takes the newest of several new entries", () => {
    expect(
      classify({
        remaining_amount: 8000,
        results: [
          OLD,
          entry("newest", 1000, "2020-10-09T14:00:00+02:00"),
          entry("newer", 1000, "2020-10-09T13:30:00+01:00"),
          entry("new", 1000, "2020-10-09T13:58:00+02:00"),
        ],
      })
    ).toMatchObject({ type: "succeeded", reference: "newer" })
  })

  it.each([
    ["only the old entry", [OLD]],
    ["no entry", []],
    ["a new entry of another amount", [OLD, entry("new", 999)]],
  ])("proves nothing with %s", (_what, results) => {
    expect(classify({ remaining_amount: 9000, results })).toMatchObject({
      type: "unknown",
      error: { code: "void_not_listed" },
    })
  })

  it.each([
    ["an empty body", ""],
    ["an empty object", {}],
    ["an error in a word", { error: "no" }],
    ["errors in a list", { errors: ["no"] }],
    ["a detail", { detail: "no" }],
    ["a message", { message: "no" }],
    ["a flag", { success: true }],
    ["no list", { remaining_amount: 1 }],
    ["a fraction", { remaining_amount: 1.5, results: [] }],
    ["a fraction in a string", { remaining_amount: "1.5", results: [] }],
    ["a negative remainder", { remaining_amount: -1, results: [] }],
    ["a word", { remaining_amount: "much", results: [] }],
    [
      "an entry without an id",
      { remaining_amount: 1, results: [{ amount: 1000 }] },
    ],
  ])("proves nothing with %s", (_what, body) => {
    expect(classify(body)).toMatchObject({
      type: "unknown",
      error: { code: "answer_unreadable" },
    })
  })
})

describe("the answer to a void of all that remains", () => {
  const classify = (
    body: unknown,
    total: string | null = "100",
    known = {},
    total_source: TotalSource = "order"
  ) =>
    readEmptyingAnswer(
      answered(200, body),
      callOf({ provider_order: { total, total_source } }),
      9000,
      { ...BASELINE, ...known }
    )
  const emptied = {
    remaining_amount: 0,
    results: [OLD, entry("all", 9000)],
  }

  it.each([
    ["the ledger's", "100", {}],
    ["Aplazame's", null, { total_amount: 10000 }],
    ["both", "100", { total_amount: 10000 }],
  ])("is proven by voids that add up to %s total", (_what, total, known) => {
    expect(classify(emptied, total, known)).toMatchObject({
      type: "succeeded",
      proof: {
        by: "answer",
        statement:
          "Aplazame's list: voids of 100.00 EUR, which is all of the order",
      },
      reference: "all",
      remaining: "0",
    })
  })

  it.each([
    ["nobody knows the total", emptied, null, {}],
    ["the ledger's total is higher", emptied, "100.5", {}],
    ["Aplazame's total is higher", emptied, "100", { total_amount: 10050 }],
    ["no void is listed", { remaining_amount: 0, results: [] }, "100", {}],
  ])("proves nothing where %s", (_what, body, total, known) => {
    expect(classify(body, total, known)).toMatchObject({
      type: "unknown",
      error: { code: CANCEL_NOT_SHOWN },
    })
  })

  it.each(["provider", "explicit"] as const)(
    "proves nothing by a total that may be too low: %s",
    (source) => {
      expect(classify(emptied, "100", {}, source)).toMatchObject({
        type: "unknown",
        error: { code: CANCEL_NOT_SHOWN },
      })
      expect(
        classify(emptied, "100", { total_amount: 10000 }, source).type
      ).toBe("succeeded")
    }
  )

  it("proves nothing where something remains", () => {
    expect(
      classify({ remaining_amount: 500, results: [entry("all", 10000)] })
    ).toMatchObject({ type: "unknown", error: { code: "remainder_left" } })
  })
})
