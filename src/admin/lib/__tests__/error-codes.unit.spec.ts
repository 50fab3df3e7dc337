import { AUTH_ERROR_CODES } from "../../../provider-kit/outcome"
import { givenCodes } from "../__fixtures__/given-codes"
import { REFUSAL_CODES } from "../../../modules/cancellation/core/refusal"
import { ERROR_CODES } from "../error-words"
import { PROBLEM_CODES } from "../forecast"

const given = givenCodes()

/** Beside figures and previews, which say it in words of their own. */
const NOT_AN_ATTEMPTS: readonly string[] = ["not_asked", ...PROBLEM_CODES]

/** `codeOf` makes them of a status. */
const OF_A_STATUS = [
  ...Object.values(AUTH_ERROR_CODES),
  "error_answer",
  "http_client_error",
  "http_server_error",
]

describe("the codes that the core and the providers give", () => {
  it("are found in the sources at all", () => {
    expect(given).toEqual(
      expect.arrayContaining([
        "ambiguous",
        "connection_lost",
        "lease_expired",
        "turned_down",
        "undecidable",
        "void_not_listed",
      ])
    )
  })

  it("have words for people, each of them", () => {
    expect(
      given.filter(
        (code) =>
          !ERROR_CODES.some((known) => known === code) &&
          !REFUSAL_CODES.some((refused) => refused === code) &&
          !NOT_AN_ATTEMPTS.includes(code)
      )
    ).toEqual([])
  })

  it("are all that have words", () => {
    expect(
      ERROR_CODES.filter(
        (code) => !given.includes(code) && !OF_A_STATUS.includes(code)
      )
    ).toEqual([])
  })
})
