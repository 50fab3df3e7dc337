import { classifyTransport, unreadableAnswer } from "../http/classify-transport"
import { answered, failed } from "../__fixtures__/exchanges"
import { TRANSPORT_CASES } from "../__fixtures__/transport-cases"

const ABOUT_THE_BODY = "answer_unreadable"

/** What only a provider's own rules can tell about a complete 2xx. */
const LEFT_TO_THE_PROVIDER = TRANSPORT_CASES.filter(
  ({ expected }) => expected.code === ABOUT_THE_BODY
)
const DECIDED = TRANSPORT_CASES.filter(
  ({ expected }) => expected.code !== ABOUT_THE_BODY
)

describe("what the transport alone proves", () => {
  it.each(DECIDED)(
    "$expected.type after $name",
    ({ exchange, expected: { code, ...expected } }) => {
      expect(classifyTransport(exchange, "Climes")).toMatchObject({
        ...expected,
        error: {
          code,
          provider_code: null,
          provider_message: null,
        },
        exchanges: [exchange],
      })
    }
  )

  it.each(["no_time_left", "invalid_request", "client_closed"])(
    "retry after our own %s",
    (code) => {
      expect(
        classifyTransport(failed(false, code, "Not sent."), "Climes")
      ).toMatchObject({ type: "retry", error: { code } })
    }
  )

  it("names the provider and the status", () => {
    const outcome = classifyTransport(answered(503), "Climes")
    expect(outcome?.error.message).toMatch(/Climes.*503/)
  })

  it.each([300, 304, 399])(
    "unknown after a %i: nobody follows it",
    (status) => {
      expect(classifyTransport(answered(status), "Climes")).toMatchObject({
        type: "unknown",
        error: { code: "redirected" },
      })
    }
  )

  it.each([408, 429, 500, 300])(
    "doesn't depend on the body of a %i",
    (status) => {
      const whole = classifyTransport(answered(status), "Climes")
      for (const body_state of ["broken", "too_large"] as const) {
        const outcome = classifyTransport(
          answered(status, "{", { body_state }),
          "Climes"
        )
        expect(outcome?.type).toBe(whole?.type)
        expect(outcome?.error).toEqual(whole?.error)
      }
    }
  )

  it.each(LEFT_TO_THE_PROVIDER)("nothing after $name", ({ exchange }) => {
    expect(classifyTransport(exchange, "Climes")).toBeNull()
  })

  it.each([200, 201, 202, 204, 299, 400, 401, 403, 404, 409, 410, 422, 499])(
    "nothing after a whole %i",
    (status) => {
      expect(classifyTransport(answered(status, {}), "Climes")).toBeNull()
    }
  )

  it.each(["broken", "too_large"] as const)(
    "nothing after a 4xx with a body that is %s: its status counts",
    (body_state) => {
      expect(
        classifyTransport(answered(404, "{", { body_state }), "Climes")
      ).toBeNull()
    }
  )
})

describe("a success that can't be read", () => {
  it("is an unknown outcome, with its exchange", () => {
    const exchange = answered(200, "<html>")
    expect(unreadableAnswer(exchange, "Climes")).toMatchObject({
      type: "unknown",
      error: {
        code: ABOUT_THE_BODY,
        message: expect.stringContaining("Climes"),
      },
      exchanges: [exchange],
    })
  })
})
