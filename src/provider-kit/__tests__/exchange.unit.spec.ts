import {
  bodyOf,
  type ExchangeResponse,
  isResponse,
  jsonOf,
} from "../http/exchange"
import { answered, failed } from "../__fixtures__/exchanges"

const responseOf = (...input: Parameters<typeof answered>): ExchangeResponse =>
  answered(...input).result as ExchangeResponse

describe("the result of an exchange", () => {
  it("is a response, or not", () => {
    expect(isResponse(answered(500).result)).toBe(true)
    expect(isResponse(failed(true, "timeout", "No.").result)).toBe(false)
  })

  it.each(['{"a":1}', "[]", "null", "0", '"x"'])(
    "holds the JSON of %s, whatever its status and content type",
    (body) => {
      const headers = { content_type: "text/plain" }
      expect(jsonOf(responseOf(404, body, { headers }))).toEqual(
        JSON.parse(body)
      )
    }
  )

  it("has a body only where there was an answer", () => {
    expect(bodyOf(answered(404, { a: 1 }))).toEqual({ a: 1 })
    expect(bodyOf(answered(404, "<html>"))).toBeUndefined()
    expect(bodyOf(failed(true, "timeout", "No."))).toBeUndefined()
  })

  it.each(["", " ", "{", "<html>", "undefined", "NaN"])(
    "holds no JSON in %j",
    (body) => {
      expect(jsonOf(responseOf(200, body))).toBeUndefined()
    }
  )

  it.each(["broken", "too_large"] as const)(
    "holds no JSON in a %s body, even if it happens to be some",
    (body_state) => {
      expect(jsonOf(responseOf(200, "[1]", { body_state }))).toBeUndefined()
    }
  )
})
