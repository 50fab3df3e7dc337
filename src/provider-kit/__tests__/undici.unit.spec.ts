import { subscribe, unsubscribe } from "node:diagnostics_channel"
import { type Dispatcher, Pool } from "undici"
import { reply, sleep, until, useLoopback } from "../__fixtures__/loopback"
import { selfSigned } from "../__fixtures__/self-signed"

/*
 * That a failed call was "not sent" rests on how undici behaves, which its
 * documents don't promise. These tests are about undici alone. If one of them
 * fails after an update, the client's `sent` can't be trusted any more.
 */

const { listen, closedPort } = useLoopback()

const WRITES = "undici:client:sendHeaders"

const pools: Pool[] = []
const log: string[] = []
const logWrite = (message: unknown) => {
  const { request } = message as { request: { path: string } }
  log.push(`write ${request.path}`)
}

beforeEach(() => {
  log.length = 0
  subscribe(WRITES, logWrite)
})

afterEach(async () => {
  unsubscribe(WRITES, logWrite)
  await Promise.all(pools.splice(0).map((pool) => pool.destroy()))
})

const poolOf = (url: string): Pool => {
  const pool = new Pool(new URL(url).origin, {
    connections: 1,
    pipelining: 1,
    connect: { timeout: 1_000 },
  })
  pools.push(pool)
  return pool
}

/** Logs what happens to a request, until it ends. */
const dispatch = (
  pool: Pool,
  path: string,
  onStart: (controller: Dispatcher.DispatchController) => void = () => undefined
): Promise<void> =>
  new Promise((resolve) => {
    pool.dispatch(
      { path, method: "PATCH", body: "{}" },
      {
        onRequestStart: (controller) => {
          log.push(`start ${path}`)
          onStart(controller)
        },
        onResponseStart: () => undefined,
        onResponseData: () => undefined,
        onResponseEnd: () => {
          log.push(`end ${path}`)
          resolve()
        },
        onResponseError: () => {
          log.push(`error ${path}`)
          resolve()
        },
      }
    )
  })

describe("undici's onRequestStart", () => {
  it("comes before the first byte of its request is written", async () => {
    const server = await listen((_, socket) => socket.write(reply(200)))
    await dispatch(poolOf(server.url()), "/a")
    expect(log).toEqual(["start /a", "write /a", "end /a"])
  })

  it("does not come while the request waits for a connection", async () => {
    const held: (() => void)[] = []
    const server = await listen((_, socket) => {
      held.push(() => socket.write(reply(200)))
    })
    const pool = poolOf(server.url())
    const both = [dispatch(pool, "/a"), dispatch(pool, "/b")]
    await until(() => held.length === 1)
    await sleep(50)
    expect(log).toEqual(["start /a", "write /a"])
    held[0]?.()
    await until(() => held.length === 2)
    held[1]?.()
    await Promise.all(both)
    expect(log).toEqual([
      "start /a",
      "write /a",
      "end /a",
      "start /b",
      "write /b",
      "end /b",
    ])
  })

  it("does not come when the connection is refused", async () => {
    await dispatch(poolOf(`http://127.0.0.1:${await closedPort()}`), "/a")
    expect(log).toEqual(["error /a"])
  })

  it("does not come when the name is unknown", async () => {
    await dispatch(poolOf("http://climes.invalid"), "/a")
    expect(log).toEqual(["error /a"])
  })

  it("does not come when the certificate is refused", async () => {
    const server = await listen(() => undefined, selfSigned())
    await dispatch(poolOf(server.url()), "/a")
    expect(log).toEqual(["error /a"])
    expect(server.bytes).toBe(0)
  })

  it("does not come when the connection can't be made in time", async () => {
    const silent = await listen(() => undefined)
    await dispatch(poolOf(silent.url().replace("http:", "https:")), "/a")
    expect(log).toEqual(["error /a"])
  })

  it("lets a request be aborted with no byte of it written", async () => {
    const server = await listen((_, socket) => socket.write(reply(200)))
    const pool = poolOf(server.url())
    await dispatch(pool, "/a", (controller) => {
      controller.abort(new Error("too late"))
    })
    await dispatch(pool, "/b")
    expect(log).toEqual([
      "start /a",
      "error /a",
      "start /b",
      "write /b",
      "end /b",
    ])
    expect(server.lines).toEqual(["PATCH /b HTTP/1.1"])
  })

  it("comes once, for a request is not written again", async () => {
    const server = await listen(({ index }, socket) => {
      if (index === 0) {
        socket.write(reply(200))
      } else {
        socket.destroy()
      }
    })
    const pool = poolOf(server.url())
    await dispatch(pool, "/a")
    await dispatch(pool, "/b")
    await sleep(50)
    expect(log).toEqual([
      "start /a",
      "write /a",
      "end /a",
      "start /b",
      "write /b",
      "error /b",
    ])
  })

  it("is not followed by another write when others wait", async () => {
    const server = await listen(({ line }, socket) => {
      if (line.includes("/lost")) {
        socket.destroy()
      } else {
        socket.write(reply(200))
      }
    })
    const pool = poolOf(server.url())
    await Promise.all(["/a", "/lost", "/b"].map((path) => dispatch(pool, path)))
    expect(server.lines).toEqual([
      "PATCH /a HTTP/1.1",
      "PATCH /lost HTTP/1.1",
      "PATCH /b HTTP/1.1",
    ])
  })
})
