import { type Socket } from "node:net"
import { reply, resultOf, until, useLoopback } from "../__fixtures__/loopback"

const { listen, client } = useLoopback()

/** Writes these one after another, until the connection is gone. */
const drip = (socket: Socket, bytes: string, everyMs: number): void => {
  let at = 0
  const timer = setInterval(() => {
    if (socket.destroyed || at >= bytes.length) {
      clearInterval(timer)
    } else {
      socket.write(bytes.charAt(at++))
    }
  }, everyMs)
  socket.on("close", () => {
    clearInterval(timer)
  })
}

describe("an answer that does not arrive whole", () => {
  it.each([200, 404])("keeps a %i whose body broke off", async (status) => {
    const server = await listen((_, socket) => {
      socket.end(
        `HTTP/1.1 ${status} X\r\ncontent-length: 100\r\n\r\n{"message":`
      )
    })
    const sent = client().send({ method: "DELETE", url: server.url() })
    expect(await resultOf(sent)).toMatchObject({
      kind: "response",
      status,
      body_state: "broken",
      body: '{"message":',
    })
  })

  it("keeps the status of a chunked body without its last chunk", async () => {
    const server = await listen((_, socket) => {
      socket.end(
        "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n2\r\n{}\r\n"
      )
    })
    const sent = client().send({ method: "GET", url: server.url() })
    expect(await resultOf(sent)).toMatchObject({
      status: 200,
      body_state: "broken",
      body: "{}",
    })
  })
})

describe("an answer that is too large", () => {
  const limited = () => client({ maxBodyBytes: 1_000 })

  it("is read up to the limit itself", async () => {
    const server = await listen((_, socket) => {
      socket.write(reply(200, "x".repeat(1_000)))
    })
    const sent = limited().send({ method: "GET", url: server.url() })
    expect(await resultOf(sent)).toMatchObject({
      body_state: "complete",
      body: "x".repeat(1_000),
    })
  })

  it.each([
    ["announced", `HTTP/1.1 200 OK\r\ncontent-length: 999999999\r\n\r\n`, ""],
    ["unbounded", "HTTP/1.1 200 OK\r\n\r\n", ""],
    [
      "chunked",
      "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n",
      "64\r\n",
    ],
  ])("is given up, with its connection: %s", async (_, head, prefix) => {
    const server = await listen((_, socket) => {
      socket.write(head)
      const timer = setInterval(() => {
        socket.write(
          `${prefix}${"x".repeat(100)}${prefix === "" ? "" : "\r\n"}`
        )
      }, 1)
      socket.on("close", () => {
        clearInterval(timer)
      })
    })
    const result = await resultOf(
      limited().send({ method: "GET", url: server.url() })
    )
    expect(result).toMatchObject({
      kind: "response",
      status: 200,
      body_state: "too_large",
    })
    const { body } = result as { body: string }
    expect(body).toMatch(/^x+$/)
    expect(body.length).toBeLessThanOrEqual(1_000)
    await until(() => server.closed.has(1))
  })

  it("is one of more than 1 MB, unless told otherwise", async () => {
    const server = await listen((request, socket) => {
      socket.write(reply(200, "x".repeat(1_048_576 + request.index)))
    })
    const http = client()
    const call = { method: "GET", url: server.url() } as const
    expect(await resultOf(http.send(call))).toMatchObject({
      body_state: "complete",
    })
    expect(await resultOf(http.send(call))).toMatchObject({
      body_state: "too_large",
    })
  })
})

describe("an answer that is too slow", () => {
  it("keeps its status when its body comes byte by byte", async () => {
    const server = await listen((_, socket) => {
      socket.write("HTTP/1.1 200 OK\r\ncontent-length: 1000\r\n\r\n")
      drip(socket, "x".repeat(1_000), 20)
    })
    const { result, duration_ms } = await client({
      requestTimeoutMs: 200,
    }).send({ method: "GET", url: server.url() })
    expect(result).toMatchObject({
      kind: "response",
      status: 200,
      body_state: "broken",
      body: expect.stringMatching(/^x{0,12}$/),
    })
    expect(duration_ms).toBeGreaterThanOrEqual(190)
    expect(duration_ms).toBeLessThan(1_000)
    await until(() => server.closed.has(1))
  })

  it("is no answer when its head comes byte by byte", async () => {
    const server = await listen((_, socket) => {
      drip(socket, `HTTP/1.1 200 OK\r\nx-pad: ${"x".repeat(1_000)}`, 20)
    })
    const { result, duration_ms } = await client({
      requestTimeoutMs: 200,
    }).send({ method: "GET", url: server.url() })
    expect(result).toMatchObject({ sent: true, code: "timeout" })
    expect(duration_ms).toBeLessThan(1_000)
    await until(() => server.closed.has(1))
  })

  it("may be given less time by a call, but not more", async () => {
    const server = await listen(() => undefined)
    const http = client({ requestTimeoutMs: 600 })
    const call = { method: "GET", url: server.url() } as const
    const less = await http.send(call, { timeoutMs: 50 })
    const more = await http.send(call, { timeoutMs: 60_000 })
    expect(less.duration_ms).toBeLessThan(500)
    expect(more.duration_ms).toBeGreaterThanOrEqual(590)
    expect(more.duration_ms).toBeLessThan(5_000)
  })
})
