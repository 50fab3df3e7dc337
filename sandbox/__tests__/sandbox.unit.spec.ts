import { connect } from "node:net"

import { call, eventually } from "../__fixtures__/call"
import { PROVIDERS, startSandbox } from "../index"
import type { Sandbox } from "../index"

const START = Date.UTC(2026, 0, 1)

let sandbox: Sandbox

beforeAll(async () => {
  sandbox = await startSandbox({ clock: () => START })
})

beforeEach(() => sandbox.reset())

afterAll(() => sandbox.stop())

const create = (climes = 100) =>
  sandbox.climes.orders.create({ partner_order_id: "42", climes })

const cancel = (from: Sandbox = sandbox, signal?: AbortSignal) =>
  call(`${from.climes.url}/v3/integrations/vote/order/42/cancel?a=1`, {
    method: "DELETE",
    headers: { "x-api-key": from.climes.credentials.apiKey },
    signal,
  })

const failureOf = async (asked: Promise<unknown>) => {
  const [result] = await Promise.allSettled([asked])
  return result.status === "rejected" ? result.reason.cause.code : null
}

describe("A sandbox", () => {
  it("has a server on loopback for each provider", () => {
    const urls = PROVIDERS.map((name) => sandbox[name].url)

    expect(new Set(urls).size).toBe(4)
    urls.forEach((url) => expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+/))
    expect(sandbox.fungies.url).toMatch(/\/v0$/)
  })

  it("says which port is in use, and leaves nothing open", async () => {
    const port = Number(new URL(sandbox.akinon.url).port)

    await expect(startSandbox({ ports: { akinon: port } })).rejects.toThrow(
      `Port ${port} for akinon is in use`
    )
  })

  it("works on the system's clock unless it gets another", async () => {
    const other = await startSandbox()
    other.climes.orders.create({ partner_order_id: "42", climes: 1 })

    await cancel(other)

    const at = other.climes.journal[0]?.at ?? 0
    expect(Math.abs(Date.now() - at)).toBeLessThan(5000)
    await other.stop()
  })

  it("stops with requests, sockets and late effects outstanding", async () => {
    const other = await startSandbox()
    const { climes } = other
    climes.orders.create({ partner_order_id: "42", climes: 1 })
    climes.faults.next({ type: "hang" })
    climes.faults.next({ type: "latency", ms: 60_000 })
    climes.faults.next({ type: "effect_after_drop", delayMs: 60_000 })
    const idle = connect(Number(new URL(climes.url).port), "127.0.0.1")
    const ended = new Promise((resolve) => idle.once("close", resolve))
    const asked = [cancel(other), cancel(other), cancel(other)]
    const settled = Promise.allSettled(asked)
    await eventually(() => climes.journal.length === 3)

    await other.stop()
    await ended

    const results = await settled
    expect(results.map(({ status }) => status)).toEqual(
      asked.map(() => "rejected")
    )
    expect(climes.effects).toEqual([])
    await other.stop()
  })
})

describe("The journal", () => {
  it("has every request, in order, with its answer and its effect", async () => {
    create()

    await cancel()
    await cancel()

    const seen = {
      at: START,
      provider: "climes",
      method: "DELETE",
      path: "/v3/integrations/vote/order/42/cancel?a=1",
      headers: expect.objectContaining({
        "x-api-key": sandbox.climes.credentials.apiKey,
      }),
      body: null,
    }
    expect(sandbox.climes.journal).toEqual([
      { ...seen, seq: 1, status: 200, effect: sandbox.climes.effects[0] },
      { ...seen, seq: 2, status: 400, effect: null },
    ])
  })

  it.each([
    ["parsed JSON", "application/json", '{"a":1}', { a: 1 }],
    ["raw text that isn't", "application/json", "{", "{"],
    ["raw text of another type", "text/plain", '{"a":1}', '{"a":1}'],
  ])("has a body as %s", async (_, type, body, expected) => {
    await call(sandbox.climes.url, {
      method: "POST",
      headers: { "content-type": type },
      body,
    })

    expect(sandbox.climes.journal[0]?.body).toEqual(expected)
  })

  it("has no request that a client didn't finish", async () => {
    const socket = connect(Number(new URL(sandbox.climes.url).port))
    socket.write("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\n{")
    await new Promise((resolve) => setTimeout(resolve, 20))
    socket.destroy()

    await cancel()

    expect(sandbox.climes.journal).toHaveLength(1)
  })
})

describe("Orders", () => {
  it("are copies: changing one changes nothing at the provider", () => {
    const order = create()
    order.remaining_climes = 0

    expect(sandbox.climes.orders.get("42")?.remaining_climes).toBe(100)
    expect(sandbox.climes.orders.all()).toHaveLength(1)
    expect(sandbox.climes.orders.get("43")).toBeUndefined()
  })

  it("can't be created twice", () => {
    create()

    expect(() => create()).toThrow("already")
  })

  it("name what is wrong with the input", () => {
    expect(() => create(-1)).toThrow(/climes: /)
  })

  it("can be changed from outside the API, all but their ids", () => {
    create()
    const { orders } = sandbox.climes

    expect(orders.update("42", { unlock_date: 0 }).unlock_date).toBe(0)
    expect(() => orders.update("42", { partner_order_id: "43" })).toThrow()
    expect(() => orders.update("43", {})).toThrow("no order 43")
  })
})

describe("A provider that is down", () => {
  afterEach(() => sandbox.climes.up())

  it("refuses connections, and is back with its state", async () => {
    create()
    const { url } = sandbox.climes

    await sandbox.climes.down()
    expect(await failureOf(cancel())).toBe("ECONNREFUSED")
    expect(sandbox.climes.journal).toEqual([])
    await sandbox.climes.up()

    expect(sandbox.climes.url).toBe(url)
    expect((await cancel()).status).toBe(200)
  })

  it("cuts those off who are connected", async () => {
    create()
    sandbox.climes.faults.next({ type: "hang", effect: "apply" })
    const asked = failureOf(cancel())
    await eventually(() => sandbox.climes.journal.length === 1)

    await sandbox.climes.down()

    expect(await asked).toBe("UND_ERR_SOCKET")
    expect(sandbox.climes.effects).toHaveLength(1)
  })

  it("still lets take effect what was on its way, unanswered", async () => {
    create()
    sandbox.climes.faults.next({ type: "latency", ms: 300 })
    const asked = failureOf(cancel())
    await eventually(() => sandbox.climes.journal.length === 1)

    await sandbox.climes.down()

    expect(sandbox.climes.effects).toEqual([])
    expect(await asked).toBe("UND_ERR_SOCKET")
    await eventually(() => sandbox.climes.effects.length === 1)
    expect(sandbox.climes.journal[0]?.status).toBeNull()
  })

  it("leaves the others up", async () => {
    await sandbox.climes.down()

    expect((await call(sandbox.akinon.url)).status).toBe(404)
  })

  it("may be taken down and brought up twice", async () => {
    await sandbox.climes.down()
    await sandbox.climes.down()
    await sandbox.climes.up()
    await sandbox.climes.up()

    expect((await cancel()).status).toBe(404)
  })
})

describe("A reset", () => {
  it("forgets orders, journal, effects, settings and faults", async () => {
    create()
    await cancel()
    sandbox.climes.settings.repeatedCancelStatus = 410
    sandbox.climes.faults.always({ type: "respond", status: 500 })

    sandbox.climes.reset()

    expect(sandbox.climes.journal).toEqual([])
    expect(sandbox.climes.effects).toEqual([])
    expect(sandbox.climes.orders.all()).toEqual([])
    create()
    expect((await cancel()).status).toBe(200)
    expect((await cancel()).status).toBe(400)
    expect(sandbox.climes.journal[0]?.seq).toBe(1)
  })

  it("lets no effect of the past land in the new state", async () => {
    create()
    sandbox.climes.faults.next({ type: "effect_after_drop", delayMs: 300 })
    sandbox.climes.faults.next({ type: "latency", ms: 300 })
    await cancel().catch(() => undefined)
    const waiting = failureOf(cancel())
    await eventually(() => sandbox.climes.journal.length === 2)

    sandbox.reset()
    create()

    expect(await waiting).toBe("UND_ERR_SOCKET")
    await new Promise((resolve) => setTimeout(resolve, 350))
    expect(sandbox.climes.effects).toEqual([])
    expect(sandbox.climes.orders.get("42")?.cancelled).toBe(false)
  })
})

describe("The control API", () => {
  const control = (path: string, method = "GET", body?: unknown) =>
    call(new URL(`/__sandbox/${path}`, sandbox.fungies.url).href, {
      method,
      body,
    })

  const read = (id: string) =>
    call(`${sandbox.fungies.url}/orders/${id}`, {
      headers: {
        "x-fngs-public-key": sandbox.fungies.credentials.publicKey,
        "x-fngs-secret-key": sandbox.fungies.credentials.secretKey,
      },
    })

  it("creates orders and lists them", async () => {
    const created = await control("orders", "POST", { value: 5 })

    const [order] = sandbox.fungies.orders.all()
    expect(created).toMatchObject({ status: 201, body: { order } })
    expect((await control("orders")).body).toEqual({ orders: [order] })
  })

  it("shows journal and effects, and stays out of the journal", async () => {
    await read("nobody")

    const journal = await control("journal")

    expect(journal.body).toMatchObject({ journal: [{ seq: 1, status: 404 }] })
    expect((await control("effects")).body).toEqual({ effects: [] })
    expect(sandbox.fungies.journal).toHaveLength(1)
  })

  it("queues faults that are for some requests, a number of times", async () => {
    const added = await control("faults", "POST", {
      fault: { type: "respond", status: 503 },
      times: 2,
      method: "GET",
      path: "/orders/[ab]$",
    })

    expect(added.status).toBe(204)
    expect((await read("c")).status).toBe(404)
    expect((await read("a")).status).toBe(503)
    expect((await read("b")).status).toBe(503)
    expect((await read("a")).status).toBe(404)
  })

  it("sets faults for always and deletes them", async () => {
    const fault = { type: "respond", status: 503 }
    await control("faults", "POST", { fault, always: true })
    expect((await read("a")).status).toBe(503)
    expect((await read("a")).status).toBe(503)

    expect((await control("faults", "DELETE")).status).toBe(204)

    expect((await read("a")).status).toBe(404)
  })

  it("resets", async () => {
    sandbox.fungies.orders.create({})
    sandbox.climes.orders.create({ partner_order_id: "1", climes: 1 })

    expect((await control("reset", "POST")).status).toBe(204)

    expect(sandbox.fungies.orders.all()).toEqual([])
    expect(sandbox.climes.orders.all()).toHaveLength(1)
  })

  it("is untouched by faults", async () => {
    sandbox.fungies.faults.always({ type: "drop_before_effect" })

    expect((await control("orders")).status).toBe(200)
  })

  it.each([
    ["an order that is none", "orders", { id: "x" }],
    ["no JSON", "orders", "id=x"],
    ["a fault that is none", "faults", { fault: { type: "nap" } }],
    [
      "a path that is no pattern",
      "faults",
      {
        fault: { type: "hang" },
        path: "(",
      },
    ],
    ["an unknown option", "faults", { fault: { type: "hang" }, url: "/" }],
  ])("answers 400 with a message to %s", async (_, path, body) => {
    const answer = await control(path, "POST", body)

    expect(answer.status).toBe(400)
    expect(answer.body).toEqual({ message: expect.any(String) })
  })

  it("lists what there is when asked for something else", async () => {
    const answer = await control("nothing")

    expect(answer.status).toBe(404)
    expect(answer.text).toContain("POST faults")
  })
})
