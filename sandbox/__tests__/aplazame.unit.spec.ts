import { call } from "../__fixtures__/call"
import type { Call } from "../__fixtures__/call"
import { startSandbox } from "../index"
import type { AplazameOrderInput, Sandbox } from "../index"

const START = Date.UTC(2026, 0, 1)
const REAL = "application/vnd.aplazame.v1+json"
const SANDBOX = "application/vnd.aplazame.sandbox.v1+json"

let sandbox: Sandbox

beforeAll(async () => {
  sandbox = await startSandbox({ clock: () => START })
})

beforeEach(() => sandbox.reset())

afterAll(() => sandbox.stop())

const ask = (method: string, path: string, options: Call = {}) =>
  call(`${sandbox.aplazame.url}/orders/${path}`, {
    method,
    ...options,
    headers: {
      accept: REAL,
      authorization: `Bearer ${sandbox.aplazame.credentials.privateKey}`,
      ...options.headers,
    },
  })

const voidPart = (amount: unknown, mid = "m1") =>
  ask("POST", `${mid}/void`, { body: { amount } })

const create = (input: Partial<AplazameOrderInput> = {}) =>
  sandbox.aplazame.orders.create({ mid: "m1", total_amount: 61520, ...input })

const errorBody = {
  error: {
    type: expect.any(String),
    message: expect.any(String),
    fields: expect.any(Object),
  },
}

describe("Aplazame, an order that was captured", () => {
  it("has nothing left to be voided, and no void", async () => {
    create({ captured: 61520 })

    expect((await ask("GET", "m1/void")).body).toEqual({
      remaining_amount: 0,
      results: [],
    })
    expect((await voidPart(1)).status).toBe(400)
    expect((await ask("GET", "m1")).body).toMatchObject({
      status: "ok",
      cancelled: null,
    })
  })

  it("is not cancelled", async () => {
    create({ captured: 61520 })

    const answer = await ask("POST", "m1/cancel")

    expect(answer.status).toBe(409)
    expect(answer.body).toEqual(errorBody)
    expect(sandbox.aplazame.effects).toEqual([])
  })

  it("in part, is not cancelled by voiding what is left", async () => {
    create({ captured: 20000 })

    expect((await voidPart(41520)).body).toMatchObject({ remaining_amount: 0 })
    expect((await ask("GET", "m1")).body).toMatchObject({ cancelled: null })
  })

  it("can't be of more than it is worth", () => {
    expect(() => create({ captured: 61521 })).toThrow("captured")
  })
})

describe("Aplazame, an order that is over", () => {
  it("says why", async () => {
    create({ status: "ko", status_reason: "merchant_failed_to_confirm" })

    expect((await ask("GET", "m1")).body).toMatchObject({
      status: "ko",
      status_reason: "merchant_failed_to_confirm",
    })
    expect((await ask("POST", "m1/cancel")).status).toBe(400)
  })
})

describe("Aplazame, a void", () => {
  it("answers with what remains and all voids so far", async () => {
    create()

    await voidPart(1000)
    const answer = await voidPart(500)

    expect(answer.status).toBe(200)
    expect(answer.headers.get("x-aplazame-media-type")).toBe("aplazame.v1")
    expect(answer.body).toEqual({
      remaining_amount: 60020,
      results: [1000, 500].map((amount) => ({
        amount,
        id: expect.stringMatching(/^[0-9a-f]{32}$/),
        created: "2026-01-01T02:00:00.000000+02:00",
      })),
    })
    expect(await ask("GET", "m1/void")).toMatchObject({ body: answer.body })
    expect(sandbox.aplazame.effects).toEqual([
      { seq: 1, at: START, order_id: "m1", kind: "void", amount: 1000 },
      { seq: 2, at: START, order_id: "m1", kind: "void", amount: 500 },
    ])
  })

  it("of everything cancels the order, and is its only effect", async () => {
    create({ total_amount: 1500 })

    await voidPart(1000)
    const answer = await voidPart(500)

    expect(answer.body).toMatchObject({ remaining_amount: 0 })
    expect(sandbox.aplazame.orders.get("m1")?.cancelled).not.toBeNull()
    expect(sandbox.aplazame.effects).toHaveLength(2)
  })

  it("never exceeds the total, however many come at once", async () => {
    create({ total_amount: 1000 })

    const answers = await Promise.all(
      Array.from({ length: 5 }, () => voidPart(300))
    )

    const statuses = answers.map(({ status }) => status).sort()
    expect(statuses).toEqual([200, 200, 200, 400, 400])
    expect(await ask("GET", "m1/void")).toMatchObject({
      body: { remaining_amount: 100 },
    })
  })

  it.each(["pending", "ko"] as const)(
    "is refused for an order that is %s",
    async (status) => {
      create({ status })

      const answer = await voidPart(100)

      expect(answer.status).toBe(400)
      expect(answer.body).toEqual(errorBody)
    }
  )

  it("is refused once the order is cancelled", async () => {
    create()
    await ask("POST", "m1/cancel")

    const answer = await voidPart(100)

    expect(answer.status).toBe(400)
    expect(answer.body).toEqual(errorBody)
    expect(sandbox.aplazame.effects).toHaveLength(1)
  })

  it.each([undefined, null, 0, -1, 100.5, "100", 61521])(
    "is refused for an amount of %p, naming the field",
    async (amount) => {
      create()

      const answer = await voidPart(amount)

      expect(answer.status).toBe(400)
      expect(answer.body).toMatchObject({
        error: { fields: { amount: [expect.any(String)] } },
      })
      expect(sandbox.aplazame.effects).toEqual([])
    }
  )

  it.each<[string, number, Call]>([
    ["no body", 400, {}],
    ["an unknown field", 400, { body: { amount: 1, note: "x" } }],
    ["an array", 400, { body: [1] }],
    [
      "broken JSON",
      400,
      { body: "{", headers: { "content-type": "application/json" } },
    ],
    [
      "a form",
      415,
      {
        body: "amount=100",
        headers: { "content-type": "application/x-www-form-urlencoded" },
      },
    ],
  ])("is refused for %s with %i", async (_, status, options) => {
    create()

    const answer = await ask("POST", "m1/void", options)

    expect(answer.status).toBe(status)
    expect(answer.body).toEqual(errorBody)
    expect(sandbox.aplazame.effects).toEqual([])
  })
})

describe("Aplazame, a whole cancel", () => {
  it("answers 204 without a body, and nothing remains", async () => {
    create()
    await voidPart(1000)

    const answer = await ask("POST", "m1/cancel")

    expect(answer).toMatchObject({ status: 204, text: "" })
    expect(await ask("GET", "m1/void")).toMatchObject({
      body: { remaining_amount: 0, results: [{ amount: 1000 }] },
    })
    expect(sandbox.aplazame.effects[1]).toEqual({
      seq: 2,
      at: START,
      order_id: "m1",
      kind: "cancel",
    })
  })

  it.each([
    ["not_found", 404],
    ["conflict", 409],
    ["no_content", 204],
  ] as const)(
    "set to %s, answers a repetition with %i",
    async (set, status) => {
      create()
      sandbox.aplazame.settings.repeatedCancel = set
      await ask("POST", "m1/cancel")

      const answer = await ask("POST", "m1/cancel")

      expect(answer.status).toBe(status)
      expect(sandbox.aplazame.effects).toHaveLength(1)
    }
  )

  it("answers a repetition as it does an unknown order, unless set", async () => {
    create()
    await ask("POST", "m1/cancel")

    const repeated = await ask("POST", "m1/cancel")
    const unknown = await ask("POST", "nobody/cancel")

    expect(repeated.status).toBe(404)
    expect(repeated.body).toEqual(unknown.body)
    expect(repeated.text).toContain("ObjectNotFoundException")
  })

  it.each(["pending", "ko"] as const)(
    "is refused for an order that is %s",
    async (status) => {
      create({ status })

      expect((await ask("POST", "m1/cancel")).status).toBe(400)
      expect(sandbox.aplazame.effects).toEqual([])
    }
  )

  it("takes no body but an empty object", async () => {
    create()

    const answer = await ask("POST", "m1/cancel", { body: { amount: 1 } })
    expect(answer.status).toBe(400)
    expect((await ask("POST", "m1/cancel", { body: {} })).status).toBe(204)
  })
})

describe("Aplazame", () => {
  it("reads an order, with the time of its cancel once there is one", async () => {
    create()
    const before = await ask("GET", "m1")
    await ask("POST", "m1/cancel")
    const after = await ask("GET", "m1")

    expect(before).toMatchObject({
      status: 200,
      body: { mid: "m1", status: "ok", cancelled: null, total_amount: 61520 },
    })
    expect(after).toMatchObject({
      body: { status: "ok", cancelled: "2026-01-01T02:00:00.000000+02:00" },
    })
  })

  it("sees an order that was confirmed meanwhile", async () => {
    create({ status: "pending" })
    expect((await voidPart(100)).status).toBe(400)

    sandbox.aplazame.orders.update("m1", { status: "ok" })

    expect((await voidPart(100)).status).toBe(200)
  })

  it("keeps the two environments apart, by the Accept header", async () => {
    create({ environment: "sandbox" })

    const real = await ask("GET", "m1")
    const both = await ask("GET", "m1", { headers: { accept: SANDBOX } })

    expect(real.status).toBe(404)
    expect(both.status).toBe(200)
  })

  it.each(["*/*", "application/json", "application/vnd.aplazame+json"])(
    "answers 406 when asked for %s",
    async (accept) => {
      create()

      const answer = await ask("GET", "m1", { headers: { accept } })

      expect(answer.status).toBe(406)
      expect(answer.body).toEqual(errorBody)
    }
  )

  it.each(["", "Bearer wrong", "api_aplazame_sandbox"])(
    "answers 401 to an Authorization of %p",
    async (authorization) => {
      create()

      const answer = await ask("POST", "m1/cancel", {
        headers: { authorization },
      })

      expect(answer.status).toBe(401)
      expect(answer.body).toEqual(errorBody)
      expect(sandbox.aplazame.effects).toEqual([])
    }
  )

  it.each([
    ["GET", "nobody"],
    ["GET", "nobody/void"],
    ["POST", "nobody/cancel"],
    ["GET", "m1/refund"],
    ["GET", "m1/void/"],
  ])("answers 404 to %s %s", async (method, path) => {
    create()

    const answer = await ask(method, path)

    expect(answer.status).toBe(404)
    expect(answer.body).toMatchObject({
      error: { type: "ObjectNotFoundException" },
    })
  })

  it.each([
    ["PUT", "m1/void"],
    ["GET", "m1/cancel"],
    ["DELETE", "m1"],
  ])("answers 405 to %s %s", async (method, path) => {
    create()

    expect((await ask(method, path)).status).toBe(405)
  })

  it("takes a mid that had to be percent-encoded", async () => {
    create({ mid: "a/b" })

    expect((await ask("GET", "a%2Fb")).body).toMatchObject({ mid: "a/b" })
  })
})
