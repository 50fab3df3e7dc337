import { parseOptions } from "../../../provider-kit"
import { optionsSchema } from "../options"
import plugin from "../index"
import { AkinonCancellationProvider } from "../service"

const SECRET = "s3cret-of-a-store"
const BASE = { baseUrl: "https://omnitron.example.com/" }
const TOKEN = { ...BASE, token: SECRET }

const messageOf = (options: Record<string, unknown>): string => {
  try {
    AkinonCancellationProvider.validateOptions(options)
  } catch (error) {
    return (error as Error).message
  }
  return ""
}

const ONE_WAY = "expected either token, or username and password"
const NOT_BOTH = `token: ${ONE_WAY}, not both`

describe("the options of Akinon", () => {
  it.each([
    [{}, "baseUrl: expected an absolute https URL"],
    [{ ...BASE }, `token: ${ONE_WAY}`],
    [{ ...BASE, username: "u" }, `password: ${ONE_WAY}`],
    [{ ...BASE, password: SECRET }, `username: ${ONE_WAY}`],
    [{ ...TOKEN, username: "u", password: SECRET }, NOT_BOTH],
    [{ ...TOKEN, username: "u" }, NOT_BOTH],
    [{ ...TOKEN, password: SECRET }, NOT_BOTH],
    [{ ...BASE, token: "" }, "token: expected a non-empty string"],
    [
      { ...BASE, token: `${SECRET} x` },
      "token: expected printable characters without spaces",
    ],
    [
      { ...BASE, username: 1, password: SECRET },
      "username: expected a non-empty string",
    ],
    [
      { ...BASE, username: "u", password: "" },
      "password: expected a non-empty string",
    ],
    [{ ...TOKEN, apiPrefix: 1 }, "apiPrefix: expected a path such as /api/i1"],
    [
      { ...TOKEN, apiPrefix: "/api/../x" },
      "apiPrefix: expected a path such as /api/i1",
    ],
    [
      { ...TOKEN, apiPrefix: "https://x.test/api" },
      "apiPrefix: expected a path such as /api/i1",
    ],
    ...[
      1,
      "",
      "orders",
      "orders/{order_id}/{order_id}",
      "orders/x{order_id}",
      "../{order_id}",
      "https://x.test/{order_id}",
      "orders/{order_id}/#a",
      "orders/?a={order_id}?b",
    ].map((recordPath): [object, string] => [
      { ...TOKEN, recordPath },
      "recordPath: expected a path with {order_id} in it, such as orders/{order_id}/",
    ]),
    [
      { ...TOKEN, defaultReason: "10" },
      "defaultReason: expected a positive whole number",
    ],
    [
      { ...TOKEN, defaultReason: 0 },
      "defaultReason: expected a positive whole number",
    ],
    [
      { ...TOKEN, defaultReason: 1.5 },
      "defaultReason: expected a positive whole number",
    ],
    [{ ...TOKEN, reasons: [] }, "reasons: expected an object of reason ids"],
    [
      { ...TOKEN, reasons: { late: "x" } },
      "reasons.late: expected a positive whole number",
    ],
    [{ ...TOKEN, cargoRefund: "no" }, "cargoRefund: expected true or false"],
    [{ ...TOKEN, apiKey: SECRET }, "apiKey is not an option of this provider"],
  ])("are refused by name, without a value: %j", (options, message) => {
    expect(messageOf(options)).toBe(message)
    expect(messageOf(options)).not.toContain(SECRET)
  })

  it("get their defaults", () => {
    expect(parseOptions(optionsSchema, TOKEN)).toEqual({
      baseUrl: "https://omnitron.example.com",
      apiPrefix: "/api/i1",
      credentials: { type: "token", token: SECRET },
      reasons: {},
      cargoRefund: false,
    })
  })

  it.each([
    ["api/v1", "/api/v1"],
    ["/api/v1/", "/api/v1"],
    ["//api//v1.2//", "/api/v1.2"],
    ["/", ""],
    ["", ""],
  ])("take the prefix %p as %p", (apiPrefix, expected) => {
    expect(parseOptions(optionsSchema, { ...TOKEN, apiPrefix }).apiPrefix).toBe(
      expected
    )
  })

  it.each([
    ["/orders/{order_id}", "orders/{order_id}/"],
    [" orders/{order_id}/ ", "orders/{order_id}/"],
    ["order_item/?order={order_id}&a=1", "order_item/?order={order_id}&a=1"],
    ["items?order={order_id}", "items/?order={order_id}"],
  ])("take the path of a record %p as %p", (recordPath, expected) => {
    expect(
      parseOptions(optionsSchema, { ...TOKEN, recordPath }).recordPath
    ).toBe(expected)
  })

  it("belong to a module provider for cancellations", () => {
    expect(plugin).toMatchObject({
      module: "cancellation",
      services: [AkinonCancellationProvider],
    })
  })
})
