import { call } from "../__fixtures__/call"
import type { Call } from "../__fixtures__/call"
import { startSandbox } from "../index"
import type { FungiesOrderInput, Sandbox } from "../index"

const START = Date.UTC(2026, 0, 1)

let sandbox: Sandbox

beforeAll(async () => {
  sandbox = await startSandbox({ clock: () => START })
})

beforeEach(() => sandbox.reset())

afterAll(() => sandbox.stop())

const keys = () => ({
  "x-fngs-public-key": sandbox.fungies.credentials.publicKey,
  "x-fngs-secret-key": sandbox.fungies.credentials.secretKey,
})

const ask = (method: string, path: string, options: Call = {}) =>
  call(`${sandbox.fungies.url}${path}`, {
    method,
    ...options,
    headers: { ...keys(), ...options.headers },
  })

const cancel = (id: string, body: unknown = {}) =>
  ask("PATCH", `/orders/${encodeURIComponent(id)}/cancel`, { body })

const create = (input: FungiesOrderInput = {}) =>
  sandbox.fungies.orders.create(input)

const errorBody = { status: "error", error: { message: expect.any(String) } }

describe("Fungies, a cancel", () => {
  it("answers with every field that is documented", async () => {
    const order = create({ value: 1999, country: "PT", totalItems: 2 })

    const answer = await cancel(order.id)

    expect(answer.status).toBe(200)
    expect(answer.body).toEqual({
      status: "success",
      data: {
        order: {
          object: "order",
          id: order.id,
          number: "#1001",
          orderNumber: "#1001",
          status: "CANCELLED",
          value: 1999,
          tax: 0,
          fee: 0,
          totalItems: 2,
          country: "PT",
          currency: "USD",
          currencyDecimals: 2,
          createdAt: START,
          userId: order.userId,
          user: null,
        },
      },
    })
    expect(sandbox.fungies.effects).toEqual([
      { seq: 1, at: START, order_id: order.id, kind: "cancel" },
    ])
  })

  it.each(["#1042", "A/1042", "1042"])(
    "finds an order by its number %s, percent-encoded",
    async (number) => {
      const order = create({ number })

      expect((await cancel(number)).status).toBe(200)
      expect(sandbox.fungies.orders.get(order.id)?.status).toBe("CANCELLED")
      expect(sandbox.fungies.orders.get(number)?.id).toBe(order.id)
    }
  )

  it("doesn't find a number whose # was left as it is", async () => {
    create({ number: "#1042" })

    const answer = await ask("PATCH", "/orders/#1042/cancel", { body: {} })

    expect(answer.status).toBe(404)
    expect(sandbox.fungies.effects).toEqual([])
  })

  it("is answered in lower case where the settings say so", async () => {
    sandbox.fungies.settings.statusCase = "lower"
    const order = create()

    expect((await cancel(order.id)).body).toMatchObject({
      status: "success",
      data: { order: { status: "cancelled" } },
    })
    expect(sandbox.fungies.orders.get(order.id)?.status).toBe("CANCELLED")
  })

  it.each([
    ["error", { status: "error", error: "Codes were redeemed" }],
    ["message", { status: "error", message: "Codes were redeemed" }],
    [
      "error.message",
      { status: "error", error: { message: "Codes were redeemed" } },
    ],
  ] as const)("is refused with its words in %s", async (errorShape, body) => {
    sandbox.fungies.settings.errorShape = errorShape
    const order = create({ refuses: "Codes were redeemed" })

    expect((await cancel(order.id)).body).toEqual(body)
  })

  it.each(["CANCELLED", "REFUNDED", "EXPIRED", "FAILED", "UNPAID"] as const)(
    "is refused for an order that is %s",
    async (status) => {
      const order = create({ status })

      const answer = await cancel(order.id)

      expect(answer.status).toBe(400)
      expect(answer.body).toEqual(errorBody)
      expect(sandbox.fungies.effects).toEqual([])
    }
  )

  it("is refused with an error inside of a 200 for an order set so", async () => {
    const order = create({ status: "REFUNDED", errorAs200: true })

    const answer = await cancel(order.id)

    expect(answer.status).toBe(200)
    expect(answer.body).toEqual(errorBody)
  })

  it("is refused with the order's own message where it has one", async () => {
    const order = create({ refuses: "Codes were redeemed" })

    const answer = await cancel(order.id)

    expect(answer.status).toBe(400)
    expect(answer.body).toEqual({
      status: "error",
      error: { message: "Codes were redeemed" },
    })
    expect(sandbox.fungies.orders.get(order.id)?.status).toBe("PAID")
  })

  it.each<[string, Call]>([
    ["no body", {}],
    ["an unknown field", { body: { reason: 1 } }],
    ["an array", { body: [] }],
    ["another content type", { body: "{}" }],
    [
      "broken JSON",
      { body: "{", headers: { "content-type": "application/json" } },
    ],
  ])("is refused with 400 for %s", async (_, options) => {
    const order = create()

    const answer = await ask("PATCH", `/orders/${order.id}/cancel`, options)

    expect(answer.status).toBe(400)
    expect(answer.body).toEqual(errorBody)
    expect(sandbox.fungies.effects).toEqual([])
  })

  it("needs write access", async () => {
    const order = create()
    sandbox.fungies.settings.writeAccess = false

    expect((await cancel(order.id)).status).toBe(403)
    expect((await ask("GET", `/orders/${order.id}`)).status).toBe(200)
  })
})

describe("Fungies", () => {
  it("reads an order by id and by number", async () => {
    const order = create({ userId: null })

    for (const id of [order.id, order.number]) {
      const path = `/orders/${encodeURIComponent(id)}`
      expect(await ask("GET", path)).toMatchObject({
        status: 200,
        body: {
          status: "success",
          data: { order: { id: order.id, status: "PAID", userId: null } },
        },
      })
    }
  })

  it("answers 404 in its error's shape for an unknown order", async () => {
    for (const answer of [await cancel("x"), await ask("GET", "/orders/x")]) {
      expect(answer.status).toBe(404)
      expect(answer.body).toEqual(errorBody)
    }
  })

  it.each([
    ["a wrong public key", { "x-fngs-public-key": "x" }],
    ["a wrong secret key", { "x-fngs-secret-key": "x" }],
    ["an empty secret key", { "x-fngs-secret-key": "" }],
  ])("answers 401 for %s", async (_, headers) => {
    const order = create()

    const answer = await ask("PATCH", `/orders/${order.id}/cancel`, {
      body: {},
      headers: headers,
    })

    expect(answer.status).toBe(401)
    expect(answer.body).toEqual(errorBody)
    expect(sandbox.fungies.effects).toEqual([])
  })

  it("doesn't take its keys from an Authorization header", async () => {
    const order = create()
    const { publicKey, secretKey } = sandbox.fungies.credentials

    const answer = await call(`${sandbox.fungies.url}/orders/${order.id}`, {
      headers: {
        authorization:
          `x-fngs-public-key: ${publicKey}, ` +
          `x-fngs-secret-key: ${secretKey}`,
      },
    })

    expect(answer.status).toBe(401)
  })

  it.each([
    ["POST", "/cancel"],
    ["PATCH", ""],
    ["PATCH", "/cancel/"],
    ["PATCH", "/void"],
  ])("has nothing at %s of an order's %s", async (method, suffix) => {
    const order = create()

    const answer = await ask(method, `/orders/${order.id}${suffix}`, {
      body: {},
    })

    expect(answer.status).toBe(404)
  })
})
