import { z } from "@medusajs/framework/zod"
import fc from "fast-check"
import {
  baseUrlOption,
  describeOptionError,
  parseOptions,
  secretOption,
} from "../options"

const schema = z
  .object({
    apiKey: secretOption(),
    payer: z.enum(["merchant", "customer"], {
      error: 'expected "merchant" or "customer"',
    }),
    baseUrl: baseUrlOption().default("https://api.climes.io"),
    reasons: z.record(z.string(), z.number()).optional(),
    list: z.array(z.literal("x")).optional(),
    kind: z.union([z.literal("a"), z.number()]).optional(),
  })
  .strict()

const VALID = { apiKey: "sk-1234", payer: "merchant" }

const messageFor = (options: unknown): string => {
  try {
    parseOptions(schema, options)
  } catch (error) {
    return (error as Error).message
  }
  return ""
}

describe("a secret", () => {
  it("is trimmed, as it is sent", () => {
    expect(secretOption().parse(" sk-1234\n")).toBe("sk-1234")
  })

  it.each(["", "  ", undefined, null, 12345678, ["sk-1234"]])(
    "can't be %j",
    (value) => {
      const { error } = secretOption().safeParse(value)
      expect(error && describeOptionError(error)).toBe(
        "expected a non-empty string"
      )
    }
  )

  it("is as long as a header may be", () => {
    expect(secretOption().safeParse("x".repeat(4_096)).success).toBe(true)
    const { error } = secretOption().safeParse("x".repeat(4_097))
    expect(error && describeOptionError(error)).toBe(
      "expected at most 4096 characters"
    )
  })

  it.each(["sk-12\n34", "sk-1234€", "sk\u00001234", "sk-\u007f"])(
    "can't be what no header holds: %j",
    (value) => {
      const { error } = secretOption().safeParse(value)
      expect(error && describeOptionError(error)).toBe(
        "expected printable characters without spaces"
      )
    }
  )
})

describe("a base URL", () => {
  it.each([
    ["https://api.climes.io", "https://api.climes.io"],
    ["https://api.climes.io///", "https://api.climes.io"],
    ["https://api.climes.io/v0/", "https://api.climes.io/v0"],
    ["http://127.0.0.1:9000", "http://127.0.0.1:9000"],
  ])("%s is taken as %s", (value, expected) => {
    expect(baseUrlOption().parse(value)).toBe(expected)
  })

  it.each([
    "api.climes.io",
    "/v3",
    "",
    "https://",
    "ftp://api.climes.io",
    "xhttps://api.climes.io",
    "file:///etc",
    "https://api.climes.io?a=1",
    "https://api.climes.io#a",
    "https://user:pass@api.climes.io",
    "https://user@api.climes.io",
    1,
    null,
  ])("%j is none", (value) => {
    const { error } = baseUrlOption().safeParse(value)
    expect(error && describeOptionError(error)).toBe(
      "expected an absolute https URL"
    )
  })
})

describe("a long base URL", () => {
  const urlOf = (length: number): string => "https://x.io/".padEnd(length, "a")

  it("has 2,048 characters at the most", () => {
    expect(baseUrlOption().safeParse(urlOf(2_048)).success).toBe(true)
    const { error } = baseUrlOption().safeParse(urlOf(2_049))
    expect(error && describeOptionError(error)).toBe(
      "expected at most 2048 characters"
    )
  })
})

describe("the options of a provider", () => {
  it("are parsed, with their defaults", () => {
    expect(parseOptions(schema, VALID)).toEqual({
      ...VALID,
      baseUrl: "https://api.climes.io",
    })
  })

  it("may be left out as a whole where none is needed", () => {
    expect(parseOptions(z.object({}).strict(), undefined)).toEqual({})
  })

  it("are described in one line: which one, and what was expected", () => {
    expect(messageFor({ payer: "vote", apikey: "sk-1234" })).toBe(
      'apiKey: expected a non-empty string; payer: expected "merchant" or "customer"; apikey is not an option of this provider'
    )
  })

  it("are named with their path", () => {
    expect(messageFor({ ...VALID, reasons: { damaged: "sk-1234" } })).toMatch(
      /^reasons\.damaged: /
    )
  })

  it("are named one by one where there are no such options", () => {
    const nested = z.object({ record: z.object({}).strict() }).strict()
    const { error } = nested.safeParse({ record: { a: 1, b: 2 } })
    expect(error && describeOptionError(error, "is unknown")).toBe(
      "record.a is unknown; record.b is unknown"
    )
  })

  it("are described as a whole where they are no object", () => {
    expect(messageFor("sk-1234")).not.toBe("")
    expect(messageFor("sk-1234")).not.toContain("sk-1234")
  })

  it("are never echoed, whatever is given", () => {
    const secret = fc.uuid().map((id) => `secret ${id}`)
    const wrong = fc.oneof(
      secret.map((text) => `${text}\n`).map((text) => `x\u0000${text}`),
      secret.map((text) => [text]),
      secret.map((text) => ({ inner: text })),
      secret.map((text) => ({ toString: text, message: text }))
    )
    const wrongUrl = secret.map(
      (text) => `https://user:${encodeURIComponent(text)}@api.climes.io`
    )
    fc.assert(
      fc.property(
        fc.constantFrom("apiKey", "payer", "reasons", "list", "kind", "more"),
        fc.oneof(
          wrong,
          wrongUrl.map((url) => ({ url }))
        ),
        wrongUrl,
        (name, value, baseUrl) => {
          const message = messageFor({ ...VALID, [name]: value, baseUrl })
          expect(message).toContain("baseUrl")
          expect(message).toContain(name)
          expect(message).not.toContain("secret")
          expect(message).not.toContain("\n")
        }
      )
    )
  })
})
