import { OTHER_SECRET, SECRET } from "../__fixtures__/call"
import { WebhookCancellationProvider } from "../service"

const VALID = { url: "https://erp.example.com/hook", secrets: [SECRET] }

const validate = (options: Record<string, unknown>): void => {
  WebhookCancellationProvider.validateOptions(options)
}

const messageFor = (options: Record<string, unknown>): string => {
  try {
    validate(options)
  } catch (error) {
    return (error as Error).message
  }
  throw new Error("The options were accepted")
}

const capabilitiesOf = (fields: Record<string, unknown>) =>
  new WebhookCancellationProvider({}, { ...VALID, ...fields }).capabilities

describe("the options of a webhook", () => {
  it.each([
    ["the least", VALID],
    ["a query in the address", { ...VALID, url: `${VALID.url}?code=0123` }],
    ["an address without a path", { ...VALID, url: "https://example.com" }],
    [
      "all of them",
      {
        ...VALID,
        secrets: [SECRET, OTHER_SECRET],
        unit: "item",
        answers: "decide",
        headers: { authorization: "Bearer 1", "X-Tenant": "a b" },
        recordUrl: "https://erp.example.com/messages/{id}",
      },
    ],
  ])("accepts %s", (_, options) => {
    expect(() => {
      validate(options)
    }).not.toThrow()
  })

  it.each([
    ["no address", { url: undefined }, "url: expected an absolute https URL"],
    ["a host alone", { url: "erp.example.com" }, "url: expected an absolute"],
    ["a password in it", { url: "https://a:b@example.com/" }, "url: expected"],
    ["a fragment in it", { url: `${VALID.url}#a` }, "url: expected"],
    [
      "an id in its host",
      { url: "https://{id}.example.com/" },
      "url: expected",
    ],
    ["no secrets", { secrets: undefined }, "secrets: expected 1 to 5"],
    ["an empty list", { secrets: [] }, "secrets: expected 1 to 5"],
    ["one secret alone", { secrets: SECRET }, "secrets: expected 1 to 5"],
    ["one not set", { secrets: [undefined] }, "secrets.0: expected 1 to 5"],
    ["another prefix", { secrets: [SECRET.slice(6)] }, "secrets.0: expected"],
    ["a short one", { secrets: ["whsec_c2hvcnQ="] }, "secrets.0: expected"],
    [
      "a long one",
      { secrets: [`whsec_${Buffer.alloc(65).toString("base64")}`] },
      "secrets.0: expected",
    ],
    ["no base64", { secrets: [`whsec_${"-".repeat(40)}`] }, "secrets.0: expec"],
    ["the same twice", { secrets: [SECRET, SECRET] }, "secrets: expected 1 to"],
    ["another unit", { unit: "climes" }, "unit: expected"],
    ["other answers", { answers: true }, "answers: expected"],
    ["a list of headers", { headers: [["a", "b"]] }, "headers: expected"],
    ["a list of texts", { headers: ["a"] }, "headers: expected up to 20"],
    ["a number in one", { headers: { a: 1 } }, "headers: expected up to 20"],
    ["a line break in one", { headers: { a: "b\r\nc: d" } }, "headers: expec"],
    ["no name", { headers: { "": "b" } }, "headers: expected up to 20"],
    ["its own header", { headers: { "Webhook-Id": "1" } }, "headers: expected"],
    ["the host", { headers: { host: "a" } }, "headers: expected up to 20"],
    ["the same twice", { headers: { a: "1", A: "2" } }, "headers: expected"],
    [
      "too many",
      {
        headers: Object.fromEntries(
          Array.from({ length: 21 }, (_, n) => [`h${n}`, "1"])
        ),
      },
      "headers: expected up to 20",
    ],
    [
      "a record that is never read",
      { recordUrl: "https://erp.example.com/messages" },
      'recordUrl: expected answers: "decide"',
    ],
    ["what there isn't", { method: "PUT" }, "method is not an option"],
  ])("refuses %s, without a value", (_, fields, message) => {
    const said = messageFor({ ...VALID, ...fields })
    expect(said).toContain(message)
    expect(said).not.toContain("\n")
    expect(said).not.toContain(SECRET.slice(6))
  })

  it("decide what it is measured in, and whether a message can be asked for", () => {
    const call = {
      harmless_to_repeat: true,
      repeats_alike: true,
      readable: false,
    }
    expect(capabilitiesOf({})).toEqual({
      unit: "none",
      cancel: call,
      void: null,
      has_record: false,
      uses_medusa_ids: true,
    })
    expect(capabilitiesOf({ unit: "currency" })).toMatchObject({
      unit: "currency",
      cancel: call,
      void: call,
    })
    const recordUrl = "https://erp.example.com/messages"
    expect(
      capabilitiesOf({ unit: "item", answers: "decide", recordUrl })
    ).toMatchObject({
      cancel: { ...call, readable: true },
      void: { ...call, readable: true },
    })
  })

  it("are masked where they keep strangers out", () => {
    const provider = new WebhookCancellationProvider(
      {},
      {
        ...VALID,
        url: "https://hooks.example.com/hook/0f8fad5b-d9cb-469f-a165-70867728950e?code=abcdef&v=1",
        headers: { authorization: "Bearer of-a-gateway", "x-tenant": "7" },
      }
    )
    expect(provider.secrets().sort()).toEqual(
      [
        SECRET,
        SECRET.slice("whsec_".length),
        "0f8fad5b-d9cb-469f-a165-70867728950e",
        "abcdef",
        "Bearer of-a-gateway",
        "of-a-gateway",
      ].sort()
    )
  })
})
