import {
  reply,
  resultOf,
  sleep,
  until,
  useLoopback,
} from "../__fixtures__/loopback"

const { listen, client } = useLoopback()

const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const

describe("a connection of the client", () => {
  it("is used again", async () => {
    const server = await listen((_, socket) => socket.write(reply(200)))
    const http = client({ concurrency: 1 })
    for (const path of ["/1", "/2", "/3"]) {
      await http.send({ method: "PATCH", url: server.url(path), body: {} })
    }
    expect(server.requests.map(({ connection }) => connection)).toEqual([
      1, 1, 1,
    ])
    for (const { headers } of server.requests) {
      expect(headers).toContainEqual(["connection", "keep-alive"])
    }
  })

  it("is replaced when the server closed it in between", async () => {
    const server = await listen((_, socket) => socket.end(reply(200)))
    const http = client()
    const call = { method: "PATCH", url: server.url(), body: {} } as const
    await http.send(call)
    await until(() => server.open.size === 0)
    expect(await resultOf(http.send(call))).toMatchObject({ status: 200 })
    expect(server.connections).toBe(2)
    expect(server.requests).toHaveLength(2)
  })

  it.each([3, 1])("is one of at most %i at a time", async (concurrency) => {
    let inFlight = 0
    let mostInFlight = 0
    const server = await listen((_, socket) => {
      inFlight += 1
      mostInFlight = Math.max(mostInFlight, inFlight)
      setTimeout(() => {
        inFlight -= 1
        socket.write(reply(200))
      }, 10)
    })
    const http = client({ concurrency })
    const results = await Promise.all(
      Array.from({ length: 4 * concurrency }, () =>
        resultOf(http.send({ method: "POST", url: server.url(), body: {} }))
      )
    )
    expect(results).toHaveLength(server.requests.length)
    expect(results.every(({ kind }) => kind === "response")).toBe(true)
    expect(mostInFlight).toBe(concurrency)
    expect(server.mostOpen).toBe(concurrency)
  })

  it("is free again after a request that timed out on it", async () => {
    const server = await listen(({ index }, socket) => {
      if (index > 0) {
        socket.write(reply(200))
      }
    })
    const http = client({ concurrency: 1 })
    const call = { method: "GET", url: server.url() } as const
    await http.send(call, { timeoutMs: 50 })
    expect(await resultOf(http.send(call))).toMatchObject({ status: 200 })
  })

  it("is another one for another origin", async () => {
    const held = await listen(() => undefined)
    const other = await listen((_, socket) => socket.write(reply(200)))
    const http = client({ concurrency: 1 })
    const waiting = http.send({ method: "GET", url: held.url() })
    const sent = http.send({ method: "GET", url: other.url() })
    expect(await resultOf(sent)).toMatchObject({ status: 200 })
    await http.close()
    await waiting
  })
})

describe("a fresh connection", () => {
  const call = { method: "PATCH", body: { climes: 1 } } as const

  it("carries one request, and no other", async () => {
    const server = await listen((_, socket) => socket.write(reply(200)))
    const http = client({ concurrency: 1 })
    const send = async (freshConnection: boolean): Promise<void> => {
      expect(
        await resultOf(
          http.send({ ...call, url: server.url() }, { freshConnection })
        )
      ).toMatchObject({ status: 200 })
    }
    await send(false)
    await send(true)
    await send(true)
    await send(false)
    expect(server.requests.map(({ connection }) => connection)).toEqual([
      1, 2, 3, 1,
    ])
  })

  it("is one of at most so many at a time, too", async () => {
    let inFlight = 0
    let mostInFlight = 0
    const server = await listen((_, socket) => {
      inFlight += 1
      mostInFlight = Math.max(mostInFlight, inFlight)
      setTimeout(() => {
        inFlight -= 1
        socket.write(reply(200))
      }, 10)
    })
    const http = client({ concurrency: 3 })
    const results = await Promise.all(
      Array.from({ length: 12 }, () =>
        resultOf(
          http.send({ ...call, url: server.url() }, { freshConnection: true })
        )
      )
    )
    expect(results.every(({ kind }) => kind === "response")).toBe(true)
    expect(server.connections).toBe(12)
    expect(mostInFlight).toBe(3)
  })

  it("loses nothing to a server that closes idle ones", async () => {
    const server = await listen((_, socket) => {
      socket.write(reply(200))
      setTimeout(() => socket.end(), 10)
    })
    const http = client({ concurrency: 1 })
    for (let turn = 0; turn < 20; turn += 1) {
      expect(
        await resultOf(
          http.send({ ...call, url: server.url() }, { freshConnection: true })
        )
      ).toMatchObject({ status: 200 })
      await sleep(8 + (turn % 5))
    }
    expect(server.requests).toHaveLength(20)
  })
})

describe("a proxy that the environment names", () => {
  const NAMES = ["HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "ALL_PROXY"]
  const before = { ...process.env }

  afterEach(() => {
    process.env = before
  })

  it("isn't used: it would look names up past the check of addresses", async () => {
    const proxy = await listen((_, socket) => socket.write(reply(200, "proxy")))
    const server = await listen((_, socket) => socket.write(reply(200, "ours")))
    process.env = {
      ...before,
      ...Object.fromEntries(NAMES.map((name) => [name, proxy.url("")])),
      NODE_USE_ENV_PROXY: "1",
    }
    for (const freshConnection of [false, true]) {
      expect(
        await resultOf(
          client().send(
            { method: "GET", url: server.url() },
            { freshConnection }
          )
        )
      ).toMatchObject({ body: "ours" })
    }
    expect(proxy.connections).toBe(0)
  })
})

describe("a request is never sent a second time by itself", () => {
  it.each(METHODS)(
    "when a %s gets no answer on a connection that was used before",
    async (method) => {
      const server = await listen(({ index }, socket) => {
        if (index === 0) {
          socket.write(reply(200))
        } else {
          socket.destroy()
        }
      })
      const http = client({ concurrency: 1 })
      await http.send({ method: "GET", url: server.url("/first") })
      const sent = http.send({ method, url: server.url("/second") })
      expect(await resultOf(sent)).toMatchObject({
        sent: true,
        code: "connection_lost",
      })
      await sleep(50)
      expect(server.lines).toEqual([
        "GET /first HTTP/1.1",
        `${method} /second HTTP/1.1`,
      ])
      expect(server.requests.map(({ connection }) => connection)).toEqual([
        1, 1,
      ])
    }
  )

  it.each(METHODS)(
    "when a %s gets no answer on a fresh connection",
    async (method) => {
      const server = await listen((_, socket) => socket.destroy())
      const sent = client().send({ method, url: server.url() })
      expect(await resultOf(sent)).toMatchObject({ sent: true })
      await sleep(50)
      expect(server.requests).toHaveLength(1)
      expect(server.connections).toBe(1)
    }
  )

  it.each([408, 429, 500, 503])("when it is answered %i", async (status) => {
    const server = await listen((_, socket) =>
      socket.write(reply(status, "", { "retry-after": "0" }))
    )
    const sent = client().send({ method: "GET", url: server.url() })
    expect(await resultOf(sent)).toMatchObject({ status })
    await sleep(20)
    expect(server.requests).toHaveLength(1)
  })

  it("when the server closes the connection in the very moment", async () => {
    const server = await listen((_, socket) => {
      socket.write(reply(200))
      setImmediate(() => socket.destroy())
    })
    const http = client({ concurrency: 1 })
    const results = new Map<string, string>()
    for (let turn = 0; turn < 60; turn += 1) {
      const path = `/${turn}`
      const { result } = await http.send({
        method: "PATCH",
        url: server.url(path),
        body: { climes: 1 },
      })
      results.set(
        path,
        result.kind === "response"
          ? "answered"
          : result.sent
            ? "may have been sent"
            : "not sent"
      )
      // The next request leaves at once, or while the connection is closing.
      await (turn % 2 ? sleep(0) : null)
    }
    const arrivals = (path: string): number =>
      server.lines.filter((line) => line === `PATCH ${path} HTTP/1.1`).length
    for (const [path, result] of results) {
      expect([path, result, arrivals(path)]).toEqual([
        path,
        result,
        result === "answered"
          ? 1
          : result === "not sent"
            ? 0
            : Math.min(arrivals(path), 1),
      ])
    }
    expect([...results.values()]).toContain("answered")
  })
})

describe("closing the client", () => {
  const resources = (): string[] =>
    process
      .getActiveResourcesInfo()
      .filter((name) =>
        /^(TCPSocketWrap|TLSWrap|.*Connect.*|Timeout)$/.test(name)
      )
      .sort()

  it("leaves no open handle: idle, in use, waiting, being connected", async () => {
    const before = resources()
    const idle = await listen((_, socket) => socket.write(reply(200)))
    const inUse = await listen(() => undefined)
    const handshaking = await listen(() => undefined)
    const http = client({ concurrency: 1, requestTimeoutMs: 60_000 })

    await http.send({ method: "GET", url: idle.url() })
    const inFlight = [
      http.send({ method: "GET", url: inUse.url("/in-use") }),
      http.send({ method: "GET", url: inUse.url("/waiting") }),
      http.send(
        { method: "GET", url: inUse.url("/fresh") },
        { freshConnection: true }
      ),
      http.send({
        method: "GET",
        url: handshaking.url().replace("http:", "https:"),
      }),
    ]
    await until(() => inUse.requests.length === 2 && handshaking.bytes > 0)

    await http.close()
    const results = await Promise.all(inFlight.map(resultOf))
    expect(results).toMatchObject([
      { sent: true },
      { sent: false },
      { sent: true },
      { sent: false },
    ])
    const servers = [idle, inUse, handshaking]
    await until(() => servers.every(({ open }) => open.size === 0))
    await Promise.all(servers.map((server) => server.close()))
    await until(() => resources().length <= before.length).catch(() => null)
    expect(resources()).toEqual(before)
  })

  it("may be done twice, and before anything was sent", async () => {
    const http = client()
    await http.close()
    await expect(http.close()).resolves.toBeUndefined()
  })
})
