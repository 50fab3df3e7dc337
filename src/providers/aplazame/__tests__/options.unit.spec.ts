import plugin from "../index"
import { AplazameCancellationProvider } from "../service"

const KEY = "api_private_key_of_a_store"

const messageOf = (options: Record<string, unknown>): string => {
  try {
    AplazameCancellationProvider.validateOptions(options)
  } catch (error) {
    return (error as Error).message
  }
  return ""
}

describe("the options of Aplazame", () => {
  it("need nothing but the key", () => {
    expect(messageOf({ privateKey: KEY })).toBe("")
  })

  it.each([
    [{}, "privateKey: expected a non-empty string"],
    [{ privateKey: "  " }, "privateKey: expected a non-empty string"],
    [{ privateKey: 5 }, "privateKey: expected a non-empty string"],
    [
      { privateKey: `${KEY}\nx` },
      "privateKey: expected printable characters without spaces",
    ],
    [{ privateKey: KEY, sandbox: "yes" }, "sandbox: expected true or false"],
    [
      { privateKey: KEY, fullCancel: "delete" },
      'fullCancel: expected "cancel" or "void"',
    ],
    [
      { privateKey: KEY, baseUrl: "api.aplazame.com" },
      "baseUrl: expected an absolute https URL",
    ],
    [
      { privateKey: KEY, baseUrl: `https://${KEY}@api.aplazame.com` },
      "baseUrl: expected an absolute https URL",
    ],
    [
      { privateKey: KEY, privatekey: KEY },
      "privatekey is not an option of this provider",
    ],
  ])("are refused by name, without a value: %j", (options, message) => {
    expect(messageOf(options)).toBe(message)
    expect(messageOf(options)).not.toContain(KEY)
  })

  it("get their defaults in the constructor", () => {
    const provider = new AplazameCancellationProvider({}, { privateKey: KEY })

    expect(provider.identifier).toBe("aplazame")
    expect(provider.secrets()).toEqual([KEY])
    expect(
      provider.preview({
        provider_order: { external_id: "1" },
        kind: "cancel",
      } as never)
    ).toEqual({
      method: "POST",
      url: "https://api.aplazame.com/orders/1/cancel",
      body: null,
    })
  })

  it("belong to a module provider for cancellations", () => {
    expect(plugin).toMatchObject({
      module: "cancellation",
      services: [AplazameCancellationProvider],
    })
  })
})
