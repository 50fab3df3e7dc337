import { type LookupAddress, type LookupOptions } from "node:dns"
import {
  reply,
  resultOf,
  sleep,
  until,
  useLoopback,
} from "../__fixtures__/loopback"
import { guardedLookup } from "../http/guarded-lookup"
import { selfSigned } from "../__fixtures__/self-signed"

type Callback = (error: Error | null, found: LookupAddress[]) => void

/** What names resolve to in these tests, instead of asking the network. */
const mockNames = new Map<string, string[]>()
const mockDelay = { ms: 0 }

jest.mock("node:dns", () => ({
  ...jest.requireActual<typeof import("node:dns")>("node:dns"),
  lookup: (name: string, { all }: LookupOptions, callback: Callback) => {
    // A name with a public address beside a private one is asked for both.
    const addresses = all ? mockNames.get(name) : []
    setTimeout(() => {
      if (addresses) {
        callback(
          null,
          addresses.map((address) => ({
            address,
            family: address.includes(":") ? 6 : 4,
          }))
        )
      } else {
        callback(
          Object.assign(new Error(`ENOTFOUND ${name}`), { code: "ENOTFOUND" }),
          []
        )
      }
    }, mockDelay.ms)
  },
}))

const { listen, client } = useLoopback()

const NOT_ALLOWED = { sent: false, code: "host_not_allowed" }

const call = (url: string) => ({ method: "POST", url, body: {} }) as const

/** A TLS server on this machine, under a public name. */
const underName = async (name: string, ...addresses: string[]) => {
  mockNames.set(name, addresses)
  const server = await listen(() => undefined, selfSigned())
  return { server, url: `https://${name}:${server.port}/order` }
}

beforeEach(() => {
  mockNames.clear()
  mockDelay.ms = 0
})

describe("a host that is not allowed", () => {
  it.each([
    "http://api.climes.io/",
    "ftp://api.climes.io/",
    "https://10.0.0.1/",
    "https://[fd00::1]/",
    "https://169.254.169.254/latest/meta-data/",
    "https://ledger/",
  ])("is refused before anything else: %s", async (url) => {
    expect(await resultOf(client().send(call(url)))).toMatchObject(NOT_ALLOWED)
  })
})

describe("a public name", () => {
  it.each([
    "127.0.0.1",
    "10.1.2.3",
    "169.254.169.254",
    "::1",
    "fd00::1",
    "64:ff9b::a00:1",
    "2002:a00:1::",
    "2001:0:a00:1::",
    "::ffff:0:a00:1",
    "198.51.100.1",
  ])("is not connected to where it resolves to %s", async (address) => {
    const { server, url } = await underName("api.climes.test", address)
    expect(await resultOf(client().send(call(url)))).toMatchObject({
      ...NOT_ALLOWED,
      message: expect.stringContaining("allowPrivateHosts"),
    })
    expect(server.connections).toBe(0)
  })

  it("is looked at again for each connection: it may move", async () => {
    const { server, url } = await underName("api.climes.test", "10.1.2.3")
    const http = client({ allowPrivateHosts: [] })
    mockNames.delete("api.climes.test")
    expect(await resultOf(http.send(call(url)))).toMatchObject({
      sent: false,
      code: "connection_failed",
    })
    mockNames.set("api.climes.test", ["127.0.0.1"])
    expect(await resultOf(http.send(call(url)))).toMatchObject(NOT_ALLOWED)
    expect(server.connections).toBe(0)
  })

  it("is connected to by its public addresses alone", async () => {
    mockNames.set("api.climes.test", [
      "127.0.0.1",
      "93.184.216.34",
      "64:ff9b::5db8:d822",
      "2002:a00:1::",
      "192.0.2.1",
    ])
    // The name is only looked up. Nothing is called.
    const found = await new Promise((resolve, reject) => {
      guardedLookup("api.climes.test", [])(
        "api.climes.test",
        { all: true },
        (error, addresses) => {
          if (error) {
            reject(error)
          } else {
            resolve(addresses)
          }
        }
      )
    })
    expect(found).toEqual([{ address: "93.184.216.34", family: 4 }])
  })

  it("is connected to by the first of them where one is asked for", async () => {
    mockNames.set("api.climes.test", ["10.1.2.3", "2606:4700::1111", "1.1.1.1"])
    const found = await new Promise((resolve) => {
      guardedLookup("api.climes.test", [])("api.climes.test", {}, (...args) => {
        resolve(args)
      })
    })
    expect(found).toEqual([null, "2606:4700::1111", 6])
  })

  it.each(["api.climes.test", "API.climes.test", "api.climes.test."])(
    "may be private where it is listed, as %s",
    async (listed) => {
      const { server, url } = await underName("api.climes.test", "127.0.0.1")
      const http = client({ allowPrivateHosts: [listed] })
      // The call gets as far as the check of the certificate.
      expect(await resultOf(http.send(call(url)))).toMatchObject({
        sent: false,
        code: "connection_failed",
        message: expect.stringContaining("SELF_SIGNED"),
      })
      expect(server.connections).toBe(1)
    }
  )
})

describe("a name that means loopback", () => {
  const plain = async (name: string, address: string) => {
    mockNames.set(name, [address])
    const server = await listen((_, socket) => socket.write(reply(200)))
    return { server, url: `http://${name}:${server.port}/order` }
  }

  it.each(["localhost", "climes.localhost"])(
    "may be called without TLS: %s",
    async (name) => {
      const { url } = await plain(name, "127.0.0.1")
      expect(await resultOf(client().send(call(url)))).toMatchObject({
        status: 200,
      })
    }
  )

  it.each(["10.1.2.3", "93.184.216.34"])(
    "is not called, let alone without TLS, where it resolves to %s",
    async (address) => {
      const { url } = await plain("climes.localhost", address)
      expect(await resultOf(client().send(call(url)))).toMatchObject(
        NOT_ALLOWED
      )
    }
  )

  it("gets nothing when it is connected to after the time is up", async () => {
    const { server, url } = await plain("localhost", "127.0.0.1")
    mockDelay.ms = 120
    const http = client()
    const late = http.send(call(url), { timeoutMs: 40 })
    expect(await resultOf(late)).toMatchObject({
      sent: false,
      code: "connection_failed",
    })
    await until(() => server.connections === 1)
    await sleep(50)
    expect(server.bytes).toBe(0)
  })
})
