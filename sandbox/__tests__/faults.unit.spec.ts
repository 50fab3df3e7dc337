import { call, eventually } from "../__fixtures__/call"
import type { Call } from "../__fixtures__/call"
import { startSandbox } from "../index"
import type { Fault, Sandbox } from "../index"

let sandbox: Sandbox

beforeAll(async () => {
  sandbox = await startSandbox()
})

beforeEach(() => {
  sandbox.reset()
  sandbox.climes.orders.create({ partner_order_id: "42", climes: 100 })
})

afterAll(() => sandbox.stop())

const remove = (climes: number, options: Call = {}) =>
  call(`${sandbox.climes.url}/v3/integrations/vote/order/cancel`, {
    method: "PATCH",
    headers: { "x-api-key": sandbox.climes.credentials.apiKey },
    body: { climes, partner_order_id: "42" },
    ...options,
  })

const cancelLoan = async () => {
  sandbox.aplazame.orders.create({ mid: "m1", total_amount: 1000 })
  return call(`${sandbox.aplazame.url}/orders/m1/cancel`, {
    method: "POST",
    headers: {
      accept: "application/vnd.aplazame.v1+json",
      authorization: `Bearer ${sandbox.aplazame.credentials.privateKey}`,
    },
  })
}

const next = (fault: Fault) => sandbox.climes.faults.next(fault)
const effects = () => sandbox.climes.effects

const leaveOnceItArrived = async () => {
  const abort = new AbortController()
  const asked = remove(1, { signal: abort.signal })
  void eventually(() => sandbox.climes.journal.length > 0).then(() =>
    abort.abort()
  )
  await expect(asked).rejects.toThrow()
}

const lastStatus = () => sandbox.climes.journal.at(-1)?.status

describe("A fault that leaves an answer", () => {
  it("latency waits, then goes on normally", async () => {
    next({ type: "latency", ms: 60 })
    const startedAt = performance.now()

    const answer = await remove(1)

    expect(performance.now() - startedAt).toBeGreaterThan(50)
    expect(answer).toMatchObject({
      status: 200,
      body: { remaining_climes: 99 },
    })
  })

  it("latency takes effect after the client has left, too", async () => {
    next({ type: "latency", ms: 500 })

    await leaveOnceItArrived()

    expect(effects()).toEqual([])
    await eventually(() => effects().length === 1)
  })

  it("respond answers an object as JSON, without an effect", async () => {
    next({ type: "respond", status: 500, body: { message: "Oh" } })

    const answer = await remove(1)

    expect(answer).toMatchObject({ status: 500, body: { message: "Oh" } })
    expect(answer.headers.get("content-type")).toMatch("application/json")
    expect(effects()).toEqual([])
    expect(lastStatus()).toBe(500)
  })

  it("respond answers a string as it is, with headers and an effect", async () => {
    next({
      type: "respond",
      status: 502,
      body: "<h1>Bad gateway</h1>",
      headers: { "content-type": "text/html", "x-edge": "1" },
      effect: "apply",
    })

    const answer = await remove(1)

    expect(answer).toMatchObject({ status: 502, text: "<h1>Bad gateway</h1>" })
    expect(answer.headers.get("content-type")).toBe("text/html")
    expect(answer.headers.get("x-edge")).toBe("1")
    expect(effects()).toHaveLength(1)
  })

  it.each([200, 204])("respond may have no body at all: %i", async (status) => {
    next({ type: "respond", status })

    expect(await remove(1)).toMatchObject({ status, text: "" })
  })

  it.each([
    [7, "7"],
    ["Wed, 21 Oct 2026 07:28:00 GMT", "Wed, 21 Oct 2026 07:28:00 GMT"],
    [undefined, null],
  ])("throttle answers 429 with Retry-After %p", async (retryAfter, header) => {
    next({ type: "throttle", retryAfter })

    const answer = await remove(1)

    expect(answer.status).toBe(429)
    expect(answer.headers.get("retry-after")).toBe(header)
    expect(answer.body).toEqual({ message: expect.any(String) })
    expect(effects()).toEqual([])
  })

  it("throttle has each provider's own shape", async () => {
    const { fungies, aplazame, akinon } = sandbox
    for (const provider of [fungies, aplazame, akinon]) {
      provider.faults.next({ type: "throttle" })
    }
    const ask = async (url: string) => (await call(url)).body

    expect(await ask(fungies.url)).toHaveProperty("error.message")
    expect(await ask(aplazame.url)).toHaveProperty("error.fields")
    expect(await ask(akinon.url)).toHaveProperty("detail")
  })

  it("malformed takes effect and answers 200 with broken JSON", async () => {
    next({ type: "malformed" })

    const answer = await remove(1)

    expect(answer.status).toBe(200)
    expect(answer.text).not.toBe("")
    expect(answer.body).toBeUndefined()
    expect(effects()).toHaveLength(1)
  })

  it("huge takes effect and answers with as many bytes as asked", async () => {
    const bytes = 300_000
    next({ type: "huge", bytes })

    const answer = await remove(1)

    expect(answer.status).toBe(200)
    expect(Buffer.byteLength(answer.text)).toBe(bytes)
    expect(answer.body).toBeDefined()
    expect(effects()).toHaveLength(1)
  })

  it("huge survives a client that has had enough", async () => {
    next({ type: "huge", bytes: 200_000_000 })
    const abort = new AbortController()
    const response = await fetch(
      `${sandbox.climes.url}/v3/integrations/vote/order/42/cancel`,
      {
        method: "DELETE",
        headers: { "x-api-key": sandbox.climes.credentials.apiKey },
        signal: abort.signal,
      }
    )
    abort.abort()

    await expect(response.text()).rejects.toThrow()
    expect((await remove(1)).status).toBe(400)
    expect(effects()).toHaveLength(1)
  })

  it("trickle takes effect at once and drips the answer", async () => {
    next({ type: "trickle", bytesPerSecond: 500 })
    const startedAt = performance.now()

    const answer = await remove(1)

    expect(answer.body).toMatchObject({ remaining_climes: 99 })
    expect(performance.now() - startedAt).toBeGreaterThan(50)
    expect(effects()).toHaveLength(1)
  })

  it("trickle stops when the client leaves", async () => {
    next({ type: "trickle", bytesPerSecond: 10 })

    await leaveOnceItArrived()

    expect(effects()).toHaveLength(1)
    expect(lastStatus()).toBe(200)
  })

  it.each(["malformed", "huge", "trickle", "wrong_type"] as const)(
    "%s has a body even where the API answers 204",
    async (type) => {
      sandbox.aplazame.faults.next(
        type === "huge"
          ? { type, bytes: 64 }
          : type === "trickle"
            ? { type, bytesPerSecond: 1000 }
            : { type }
      )

      const answer = await cancelLoan()

      expect(answer.status).toBe(200)
      expect(answer.text).not.toBe("")
      expect(sandbox.aplazame.effects).toHaveLength(1)
    }
  )

  it.each([
    [undefined, 302],
    [307, 307],
  ])("redirect, status %p, sends the client away", async (status, expected) => {
    next({ type: "redirect", location: "http://127.0.0.1:1/", status })

    const answer = await remove(1)

    expect(answer.status).toBe(expected)
    expect(answer.headers.get("location")).toBe("http://127.0.0.1:1/")
    expect(effects()).toEqual([])
  })

  it("wrong_type takes effect and answers 200 with an array", async () => {
    next({ type: "wrong_type" })

    const answer = await remove(1)

    expect(answer.status).toBe(200)
    expect(Array.isArray(answer.body)).toBe(true)
    expect(effects()).toHaveLength(1)
  })

  it("wrong_type can swap the types and keep the keys", async () => {
    next({ type: "wrong_type", shape: "swapped" })

    expect((await remove(1)).body).toEqual({
      message: 0,
      remaining_climes: ["99"],
      partner_order_id: 0,
    })
  })
})

describe("A fault that leaves no answer", () => {
  it("drop_before_effect breaks the connection, nothing happens", async () => {
    next({ type: "drop_before_effect" })

    await expect(remove(1)).rejects.toThrow()

    expect(effects()).toEqual([])
    expect(sandbox.climes.journal).toMatchObject([
      { status: null, effect: null },
    ])
  })

  it("drop_after_effect breaks the connection, and it has happened", async () => {
    next({ type: "drop_after_effect" })

    await expect(remove(1)).rejects.toThrow()

    expect(effects()).toHaveLength(1)
    expect(sandbox.climes.journal).toMatchObject([
      { status: null, effect: { kind: "void", amount: 1 } },
    ])
  })

  it("effect_after_drop breaks the connection, and it happens later", async () => {
    next({ type: "effect_after_drop", delayMs: 300 })

    await expect(remove(1)).rejects.toThrow()

    expect(effects()).toEqual([])
    await eventually(() => effects().length === 1)
    expect(sandbox.climes.journal[0]?.effect).toEqual(effects()[0])
  })

  it.each(["none", "apply"] as const)(
    "hang never answers; effect: %s",
    async (effect) => {
      next({ type: "hang", effect })

      await leaveOnceItArrived()

      expect(effects()).toHaveLength(effect === "apply" ? 1 : 0)
      expect(lastStatus()).toBeNull()
    }
  )

  it("doesn't make the API do what it refuses anyway", async () => {
    next({ type: "drop_after_effect" })

    await expect(remove(1000)).rejects.toThrow()

    expect(effects()).toEqual([])
  })
})

describe("Faults", () => {
  const failing = (status: number): Fault => ({ type: "respond", status })
  const statuses = async (count: number) => {
    const seen: number[] = []
    for (let asked = 0; asked < count; asked += 1) {
      seen.push((await remove(1)).status)
    }
    return seen
  }

  it("are used up in the order they were queued", async () => {
    sandbox.climes.faults.next(failing(500), { times: 2 })
    sandbox.climes.faults.next(failing(503))

    expect(await statuses(4)).toEqual([500, 500, 503, 200])
  })

  it("wait for the request that they are for", async () => {
    const { faults } = sandbox.climes
    faults.next(failing(500), { method: "delete" })
    faults.next(failing(502), { path: /order\/43/g })
    faults.next(failing(503), { method: "PATCH", path: /order\/cancel$/g })

    expect(await statuses(2)).toEqual([503, 200])
  })

  it("stay when they are for always, behind those that are queued", async () => {
    sandbox.climes.faults.always(failing(500), { method: "PATCH" })
    sandbox.climes.faults.next(failing(503))

    expect(await statuses(3)).toEqual([503, 500, 500])
  })

  it("are gone when they are cleared", async () => {
    sandbox.climes.faults.always(failing(500))
    sandbox.climes.faults.next(failing(503))

    sandbox.climes.faults.clear()

    expect(await statuses(1)).toEqual([200])
  })

  it("concern one provider only", async () => {
    sandbox.fungies.faults.always(failing(500))

    expect(await statuses(1)).toEqual([200])
  })

  it("are refused when they make no sense", () => {
    expect(() => sandbox.climes.faults.next(failing(700))).toThrow()
  })
})
