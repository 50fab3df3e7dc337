import { ClimesCancellationProvider } from "../service"

const SECRET = "sk-climes-0123456789"
const VALID = { apiKey: SECRET, payer: "merchant" }

const messageFor = (options: Record<string, unknown>): string => {
  try {
    ClimesCancellationProvider.validateOptions(options)
  } catch (error) {
    return (error as Error).message
  }
  throw new Error("The options were accepted")
}

describe("the options of Climes", () => {
  it.each([
    ["the least", VALID],
    [
      "all of them",
      {
        ...VALID,
        payer: "customer",
        fullCancel: "patch",
        baseUrl: "https://staging.api.climes.io/",
      },
    ],
  ])("accepts %s", (_, options) => {
    expect(() => {
      ClimesCancellationProvider.validateOptions(options)
    }).not.toThrow()
  })

  it.each([
    ["a missing key", { payer: "merchant" }, "apiKey: expected a non-empty"],
    ["a blank key", { ...VALID, apiKey: " " }, "apiKey: expected a non-empty"],
    ["a key that is a number", { ...VALID, apiKey: 1 }, "apiKey: expected"],
    [
      "a missing payer",
      { apiKey: SECRET },
      'payer: expected "merchant" or "customer"',
    ],
    [
      "the path's word for the payer",
      { ...VALID, payer: "vote" },
      'payer: expected "merchant" or "customer"',
    ],
    [
      "an unknown way to cancel",
      { ...VALID, fullCancel: "void" },
      'fullCancel: expected "delete" or "patch"',
    ],
    [
      "a relative base URL",
      { ...VALID, baseUrl: "api.climes.io" },
      "baseUrl: expected an absolute https URL",
    ],
    [
      "a base URL with credentials",
      { ...VALID, baseUrl: `https://user:${SECRET}@api.climes.io` },
      "baseUrl: expected an absolute https URL",
    ],
    [
      "an unknown option",
      { ...VALID, apikey: SECRET },
      "apikey is not an option of this provider",
    ],
  ])("names the option for %s, without a secret", (_, options, expected) => {
    const message = messageFor(options)
    expect(message).toContain(expected)
    expect(message).not.toContain(SECRET)
    expect(message).not.toContain("\n")
  })
})
