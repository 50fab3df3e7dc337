import { type MedusaResponse } from "@medusajs/framework/http"
import { CODES_IN_MESSAGES, withCode } from "../../../client/refusal"
import { codeMessages } from "../coded-messages"

const answered = (
  accept: string | undefined,
  statusCode: number,
  body: object
): unknown => {
  let given: unknown
  const res = {
    statusCode,
    json: (one: unknown) => {
      given = one
    },
  } as unknown as MedusaResponse
  codeMessages({ headers: { accept } }, res)
  res.json(body)
  return given
}

const refusal = { type: "not_allowed", code: "unit_mismatch", message: "No." }

it("a refusal's message begins with its code where the client asks for it", () => {
  const given = answered(CODES_IN_MESSAGES, 400, refusal)

  expect(given).toEqual({ ...refusal, message: "[unit_mismatch] No." })
  expect(
    withCode(new Error((given as { message: string }).message))
  ).toMatchObject({ code: "unit_mismatch", message: "No." })
})

it.each<[string, string | undefined, number, object]>([
  ["for everybody else", "application/json", 400, refusal],
  ["without an Accept header", undefined, 409, refusal],
  ["of what was done", CODES_IN_MESSAGES, 200, refusal],
  ["of what went wrong", CODES_IN_MESSAGES, 500, refusal],
  ["without a code", CODES_IN_MESSAGES, 401, { message: "Unauthorized" }],
])("a message stays as it is %s", (_, accept, status, body) => {
  expect(answered(accept, status, body)).toBe(body)
})
