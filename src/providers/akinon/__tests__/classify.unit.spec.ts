import { Exchange } from "../../../provider-kit"
import { answered } from "../../../provider-kit/__fixtures__/exchanges"
import { DECIDED_CASES } from "../../../provider-kit/__fixtures__/transport-cases"
import { callOf, voidOf } from "../__fixtures__/call"
import { detailOf } from "../__fixtures__/orders"
import { classifyAnswer } from "../classify"

const IBAN = "TR33 0006 1005 1978 6457 8413 26"

describe.each([
  ["a whole cancel", callOf()],
  ["a void", voidOf()],
])("Akinon's answer to %s", (_name, call) => {
  const classify = (exchange: Exchange) =>
    classifyAnswer(exchange, call, "token")

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
    expect(classifyAnswer(answered(401), call, "login")).toMatchObject({
      error: { message: expect.stringContaining("username and password") },
    })
  })
})

describe("Akinon's answer to a void", () => {
  it.each([
    ["both are canceled", detailOf(400, 100, 100, 400), "succeeded"],
    ["one waits", detailOf(400, 100, 50, 400), "accepted"],
    ["only another is canceled", detailOf(400, 400, 400, 100), "accepted"],
  ])("looks at its own items: %s", (_what, body, type) => {
    expect(classifyAnswer(answered(200, body), voidOf(), "token").type).toBe(
      type
    )
  })

  it("is quoted without IBANs and names", () => {
    const call = voidOf({
      details: { ibans: { 1: IBAN }, holder_names: { 2: "Ada Shopper" } },
    })
    const outcome = classifyAnswer(
      answered(400, {
        ibans: { 1: [`${IBAN} is wrong.`] },
        non_field_errors: [
          `${IBAN} of Ada Shopper, or ${IBAN.replace(/ /g, "")}, failed.`,
        ],
      }),
      call,
      "token"
    )

    expect(outcome).toMatchObject({
      error: { provider_message: "ibans: ***; *** of ***, or ***, failed." },
    })
  })
})
