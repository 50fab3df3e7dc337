import { call } from "../__fixtures__/call"
import type { Call } from "../__fixtures__/call"
import { startSandbox } from "../index"
import type { Sandbox } from "../index"

const DAY = 24 * 60 * 60 * 1000
const START = Date.UTC(2026, 0, 1)

let sandbox: Sandbox
let now: number

beforeAll(async () => {
  sandbox = await startSandbox({ clock: () => now })
})

beforeEach(() => {
  now = START
  sandbox.reset()
})

afterAll(() => sandbox.stop())

const ask = (method: string, path: string, options: Call = {}) =>
  call(`${sandbox.climes.url}/v3/integrations${path}`, {
    method,
    headers: { "x-api-key": sandbox.climes.credentials.apiKey },
    ...options,
  })

const remove = (climes: unknown, id: unknown = "42", payer = "vote") =>
  ask("PATCH", `/${payer}/order/cancel`, {
    body: { climes, partner_order_id: id },
  })

const cancel = (id = "42", payer = "vote") =>
  ask("DELETE", `/${payer}/order/${encodeURIComponent(id)}/cancel`)

const create = (input: object = {}) =>
  sandbox.climes.orders.create({
    partner_order_id: "42",
    climes: 607,
    ...input,
  })

describe("Climes, a removal", () => {
  it("answers with what is left", async () => {
    create()

    const answer = await remove(50)

    expect(answer).toMatchObject({
      status: 200,
      body: {
        message: expect.any(String),
        remaining_climes: 557,
        partner_order_id: "42",
      },
    })
    expect(sandbox.climes.orders.get("42")?.remaining_climes).toBe(557)
  })

  it("removes again when it is repeated", async () => {
    create()

    await remove(50)
    const answer = await remove(50)

    expect(answer.body).toMatchObject({ remaining_climes: 507 })
    expect(sandbox.climes.effects).toEqual([
      { seq: 1, at: START, order_id: "42", kind: "void", amount: 50 },
      { seq: 2, at: START, order_id: "42", kind: "void", amount: 50 },
    ])
  })

  it("may take everything, and leaves an order that can be cancelled", async () => {
    create()

    expect((await remove(607)).body).toMatchObject({ remaining_climes: 0 })
    expect((await cancel()).status).toBe(200)
  })

  it("is refused when more is asked than remains, and takes nothing", async () => {
    create({ climes: 10 })

    const answer = await remove(11)

    expect(answer.status).toBe(400)
    expect(answer.body).toEqual({ message: expect.any(String) })
    expect(sandbox.climes.effects).toEqual([])
  })

  it.each([
    ["no climes", undefined, "42"],
    ["climes as a string", "50", "42"],
    ["a fraction of a clime", 1.5, "42"],
    ["zero climes", 0, "42"],
    ["negative climes", -1, "42"],
    ["no partner_order_id", 50, undefined],
    ["partner_order_id as a number", 50, 42],
  ])("is refused with 400 for %s", async (_, climes, id) => {
    create()

    const answer = await ask("PATCH", "/vote/order/cancel", {
      body: { climes, partner_order_id: id },
    })

    expect(answer.status).toBe(400)
    expect(answer.body).toEqual({ message: expect.any(String) })
    expect(sandbox.climes.effects).toEqual([])
  })

  it.each<[string, Call]>([
    ["an unknown field", { body: { climes: 1, partner_order_id: "42", x: 1 } }],
    ["an array", { body: [] }],
    [
      "broken JSON",
      { body: "{", headers: { "content-type": "application/json" } },
    ],
    ["another content type", { body: '{"climes":1,"partner_order_id":"42"}' }],
    ["no body", {}],
  ])("is refused with 400 for %s", async (_, options) => {
    create()

    const answer = await ask("PATCH", "/vote/order/cancel", {
      ...options,
      headers: {
        "x-api-key": sandbox.climes.credentials.apiKey,
        ...options.headers,
      },
    })

    expect(answer.status).toBe(400)
    expect(sandbox.climes.effects).toEqual([])
  })

  it("is refused once the order is cancelled", async () => {
    create()
    await cancel()

    expect((await remove(1)).status).toBe(400)
  })
})

describe("Climes, a whole cancel", () => {
  it("cancels once; a second one says that it is cancelled already", async () => {
    create()

    const first = await cancel()
    const second = await cancel()

    expect(first).toMatchObject({
      status: 200,
      body: { message: expect.any(String), partner_order_id: "42" },
    })
    expect(second.status).toBe(400)
    expect(second.text).toMatch(/already cancelled/i)
    expect(sandbox.climes.effects).toEqual([
      { seq: 1, at: START, order_id: "42", kind: "cancel" },
    ])
    expect(sandbox.climes.orders.get("42")?.cancelled).toBe(true)
  })

  it("answers a repetition with the status it is told to", async () => {
    create()
    sandbox.climes.settings.repeatedCancelStatus = 409
    await cancel()

    expect((await cancel()).status).toBe(409)
  })

  it("finds an id that had to be percent-encoded", async () => {
    const id = "a/b #1?é"
    create({ partner_order_id: id })

    expect((await cancel(id)).body).toMatchObject({ partner_order_id: id })
  })

  it("takes an empty object for no body, and nothing more", async () => {
    create()
    const path = "/vote/order/42/cancel"

    expect((await ask("DELETE", path, { body: { climes: 1 } })).status).toBe(
      400
    )
    expect((await ask("DELETE", path, { body: {} })).status).toBe(200)
  })
})

describe("Climes", () => {
  it("locks an order for 10 days, and refuses it from then on", async () => {
    create()
    now = START + 10 * DAY - 1
    expect((await remove(1)).status).toBe(200)

    now = START + 10 * DAY
    expect((await remove(1)).status).toBe(400)
    expect((await cancel()).status).toBe(400)
  })

  it("locks it until its unlock_date where it has one", async () => {
    create({ unlock_date: START + 1000 })
    sandbox.climes.settings.unlockedStatus = 422
    now = START + 1000

    expect((await cancel()).status).toBe(422)
  })

  it("finds an order by its payer's path only", async () => {
    create({ payer: "calculated" })

    expect((await remove(1)).status).toBe(404)
    expect((await cancel()).status).toBe(404)
    expect((await remove(1, "42", "calculated")).status).toBe(200)
    expect((await cancel("42", "calculated")).status).toBe(200)
  })

  it("answers 404 with a message for an unknown order", async () => {
    for (const answer of [await remove(1, "nobody"), await cancel("nobody")]) {
      expect(answer.status).toBe(404)
      expect(answer.body).toEqual({ message: expect.any(String) })
    }
  })

  it.each([
    ["without a key", {}],
    ["with a wrong key", { "x-api-key": "wrong" }],
    [
      "with the key as a bearer",
      { authorization: "Bearer climes-sandbox-key" },
    ],
  ])("answers 403 %s", async (_, headers) => {
    create()

    const answer = await ask("DELETE", "/vote/order/42/cancel", {
      headers: headers,
    })

    expect(answer.status).toBe(403)
    expect(answer.body).toEqual({ message: expect.any(String) })
    expect(sandbox.climes.effects).toEqual([])
  })

  it.each([
    ["POST", "/vote/order/cancel"],
    ["DELETE", "/vote/order/cancel"],
    ["GET", "/vote/order/42/cancel"],
    ["GET", "/vote/order/42"],
    ["DELETE", "/vote/order//cancel"],
    ["DELETE", "/vote/order/42/cancel/"],
    ["DELETE", "/nobody/order/42/cancel"],
    ["DELETE", "/vote/order/%E0%A4%A/cancel"],
  ])("has nothing at %s %s", async (method, path) => {
    create()

    expect((await ask(method, path)).status).toBe(404)
    expect(sandbox.climes.effects).toEqual([])
  })

  it("limits the rate only when told to, in windows", async () => {
    create()
    sandbox.climes.settings.rateLimit = { requests: 2, windowMs: 60_000 }

    expect((await remove(1)).status).toBe(200)
    expect((await remove(1)).status).toBe(200)
    expect((await remove(1)).status).toBe(429)
    now += 60_000
    expect((await remove(1)).status).toBe(200)
    expect(sandbox.climes.orders.get("42")?.remaining_climes).toBe(604)
  })
})
