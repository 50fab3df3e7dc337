import { errorWords } from "../error-words"
import { messageOf, refusalCodeOf, statusOf } from "../request-error"

const error = (code: string, extra = {}) => ({
  code,
  message: "As the server put it.",
  provider_code: null,
  provider_message: null,
  ...extra,
})

describe("errorWords", () => {
  it("has words for what is known", () => {
    expect(errorWords(error("timeout")).codes).toEqual(["timeout"])
  })

  it("says what it means before what led to it", () => {
    expect(
      errorWords(error("outcome_unknown", { cause: "connection_lost" })).codes
    ).toEqual(["outcome_unknown", "connection_lost"])
  })

  it("doesn't say the same twice", () => {
    expect(
      errorWords(error("not_settled", { cause: "not_settled" })).codes
    ).toEqual(["not_settled"])
  })

  it.each([
    ["http_409", "http_client_error", "409"],
    ["http_503", "http_server_error", "503"],
  ])("knows %s by its status", (code, words, httpStatus) => {
    expect(errorWords(error(code))).toMatchObject({
      codes: [words],
      httpStatus,
    })
    expect(errorWords(error("retries_exhausted", { cause: code }))).toEqual({
      codes: ["retries_exhausted", words],
      fallback: "As the server put it.",
      httpStatus,
      quote: null,
    })
  })

  it("falls back to the server's words for a code of somebody else's", () => {
    expect(errorWords(error("made_up_by_a_provider"))).toMatchObject({
      codes: [],
      fallback: "As the server put it.",
    })
  })

  it("quotes the provider", () => {
    expect(
      errorWords(error("refused", { provider_message: "Too late" })).quote
    ).toBe("Too late")
  })
})

describe("a request that failed", () => {
  it("is told in the server's words where those are for people", () => {
    const refusal = Object.assign(new Error("Only 5 EUR remain."), {
      status: 400,
    })
    expect(messageOf(refusal)).toBe("Only 5 EUR remain.")
    expect(statusOf(refusal)).toBe(400)
  })

  it("is told by its code, where the plugin gave it one", () => {
    const coded = (code: unknown) => Object.assign(new Error(), { code })
    expect(refusalCodeOf(coded("exceeds_remaining"))).toBe("exceeds_remaining")
    expect(refusalCodeOf(coded("ECONNREFUSED"))).toBeNull()
    expect(refusalCodeOf(new Error())).toBeNull()
    expect(refusalCodeOf(null)).toBeNull()
  })

  it.each([
    new TypeError("Failed to fetch"),
    Object.assign(new Error("An unknown error occurred."), { status: 500 }),
    null,
    undefined,
  ])("has no words for people otherwise (%s)", (failure) => {
    expect(messageOf(failure)).toBeNull()
  })
})
