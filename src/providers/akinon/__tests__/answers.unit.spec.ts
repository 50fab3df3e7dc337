import { type Exchange } from "../../../provider-kit"
import { answered } from "../../../provider-kit/__fixtures__/exchanges"
import { DECIDED_CASES } from "../../../provider-kit/__fixtures__/transport-cases"
import { callOf, voidOf } from "../__fixtures__/call"
import { detailOf } from "../__fixtures__/orders"
import { readCancelAnswer } from "../answers"

const IBAN = "TR33 0006 1005 1978 6457 8413 26"

describe.each([
  ["a whole cancel", callOf()],
  ["a void", voidOf()],
])("Akinon's answer to %s", (_name, call) => {
  const classify = (exchange: Exchange) =>
    readCancelAnswer(exchange, call, "token", null)

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
    [406, "rejected", "not_acceptable"],
    [405, "rejected", "http_405"],
    [409, "rejected", "http_409"],
    [415, "rejected", "http_415"],
  ])("%d is %s", (status, type, code) => {
    expect(
      classify(answered(status, { detail: "No.", code: "c" }))
    ).toMatchObject({
      type,
      error: { code, provider_code: "c", provider_message: "No." },
    })
  })

  it.each([
    [{ detail: "No.", code: "c" }, "c", "No."],
    [{ non_field_errors: ["One.", "Two."], code: 5 }, "5", "One. Two."],
    [
      { order: ["Wrong."], reasons: { 1: ["Bad."] } },
      null,
      "order: Wrong.; reasons: Bad.",
    ],
    [
      { cancel_items: [["Deep."]], code: { a: 1 } },
      null,
      "cancel_items: Deep.",
    ],
    [{ status: 4, empty: [] }, null, null],
    [{}, null, null],
    [["No."], null, null],
    ["<html>", null, null],
    ["", null, null],
    ["null", null, null],
  ])("a 400 with %j is read in its shape", (body, code, message) => {
    expect(classify(answered(400, body))).toMatchObject({
      type: "rejected",
      error: { provider_code: code, provider_message: message },
    })
  })

  it.each([
    ["an empty body", ""],
    ["a page", "<html>"],
    ["an array", "[]"],
    ["a text", '"ok"'],
    ["null", "null"],
    ["half an object", '{"a":'],
  ])("a 200 with %s proves nothing", (_what, body) => {
    expect(classify(answered(200, body))).toMatchObject({
      type: "unknown",
      error: { code: "answer_unreadable" },
    })
  })

  it.each([
    ["an order that waits", detailOf(50), "accepted"],
    ["a canceled order", detailOf(100), "succeeded"],
    ["a canceled order, in a string", detailOf("100"), "succeeded"],
    ["items that wait", detailOf(50, 50, 50, 50), "accepted"],
    ["canceled items", detailOf(400, 100, 100, 100), "succeeded"],
    ["no status", { order: 77 }, "accepted"],
    ["an empty object", {}, "accepted"],
    ["a new status", detailOf(400), "accepted"],
    ["a status in words", detailOf("canceled"), "accepted"],
    ["items that didn't change", detailOf(400, 400, 400, 400), "accepted"],
  ])("a 200 with %s is taken", (_what, body, type) => {
    expect(classify(answered(200, body)).type).toBe(type)
  })

  it("names the options that hold the credentials", () => {
    expect(classify(answered(401))).toMatchObject({
      error: { message: expect.stringContaining("the option token") },
    })
    expect(readCancelAnswer(answered(401), call, "login", null)).toMatchObject({
      error: { message: expect.stringContaining("username and password") },
    })
  })
})

describe("Akinon's answer", () => {
  const before = { status: 50, items: { 1: "cancelling", 2: "open" } }

  it.each([
    ["the order waits", callOf(), detailOf(50), null, true],
    ["all items wait", callOf(), detailOf(50, 50, 50), before, true],
    [
      "it began to wait",
      callOf(),
      detailOf(50, 400),
      { status: 400, items: null },
      true,
    ],
    [
      "a part waited before",
      callOf(),
      detailOf(50, 50, 400),
      before,
      undefined,
    ],
    ["nothing shows of it", callOf(), detailOf(400, 400), null, undefined],
    ["nothing is shown", callOf(), {}, null, undefined],
    ["its items wait", voidOf(), detailOf(400, 50, 50, 400), null, true],
    [
      "one of its items waits",
      voidOf(),
      detailOf(50, 100, 50, 400),
      null,
      true,
    ],
    [
      "another item waits",
      voidOf(),
      detailOf(50, 400, 400, 50),
      null,
      undefined,
    ],
  ])(
    "is remembered as waiting only where it is: %s",
    (_what, call, body, baseline, is_waiting) => {
      const outcome = readCancelAnswer(
        answered(200, body),
        call,
        "token",
        baseline
      )
      expect(outcome.type).toBe("accepted")
      expect("is_waiting" in outcome ? outcome.is_waiting : undefined).toBe(
        is_waiting
      )
    }
  )

  it.each([
    ["a canceled order", callOf(), detailOf(100), "status 100 (canceled)"],
    [
      "canceled items",
      callOf(),
      detailOf(400, 100, 100),
      "all items of the order at status 100",
    ],
    ["a void's items", voidOf(), detailOf(400, 100, 100, 400), "items 1, 2"],
  ])("is its own proof by %s", (_what, call, body, statement) => {
    expect(
      readCancelAnswer(answered(200, body), call, "token", null)
    ).toMatchObject({
      type: "succeeded",
      proof: { by: "answer", statement: expect.stringContaining(statement) },
    })
  })

  it("proves nothing where it shows another order", () => {
    const body = { ...detailOf(100), pk: 78 }
    expect(
      readCancelAnswer(answered(200, body), callOf(), "token", null).type
    ).toBe("accepted")
  })
})

describe("Akinon's answer to a void", () => {
  it.each([
    ["both are canceled", detailOf(400, 100, 100, 400), "succeeded"],
    ["one waits", detailOf(400, 100, 50, 400), "accepted"],
    ["only another is canceled", detailOf(400, 400, 400, 100), "accepted"],
  ])("looks at its own items: %s", (_what, body, type) => {
    expect(
      readCancelAnswer(answered(200, body), voidOf(), "token", null).type
    ).toBe(type)
  })

  it("is quoted without IBANs and names", () => {
    const call = voidOf({
      details: { ibans: { 1: IBAN }, holder_names: { 2: "Ada Shopper" } },
    })
    const outcome = readCancelAnswer(
      answered(400, {
        ibans: { 1: [`${IBAN} is wrong.`] },
        non_field_errors: [
          `${IBAN} of Ada Shopper, or ${IBAN.replace(/ /g, "")}, failed.`,
        ],
      }),
      call,
      "token",
      null
    )

    expect(outcome).toMatchObject({
      error: { provider_message: "ibans: ***; *** of ***, or ***, failed." },
    })
  })
})
