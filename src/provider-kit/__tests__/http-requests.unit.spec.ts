import { type ProviderRequest } from "../http/exchange"
import { reply, resultOf, useLoopback } from "../__fixtures__/loopback"

const { listen, client } = useLoopback()

const answering = (bytes: string) =>
  listen((_, socket) => {
    socket.write(bytes)
  })

const namesOf = (headers: [string, string][]) => headers.map(([name]) => name)

describe("what the client sends", () => {
  it("keeps a path with its percent-encoding, and the query", async () => {
    const server = await answering(reply(200))
    await client().send({
      method: "GET",
      url: server.url("/order/876%20287%2F37%238/cancel?a=%26&b"),
    })
    expect(server.lines).toEqual([
      "GET /order/876%20287%2F37%238/cancel?a=%26&b HTTP/1.1",
    ])
  })

  it("sends a body as JSON, its length counted in bytes", async () => {
    const server = await answering(reply(200))
    const body = { reason: "größer als 5 €", climes: 50, note: null }
    await client().send({ method: "PATCH", url: server.url(), body })
    const [request] = server.requests
    expect(JSON.parse(request?.body ?? "")).toEqual(body)
    expect(request?.headers).toEqual(
      expect.arrayContaining([
        ["content-type", "application/json"],
        ["content-length", String(Buffer.byteLength(JSON.stringify(body)))],
      ])
    )
  })

  it.each([false, 0, "", null, {}])("takes %j for a body", async (body) => {
    const server = await answering(reply(200))
    await client().send({ method: "POST", url: server.url(), body })
    expect(server.requests[0]?.body).toBe(JSON.stringify(body))
  })

  it.each(["GET", "POST", "PUT", "PATCH", "DELETE"] as const)(
    "sends a %s without a body and without a content type",
    async (method) => {
      const server = await answering(reply(200))
      await client().send({ method, url: server.url() })
      const [request] = server.requests
      expect(request?.line).toBe(`${method} /order HTTP/1.1`)
      expect(request?.body).toBe("")
      expect(namesOf(request?.headers ?? [])).not.toContain("content-type")
    }
  )

  it("asks for JSON as it is, and says who asks", async () => {
    const server = await answering(reply(200))
    await client().send({ method: "GET", url: server.url() })
    expect(server.requests[0]?.headers).toEqual(
      expect.arrayContaining([
        ["accept", "application/json"],
        ["accept-encoding", "identity"],
        ["user-agent", "medusa-plugin-cancellation"],
      ])
    )
  })

  it("lets a strategy's header replace its own, whatever the case", async () => {
    const server = await answering(reply(200))
    await client().send({
      method: "POST",
      url: server.url(),
      headers: { Accept: "application/vnd.x+json", "X-Api-Key": "key-1" },
      body: {},
    })
    const headers = server.requests[0]?.headers ?? []
    expect(headers.filter(([name]) => /^accept$/i.test(name))).toEqual([
      ["accept", "application/vnd.x+json"],
    ])
    expect(headers).toContainEqual(["x-api-key", "key-1"])
  })
})

describe("what the client makes of an answer", () => {
  it("keeps the status, the body and what decisions are made from", async () => {
    const server = await answering(
      reply(429, '{"message":"später"}', {
        "Content-Type": "application/json",
        "Retry-After": "7",
        Date: "Thu, 01 Jan 2026 00:00:00 GMT",
        "X-Other": "x",
      })
    )
    const result = await resultOf(
      client().send({ method: "GET", url: server.url() })
    )
    expect(result).toEqual({
      kind: "response",
      status: 429,
      headers: {
        content_type: "application/json",
        retry_after: "7",
        date: "Thu, 01 Jan 2026 00:00:00 GMT",
        location: null,
      },
      body_state: "complete",
      body: '{"message":"später"}',
    })
  })

  it("takes the first of a header that comes twice", async () => {
    const server = await answering(
      "HTTP/1.1 503 Busy\r\nretry-after: 3\r\nretry-after: 9\r\ncontent-length: 0\r\n\r\n"
    )
    const sent = client().send({ method: "GET", url: server.url() })
    expect(await resultOf(sent)).toMatchObject({
      headers: { retry_after: "3" },
    })
  })

  it("joins a character that two chunks share", async () => {
    const server = await listen((_, socket) => {
      const bytes = Buffer.from(reply(200, "€"))
      socket.write(bytes.subarray(0, -1))
      setTimeout(() => socket.write(bytes.subarray(-1)), 20)
    })
    const sent = client().send({ method: "GET", url: server.url() })
    expect(await resultOf(sent)).toMatchObject({ body: "€" })
  })

  it("reads a body that ends with the connection as whole", async () => {
    const server = await listen((_, socket) => {
      socket.end("HTTP/1.1 200 OK\r\nconnection: close\r\n\r\nall of it")
    })
    const sent = client().send({ method: "GET", url: server.url() })
    expect(await resultOf(sent)).toMatchObject({
      body_state: "complete",
      body: "all of it",
    })
  })

  it("takes a 204 for an answer without a body", async () => {
    const server = await answering(reply(204))
    const sent = client().send({ method: "DELETE", url: server.url() })
    expect(await resultOf(sent)).toMatchObject({
      status: 204,
      body_state: "complete",
      body: "",
    })
  })

  it.each([100, 102, 103])(
    "waits past a %i for the answer itself",
    async (info) => {
      const server = await answering(
        `HTTP/1.1 ${info} Wait\r\nlink: </x>\r\n\r\n${reply(200, "done")}`
      )
      const sent = client().send({ method: "POST", url: server.url() })
      expect(await resultOf(sent)).toMatchObject({
        kind: "response",
        status: 200,
        body_state: "complete",
        body: "done",
      })
    }
  )

  it.each([
    ["a 100 that never ends", `HTTP/1.1 100 Go\r\nx: ${"y".repeat(5_000)}`],
    [
      "another protocol",
      "HTTP/1.1 101 Switching\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n",
    ],
    ["no HTTP at all", "+OK ready\r\n\r\n"],
  ])("proves nothing by %s", async (_, bytes) => {
    const server = await answering(`${bytes}${reply(200, "done")}`)
    const sent = client().send({ method: "POST", url: server.url() })
    expect(await resultOf(sent)).toMatchObject({ kind: "failure", sent: true })
  })

  it.each([301, 302, 303, 307, 308])(
    "doesn't follow a %i, and tells where it led",
    async (status) => {
      const server = await answering(
        reply(status, "", { location: "/elsewhere" })
      )
      const sent = client().send({ method: "GET", url: server.url() })
      expect(await resultOf(sent)).toMatchObject({
        status,
        headers: { location: "/elsewhere" },
      })
      expect(server.lines).toEqual(["GET /order HTTP/1.1"])
    }
  )
})

describe("what the client keeps of a request", () => {
  const request: Omit<ProviderRequest, "url"> = {
    method: "PATCH",
    headers: { "x-api-key": "sk-12345678" },
    body: { climes: 50 },
  }

  it("keeps its method, URL and body, and no header", async () => {
    const server = await answering(reply(200))
    const url = server.url()
    const exchange = await client().send({ ...request, url })
    expect(exchange.request).toEqual({
      method: "PATCH",
      url,
      body: { climes: 50 },
    })
    expect(JSON.stringify(exchange)).not.toContain("sk-12345678")
  })

  it("keeps no header of a request that failed", async () => {
    const server = await listen((_, socket) => socket.destroy())
    const exchange = await client().send({ ...request, url: server.url() })
    expect(exchange.result.kind).toBe("failure")
    expect(JSON.stringify(exchange)).not.toContain("sk-12345678")
  })

  it("says how long it took", async () => {
    const server = await listen((_, socket) => {
      setTimeout(() => socket.write(reply(200)), 60)
    })
    const { duration_ms } = await client().send({
      method: "GET",
      url: server.url(),
    })
    expect(duration_ms).toBeGreaterThanOrEqual(55)
    expect(duration_ms).toBeLessThan(1_000)
  })
})
