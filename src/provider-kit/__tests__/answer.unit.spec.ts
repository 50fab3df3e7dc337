import { z } from "@medusajs/framework/zod"
import { type AnswerRules } from "../answer-rules"
import { exchangesOf, notSentAfter, readAnswer, readingOf } from "../answer"
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
      status: 201,
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
    ["a blank body for none", answered(200, " \n"), "read"],
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

describe("reading an answer by rules of an API's own", () => {
  const schema = z.object({ status: z.string() })
  const read = (exchange: Exchange, rules: Partial<AnswerRules>) =>
    readAnswer(exchange, { ...options, ...rules, schema })
  const statuses: AnswerRules["statuses"] = {
    403: { means: "credentials", message: "Check the key." },
    409: { code: "conflict", message: "Look at the order." },
    422: { means: "missing", message: "Check the id." },
    other: (status) => ({ message: `Refused with ${status}.` }),
  }

  it.each([
    [403, "unproven", "retry", "unauthorized", "Check the key."],
    [409, "refused", "rejected", "conflict", "Look at the order."],
    [422, "refused", "rejected", "http_422", "Check the id."],
    [404, "refused", "rejected", "http_404", "Refused with 404."],
    [401, "unproven", "retry", "unauthorized", expect.stringContaining("401")],
  ])("takes a %s as its table says", (status, type, outcome, code, message) => {
    expect(read(answered(status), { statuses })).toMatchObject({
      type,
      outcome: { type: outcome, error: { code, message } },
    })
  })

  it.each([
    [409, "failed"],
    [422, "missing"],
    [404, "missing"],
  ])("takes a %s on a read for %s", (status, type) => {
    const answer = read(answered(status), { statuses })
    expect(answer.type === "refused" && readingOf(answer).type).toBe(type)
  })

  it.each([
    ["a page", "<html>Nothing here", {}],
    ["a JSON that broke off", '{"mess', { body_state: "broken" as const }],
    ["what can't be unpacked", "", { body_state: "encoded" as const }],
  ])("takes a 422 with %s for no word on the order", (_, body, state) => {
    const answer = read(answered(422, body, state), { statuses })
    expect(answer).toMatchObject({
      type: "refused",
      is_missing: false,
      outcome: {
        error: {
          code: "http_422",
          message: expect.stringMatching(/^Acme answered 422 with something/),
        },
      },
    })
  })

  it("takes a success that says error for a refusal", () => {
    const exchange = answered(200, { status: "error", message: "Too late" })
    const isRefusal = (body: unknown) =>
      schema.safeParse(body).data?.status === "error"
    expect(read(exchange, { isRefusal })).toMatchObject({
      type: "refused",
      status: 200,
      outcome: {
        type: "rejected",
        error: { code: "error_answer", provider_message: "Too late" },
      },
    })
    expect(read(answered(200, { status: "ok" }), { isRefusal }).type).toBe(
      "read"
    )
  })

  it("words what the transport says, and no status", () => {
    const wordTransport = (message: string) => `Not read. ${message}`
    const wording = (status: number) =>
      read(answered(status), { wordTransport })
    expect(wording(503)).toMatchObject({
      outcome: { error: { message: expect.stringMatching(/^Not read. Acme/) } },
    })
    expect(wording(409)).toMatchObject({
      outcome: { error: { message: expect.stringMatching(/^Acme refused/) } },
    })
  })

  it("words a success that can't be read", () => {
    const unreadable = { code: "no_key", message: "It has no key." }
    expect(read(answered(200, {}), { unreadable })).toMatchObject({
      type: "unproven",
      outcome: { type: "unknown", error: unreadable },
    })
  })

  it("takes an answer about another order for none", () => {
    const readOwn = (status: string) =>
      readAnswer(answered(200, { status }), {
        ...options,
        schema,
        isOurs: (body) => body.status === "ours",
      })
    expect(readOwn("ours").type).toBe("read")
    expect(readOwn("theirs")).toMatchObject({
      type: "unproven",
      outcome: { type: "unknown", error: { code: "answer_unreadable" } },
    })
  })

  it.each([200, 204, 401, 409, 503])(
    "keeps earlier calls behind a %s as evidence",
    (status) => {
      const exchange = answered(status, { status: "open" })
      const earlier = answered(401)
      const answer = readAnswer(exchange, {
        ...options,
        schema,
        further: [earlier],
      })
      expect(exchangesOf(answer)).toEqual([exchange, earlier])
    }
  )

  it.each([
    [429, 7_000],
    [503, null],
    [401, null],
  ])("of a call before the send, a %s is tried again", (status, wait) => {
    const exchange = answered(status, "", { headers: { retry_after: "7" } })
    const answer = read(exchange, {})
    expect(answer.type === "unproven" && notSentAfter(answer)).toMatchObject({
      type: "retry",
      retry_after_ms: wait,
      exchanges: [exchange],
    })
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

  it.each([
    [404, "<html>Nothing here", "failed"],
    [410, "Gone", "failed"],
    [404, " \n", "missing"],
    [404, { message: "No such order" }, "missing"],
    [404, "null", "missing"],
  ])("after a %s with %j is %s", (status, body, type) => {
    expect(reading(answered(status, body))).toMatchObject({
      type,
      error: { code: `http_${status}` },
    })
  })

  it.each(["broken", "too_large", "encoded"] as const)(
    "is failed after a 404 whose body is %s",
    (body_state) => {
      const exchange = answered(404, "", { body_state })
      expect(reading(exchange)).toMatchObject({ type: "failed" })
    }
  )

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
