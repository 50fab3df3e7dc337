import { z } from "@medusajs/framework/zod"
import { answered, failed } from "../__fixtures__/exchanges"
import { readAnswer } from "../answer"
import { checkOf } from "../check"
import { Exchange } from "../http/exchange"

const found = (exchange: Exchange) =>
  checkOf(readAnswer(exchange, { name: "Acme", schema: z.object({}) }), "Acme")

describe("what a read of an order that can't exist says of the credentials", () => {
  it.each([
    ["no such order", answered(404, { error: "none" })],
    ["no such order, without a body", answered(404)],
    ["an order all the same", answered(200, {})],
  ])("is that they are accepted: %s", (_, exchange) => {
    expect(found(exchange)).toEqual({
      ok: true,
      message: "Acme accepted the credentials.",
    })
  })

  it.each([
    ["wrong credentials", answered(401), "refused the credentials (401)"],
    ["no right to read", answered(403), "refused the call (403)"],
    ["a page in its place", answered(404, "<html>Nothing"), "(404)"],
    ["another page", answered(200, "<html>Welcome"), "not what its document"],
    ["too many calls", answered(429), "fewer requests (429)"],
    ["a sick server", answered(503), "answered 503"],
    ["nobody", failed(false, "connection_failed", "Nobody."), "Nobody."],
  ])("is nothing, and why: %s", (_, exchange, message) => {
    expect(found(exchange)).toEqual({
      ok: false,
      message: expect.stringContaining(message),
    })
  })
})
