import { z } from "@medusajs/framework/zod"
import { readAnswer, readingOf } from "../answer"
import { type Exchange } from "../http/exchange"
import { type ProviderRecord } from "../record"
import { answered, failed } from "../__fixtures__/exchanges"
import { TRANSPORT_CASES } from "../__fixtures__/transport-cases"

const options = {
  name: "Acme",
  schema: z.object({ status: z.string() }),
  saidIn: (body: unknown) => ({
    provider_message: z.object({ message: z.string() }).safeParse(body).data
      ?.message,
  }),
}

describe("reading an answer", () => {
  it.each(TRANSPORT_CASES)(
    "leaves $name unproven",
    ({ exchange, expected }) => {
      const answer = readAnswer(exchange, options)
      expect(answer).toMatchObject({
        type: "unproven",
        outcome: { type: expected.type, error: { code: expected.code } },
      })
    }
  )

  it("reads a success by its schema, and keeps the exchange", () => {
    const exchange = answered(201, { status: "open", more: 1 })
    expect(readAnswer(exchange, options)).toEqual({
      type: "read",
      body: { status: "open" },
      exchanges: [exchange],
    })
  })

  it("asks for the provider's words after a refusal only", () => {
    const saidIn = () => {
      throw new Error("There is no error in it.")
    }
    const exchange = answered(200, { status: "open" })
    expect(readAnswer(exchange, { ...options, saidIn }).type).toBe("read")
  })

  it.each([
    ["no body for none", answered(204), "read"],
    ["a page for no answer of the API", answered(200, "<html>"), "unproven"],
  ])("takes %s", (_, exchange, type) => {
    const schema = z.unknown()
    expect(readAnswer(exchange, { ...options, schema })).toMatchObject({ type })
  })

  it("takes a 401 for wrong credentials, which were not processed", () => {
    expect(readAnswer(answered(401, {}), options)).toMatchObject({
      type: "unproven",
      outcome: { type: "retry", error: { code: "unauthorized" } },
    })
  })

  it.each([
    [400, "http_400"],
    [403, "forbidden"],
    [404, "http_404"],
    [422, "http_422"],
  ])("takes a %s for a refusal, in both voices", (status, code) => {
    const exchange = answered(status, { message: "It was shipped." })
    expect(readAnswer(exchange, options)).toEqual({
      type: "refused",
      status,
      outcome: {
        type: "rejected",
        error: {
          code,
          message: expect.stringContaining(`Acme refused the call (${status})`),
          provider_code: null,
          provider_message: "It was shipped.",
        },
        exchanges: [exchange],
      },
    })
  })

  it("takes a refusal with a body that broke off for a refusal", () => {
    const exchange = answered(404, '{"mess', { body_state: "broken" })
    expect(readAnswer(exchange, options)).toMatchObject({ type: "refused" })
  })
})

const record: ProviderRecord = {
  state: "open",
  status: "OPEN",
  total: "100",
  remaining: "80",
  voids: null,
  items: null,
}

const reading = (exchange: Exchange) =>
  readingOf(
    readAnswer(exchange, {
      name: "Acme",
      schema: z.object({ id: z.string() }).transform(() => record),
    })
  )

describe("reading a record", () => {
  it("finds what the schema makes of the answer", () => {
    const exchange = answered(200, { id: "A-1" })
    expect(reading(exchange)).toEqual({
      type: "found",
      record,
      exchanges: [exchange],
    })
  })

  it.each([
    [404, "missing"],
    [410, "missing"],
    [400, "failed"],
    [401, "failed"],
    [403, "failed"],
    [500, "failed"],
  ])("after a %s is %s", (status, type) => {
    const exchange = answered(status)
    expect(reading(exchange)).toMatchObject({ type, exchanges: [exchange] })
  })

  it("keeps what a 429 asks for", () => {
    const exchange = answered(429, "", { headers: { retry_after: "7" } })
    expect(reading(exchange)).toMatchObject({
      type: "failed",
      retry_after_ms: 7_000,
    })
  })

  it("is failed where nothing was sent", () => {
    expect(reading(failed(false, "connection_failed"))).toMatchObject({
      type: "failed",
      error: { code: "connection_failed" },
    })
  })
})
