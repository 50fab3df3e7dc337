import { FungiesCancellationProvider } from "../service"

const SECRET = "sec_fungies_0123456789"
const VALID = { publicKey: "pub_fungies_0123456789", secretKey: SECRET }

const messageFor = (options: Record<string, unknown>): string => {
  try {
    FungiesCancellationProvider.validateOptions(options)
  } catch (error) {
    return (error as Error).message
  }
  throw new Error("The options were accepted")
}

describe("the options of Fungies", () => {
  it.each([
    ["the least", VALID],
    ["all of them", { ...VALID, baseUrl: "https://api.stage.fungies.net/v0/" }],
  ])("accepts %s", (_, options) => {
    expect(() => {
      FungiesCancellationProvider.validateOptions(options)
    }).not.toThrow()
  })

  it.each([
    ["no public key", { secretKey: SECRET }, "publicKey: expected a non-empty"],
    [
      "no secret key",
      { publicKey: VALID.publicKey },
      "secretKey: expected a non-empty",
    ],
    ["a blank key", { ...VALID, secretKey: "" }, "secretKey: expected a non-"],
    ["a key as a list", { ...VALID, secretKey: [SECRET] }, "secretKey: expect"],
    [
      "a base URL of another scheme",
      { ...VALID, baseUrl: "ftp://api.fungies.io" },
      "baseUrl: expected an absolute https URL",
    ],
    [
      "a base URL with a query",
      { ...VALID, baseUrl: `https://api.fungies.io/v0?key=${SECRET}` },
      "baseUrl: expected an absolute https URL",
    ],
    [
      "an unknown option",
      { ...VALID, apiKey: SECRET },
      "apiKey is not an option of this provider",
    ],
  ])("names the option for %s, without a secret", (_, options, expected) => {
    const message = messageFor(options)
    expect(message).toContain(expected)
    expect(message).not.toContain(SECRET)
    expect(message).not.toContain(VALID.publicKey)
    expect(message).not.toContain("\n")
  })
})
