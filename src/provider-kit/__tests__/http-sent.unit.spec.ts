import { createServer } from "node:net"
import { once } from "node:events"
import { type ProviderRequest } from "../http/exchange"
import {
  reply,
  resultOf,
  sleep,
  until,
  useLoopback,
} from "../__fixtures__/loopback"
import { selfSigned } from "../__fixtures__/self-signed"

const { listen, client, closedPort } = useLoopback()

const request = (url: string): ProviderRequest => ({
  method: "PATCH",
  url,
  headers: { "x-api-key": "key-1" },
  body: { climes: 50 },
})

const NOT_SENT = { kind: "failure", sent: false }
const SENT = { kind: "failure", sent: true }

describe("it is proven that nothing left this machine", () => {
  it("when the connection is refused", async () => {
    const url = `http://127.0.0.1:${await closedPort()}/order`
    expect(await resultOf(client().send(request(url)))).toMatchObject({
      ...NOT_SENT,
      code: "connection_failed",
      message: expect.stringMatching(/\(ECONNREFUSED: .*127/),
    })
  })

  it("when the name can't be resolved", async () => {
    const sent = client().send(request("https://climes.invalid/order"))
    expect(await resultOf(sent)).toMatchObject({
      ...NOT_SENT,
      code: "connection_failed",
    })
  })

  it("when nobody vouches for the certificate", async () => {
    const server = await listen(() => undefined, selfSigned())
    expect(await resultOf(client().send(request(server.url())))).toMatchObject({
      ...NOT_SENT,
      code: "connection_failed",
      message: expect.stringContaining("DEPTH_ZERO_SELF_SIGNED_CERT"),
    })
    expect(server.connections).toBe(1)
    expect(server.bytes).toBe(0)
  })

  it("when the other side doesn't speak TLS", async () => {
    const plain = createServer((socket) => {
      socket.on("error", () => undefined)
      // A connection whose end is never read keeps the process alive.
      socket.resume()
      socket.end(reply(400))
    })
    plain.listen(0, "127.0.0.1")
    await once(plain, "listening")
    const { port } = plain.address() as { port: number }
    const sent = client().send(request(`https://127.0.0.1:${port}/order`))
    expect(await resultOf(sent)).toMatchObject({
      ...NOT_SENT,
      code: "connection_failed",
    })
    plain.close()
    await once(plain, "close")
  })

  it("when the TLS handshake is cut off", async () => {
    const plain = createServer((socket) => {
      socket.on("error", () => undefined)
      socket.once("data", () => socket.destroy())
    })
    plain.listen(0, "127.0.0.1")
    await once(plain, "listening")
    const { port } = plain.address() as { port: number }
    const sent = client().send(request(`https://127.0.0.1:${port}/order`))
    expect(await resultOf(sent)).toMatchObject({
      ...NOT_SENT,
      code: "connection_failed",
    })
    plain.close()
    await once(plain, "close")
  })

  it("when the TLS handshake takes all the time", async () => {
    const silent = await listen(() => undefined)
    const sent = client({ requestTimeoutMs: 100 }).send(
      request(silent.url().replace("http:", "https:"))
    )
    expect(await resultOf(sent)).toMatchObject({
      ...NOT_SENT,
      code: "connection_failed",
      message: expect.stringContaining("100 ms"),
    })
    expect(silent.requests).toEqual([])
    // Nor is the connection waited for any longer.
    await until(() => silent.closed.has(1))
  })

  it("when no connection may be made at all", async () => {
    const http = client({ concurrency: NaN })
    const sent = http.send(request("https://climes.test/order"))
    expect(await resultOf(sent)).toMatchObject({
      ...NOT_SENT,
      code: "invalid_request",
    })
  })

  it("when no time is left", async () => {
    const server = await listen(() => undefined)
    const sent = client().send(request(server.url()), { timeoutMs: 0 })
    expect(await resultOf(sent)).toMatchObject({
      ...NOT_SENT,
      code: "no_time_left",
    })
    expect(server.connections).toBe(0)
  })

  it.each([
    ["nothing", ""],
    ["no URL", "not a URL"],
    ["a path", "/order"],
    ["no host", "https://"],
    ["half an address", "http://[::1"],
    ["a port that can't be", "https://climes.test:99999/"],
  ])("when the URL is %s", async (_, url) => {
    expect(await resultOf(client().send(request(url)))).toMatchObject({
      ...NOT_SENT,
      code: "invalid_request",
    })
  })

  it.each([
    ["a line break in a value", { "x-api-key": "secret-1\r\nx-evil: 1" }],
    ["a NUL in a value", { "x-api-key": "secret-1\0" }],
    ["a value outside Latin-1", { "x-api-key": "secret-1🔑" }],
    ["a space in a name", { "x api key": "secret-1" }],
    ["a length of its own", { "content-length": "secret-1" }],
  ])("when a header has %s, which isn't echoed", async (_, headers) => {
    const server = await listen((_, socket) => socket.write(reply(200)))
    const result = await resultOf(
      client().send({ ...request(server.url()), headers })
    )
    expect(result).toMatchObject({ ...NOT_SENT, code: "invalid_request" })
    expect(JSON.stringify(result)).not.toContain("secret-1")
    expect(server.bytes).toBe(0)
  })

  const circular: Record<string, unknown> = {}
  circular.self = circular
  it.each<[string, unknown]>([
    ["a circle", circular],
    ["a bigint", { amount: 1n }],
    [
      "something that throws",
      {
        toJSON: () => {
          throw new Error("no")
        },
      },
    ],
  ])("when the body has %s", async (_, body) => {
    const server = await listen((_, socket) => socket.write(reply(200)))
    const result = await resultOf(
      client().send({ ...request(server.url()), body })
    )
    expect(result).toMatchObject({
      ...NOT_SENT,
      code: "invalid_request",
      // These errors have no code to begin with.
      message: expect.stringMatching(/built \(\w/),
    })
    expect(server.connections).toBe(0)
  })

  it("when no connection is free in time, and nothing leaves later", async () => {
    const held: (() => void)[] = []
    const server = await listen((_, socket) => {
      held.push(() => socket.write(reply(200)))
    })
    const http = client({ concurrency: 1 })
    const first = http.send({ method: "GET", url: server.url("/first") })
    await until(() => held.length === 1)

    const late = http.send(request(server.url("/late")), { timeoutMs: 50 })
    expect(await resultOf(late)).toMatchObject({
      ...NOT_SENT,
      code: "connection_failed",
      message: expect.stringContaining("50 ms"),
    })

    held[0]?.()
    expect(await resultOf(first)).toMatchObject({ status: 200 })
    // The late request is handled before the next one.
    const next = http.send({ method: "GET", url: server.url("/next") })
    await until(() => held.length === 2)
    held[1]?.()
    expect(await resultOf(next)).toMatchObject({ status: 200 })
    await sleep(50)
    expect(server.lines).toEqual(["GET /first HTTP/1.1", "GET /next HTTP/1.1"])
  })

  it("when the client is closed while the request waits its turn", async () => {
    const server = await listen(() => undefined)
    const http = client({ concurrency: 1 })
    const first = http.send({ method: "GET", url: server.url("/first") })
    await until(() => server.requests.length === 1)
    const second = http.send(request(server.url("/second")))
    await http.close()
    expect(await resultOf(second)).toMatchObject(NOT_SENT)
    expect(await resultOf(first)).toMatchObject(SENT)
    expect(server.lines).toEqual(["GET /first HTTP/1.1"])
  })

  it("when the client is closed already", async () => {
    const server = await listen((_, socket) => socket.write(reply(200)))
    const http = client()
    await http.close()
    expect(await resultOf(http.send(request(server.url())))).toMatchObject({
      ...NOT_SENT,
      code: "client_closed",
    })
    expect(server.connections).toBe(0)
  })
})

describe("something may have left this machine", () => {
  it("when no answer begins in time", async () => {
    const server = await listen(() => undefined)
    const sent = client({ requestTimeoutMs: 100 }).send(request(server.url()))
    await until(() => server.requests.length === 1)
    const { bytes } = server
    expect(await resultOf(sent)).toMatchObject({
      ...SENT,
      code: "timeout",
      message: expect.stringContaining("100 ms"),
    })
    await until(() => server.closed.has(1))
    // undici then opens a new connection, and writes nothing to it.
    await sleep(50)
    expect(server.requests).toHaveLength(1)
    expect(server.bytes).toBe(bytes)
  })

  it.each(["destroy", "resetAndDestroy", "end"] as const)(
    "when the connection is lost after the request arrived (%s)",
    async (way) => {
      const server = await listen((_, socket) => {
        socket[way]()
      })
      expect(
        await resultOf(client().send(request(server.url())))
      ).toMatchObject({ ...SENT, code: "connection_lost" })
      expect(server.requests).toHaveLength(1)
    }
  )

  it("when the connection is lost within the answer's head", async () => {
    const server = await listen((_, socket) => {
      socket.end("HTTP/1.1 200 OK\r\ncontent-le")
    })
    expect(await resultOf(client().send(request(server.url())))).toMatchObject({
      ...SENT,
      code: "connection_lost",
      message: expect.stringContaining("(UND_ERR_SOCKET: other side closed)"),
    })
  })

  it.each([102, 103])("when only a %i came of it", async (info) => {
    const server = await listen((_, socket) => {
      socket.end(`HTTP/1.1 ${info} Wait\r\n\r\n`)
    })
    expect(await resultOf(client().send(request(server.url())))).toMatchObject({
      ...SENT,
      code: "connection_lost",
    })
  })

  it("when the client is closed while it waits for the answer", async () => {
    const server = await listen(() => undefined)
    const http = client()
    const sent = http.send(request(server.url()))
    await until(() => server.requests.length === 1)
    await http.close()
    expect(await resultOf(sent)).toMatchObject({
      ...SENT,
      code: "connection_lost",
    })
  })
})

describe("when a call leaves", () => {
  it("is told once, when it is connected", async () => {
    const server = await listen((_, socket) => socket.write(reply(200)))
    const told: number[] = []
    const sent = client().send(request(server.url()), {
      onSent: () => told.push(server.requests.length),
    })
    expect(told).toEqual([])
    await sent
    expect(told).toEqual([0])
  })

  it("isn't told of one that never left", async () => {
    const onSent = jest.fn()
    const url = `http://127.0.0.1:${await closedPort()}/order`
    await client().send(request(url), { onSent })
    expect(onSent).not.toHaveBeenCalled()
  })
})
