import { call } from "../__fixtures__/call"
import type { Call } from "../__fixtures__/call"
import { startSandbox } from "../index"
import type { AkinonOrderInput, Sandbox } from "../index"

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
  call(`${sandbox.akinon.url}/api/i1${path}`, {
    method,
    ...options,
    headers: {
      authorization: `Token ${sandbox.akinon.credentials.token}`,
      ...options.headers,
    },
  })

const cancel = (fields: object = {}) =>
  ask("POST", "/orders/7/cancel/", {
    body: {
      order: 7,
      is_all: true,
      cancel_items: [],
      forced_refund_amount: null,
      ...fields,
    },
  })

const cancelItems = (items: unknown, fields: object = {}) =>
  cancel({ is_all: false, cancel_items: items, ...fields })

const create = (input: AkinonOrderInput = {}) =>
  sandbox.akinon.orders.create({ pk: 7, items: [71, 72, 73], ...input })

const read = async () => (await ask("GET", "/orders/7/")).body

const items = (...statuses: number[]) =>
  statuses.map((status, index) => ({ pk: 71 + index, status }))

const login = (body: unknown) =>
  call(`${sandbox.akinon.url}/api/i1/auth/login/`, { method: "POST", body })

const goodLogin = () => {
  const { username, password } = sandbox.akinon.credentials
  return login({ username, password })
}

describe("Akinon, a cancel", () => {
  it("of all cancels every item and answers with the order", async () => {
    create()

    const answer = await cancel()

    expect(answer.status).toBe(200)
    expect(answer.body).toEqual({
      pk: 7,
      number: "SB7",
      status: 100,
      orderitem_set: items(100, 100, 100),
    })
    expect(sandbox.akinon.effects).toEqual([
      {
        seq: 1,
        at: START,
        order_id: "7",
        kind: "cancel",
        items: [71, 72, 73],
      },
    ])
  })

  it("of some leaves the order approved until none is left", async () => {
    create()

    const first = await cancelItems([72])
    const second = await cancelItems([73, 71])

    expect(first.body).toMatchObject({
      status: 400,
      orderitem_set: items(400, 100, 400),
    })
    expect(second.body).toMatchObject({ status: 100 })
    expect(sandbox.akinon.effects).toMatchObject([
      { kind: "void", items: [72] },
      { kind: "void", items: [71, 73] },
    ])
  })

  it("of all takes what is left after some were cancelled", async () => {
    create()
    await cancelItems([72])

    await cancel()

    expect(sandbox.akinon.effects[1]).toMatchObject({ items: [71, 73] })
  })

  it("answers shortly when the details aren't wanted", async () => {
    create()

    expect((await cancel({ return_details: false })).body).toEqual({ order: 7 })
  })

  it("takes is_all for false when it isn't there", async () => {
    create()

    expect((await cancelItems([71], { is_all: undefined })).status).toBe(200)
  })

  it("takes all that the page lists", async () => {
    create()

    const answer = await cancelItems([71], {
      reasons: { "71": 10 },
      is_cargo_refund: true,
      forced_refund_amount: "12.50",
      refund_invoice_number: "INV-1",
      ibans: { "71": "TR330006100519786457841326" },
      holder_names: { "71": "Ada Lovelace" },
      return_details: true,
    })

    expect(answer.status).toBe(200)
  })

  it("of an item that is cancelled already is refused as a whole", async () => {
    create()
    await cancelItems([72])

    const answer = await cancelItems([71, 72])

    expect(answer.status).toBe(400)
    expect(answer.body).toEqual({
      non_field_errors: [expect.any(String)],
      code: expect.any(String),
    })
    expect(sandbox.akinon.effects).toHaveLength(1)
  })

  it("of all is refused when all are cancelled already", async () => {
    create()
    await cancel()

    expect((await cancel()).body).toHaveProperty("non_field_errors")
    expect(sandbox.akinon.effects).toHaveLength(1)
  })

  it("is a 406 when a rule forbids it", async () => {
    create({ ruleFails: "Items were shipped" })

    const answer = await cancel()

    expect(answer.status).toBe(406)
    expect(answer.body).toEqual({
      detail: "Items were shipped",
      code: expect.any(String),
    })
    expect(sandbox.akinon.effects).toEqual([])
  })

  it.each<[string, object]>([
    ["order", { order: 8 }],
    ["order", { order: "7" }],
    ["order", { order: undefined }],
    ["is_all", { is_all: "true" }],
    ["cancel_items", { cancel_items: undefined }],
    ["cancel_items", { cancel_items: {} }],
    ["cancel_items", { cancel_items: [71] }],
    ["cancel_items", { is_all: false }],
    ["cancel_items", { is_all: false, cancel_items: [99] }],
    ["cancel_items", { is_all: false, cancel_items: ["71"] }],
    ["cancel_items", { is_all: false, cancel_items: [71, 71] }],
    ["forced_refund_amount", { forced_refund_amount: undefined }],
    ["forced_refund_amount", { forced_refund_amount: 12.5 }],
    ["is_cargo_refund", { is_cargo_refund: null }],
    ["refund_invoice_number", { refund_invoice_number: 1 }],
    ["return_details", { return_details: 0 }],
    ["reasons", { reasons: [10] }],
    ["reasons", { reasons: { "71": 99 } }],
    ["reasons", { reasons: { "71": "10" } }],
    ["reasons", { reasons: { "99": 10 } }],
    ["ibans", { ibans: { "71": 1 } }],
    ["holder_names", { holder_names: { "99": "Ada" } }],
    ["note", { note: "x" }],
  ])("is refused with an error at %s for %j", async (field, fields) => {
    create()

    const answer = await cancel(fields)

    expect(answer.status).toBe(400)
    expect(answer.body).toEqual({
      [field]: [expect.any(String)],
      code: "invalid",
    })
    expect(sandbox.akinon.effects).toEqual([])
  })

  it("refuses a reason for an item that it doesn't cancel", async () => {
    create()

    const answer = await cancelItems([71], { reasons: { "72": 10 } })

    expect(answer.body).toHaveProperty("reasons")
  })

  it("needs a reason for each item where it is set so", async () => {
    create()
    sandbox.akinon.settings.reasonsRequired = true
    sandbox.akinon.settings.validReasons = [3]

    const without = await cancelItems([71, 72], { reasons: { "71": 3 } })
    const complete = await cancelItems([71, 72], {
      reasons: { "71": 3, "72": 3 },
    })

    expect(without.body).toHaveProperty("reasons")
    expect(complete.status).toBe(200)
  })

  it.each<[number, string, Call]>([
    [415, "unsupported_media_type", { body: "{}" }],
    [
      400,
      "parse_error",
      { body: "{", headers: { "content-type": "application/json" } },
    ],
    [400, "invalid", { body: [] }],
    [400, "invalid", {}],
  ])("answers %i %s to a body that isn't one", async (status, code, body) => {
    create()

    const answer = await ask("POST", "/orders/7/cancel/", body)

    expect(answer).toMatchObject({ status, body: { code } })
  })
})

describe("Akinon, an order that doesn't follow its items", () => {
  it("stays as it was when all of them are canceled, until it is itself", async () => {
    create({ followsItems: false })
    await cancelItems([71, 72, 73])
    expect(await read()).toMatchObject({
      status: 400,
      orderitem_set: items(100, 100, 100),
    })

    expect(await cancel()).toMatchObject({ status: 200, body: { status: 100 } })
    expect(await cancel()).toMatchObject({
      status: 400,
      body: { code: "already_canceled" },
    })
    expect(sandbox.akinon.effects).toHaveLength(2)
  })

  it("is canceled with those that are left", async () => {
    create({ followsItems: false })
    await cancelItems([71])

    expect((await cancel()).body).toMatchObject({ status: 100 })
  })
})

describe("Akinon, a cancel that settles later", () => {
  it("waits in status 50 and is canceled when its time has come", async () => {
    create({ settlesAfterMs: 1000 })

    expect((await cancel()).body).toMatchObject({
      status: 50,
      orderitem_set: items(50, 50, 50),
    })
    now += 999
    expect(await read()).toMatchObject({ status: 50 })
    now += 1
    expect(await read()).toMatchObject({
      status: 100,
      orderitem_set: items(100, 100, 100),
    })
    expect(sandbox.akinon.orders.get(7)?.status).toBe(100)
    expect(sandbox.akinon.effects).toHaveLength(1)
  })

  it("keeps the order waiting while any item does", async () => {
    create({ settlesAfterMs: 1000 })

    await cancelItems([71])
    expect(await read()).toMatchObject({
      status: 50,
      orderitem_set: items(50, 400, 400),
    })
    now += 1000
    expect(await read()).toMatchObject({
      status: 400,
      orderitem_set: items(100, 400, 400),
    })
  })

  it("can't be asked for again while it waits", async () => {
    create({ settlesAfterMs: 1000 })
    await cancelItems([71])

    expect((await cancelItems([71])).body).toHaveProperty("non_field_errors")
  })

  it("goes back to where it was when it is refused later", async () => {
    create({ settlesAfterMs: 1000, refusesLater: true })
    await cancel()

    now += 1000

    expect(await read()).toMatchObject({
      status: 400,
      orderitem_set: items(400, 400, 400),
    })
  })

  it("cancels the other items when some of them are turned down", async () => {
    create({ settlesAfterMs: 1000, refusesLater: [72] })
    await cancel()

    now += 1000

    expect(await read()).toMatchObject({
      status: 400,
      orderitem_set: items(100, 400, 100),
    })
  })
})

describe("Akinon, an order that is read", () => {
  const PATHS = {
    integration: "/orders_integration/7/detailed_integration/",
    items: "/order_item/detailed_integration/?order=7",
    detail: "/orders/7/",
  } as const

  it.each(["integration", "detail"] as const)(
    "is shown in detail at %s",
    async (path) => {
      create()

      expect((await ask("GET", PATHS[path])).body).toMatchObject({
        pk: 7,
        status: 400,
        orderitem_set: items(400, 400, 400),
      })
    }
  )

  it("is shown by its items", async () => {
    create()
    sandbox.akinon.orders.create({ pk: 8, items: [81] })

    expect((await ask("GET", PATHS.items)).body).toEqual(
      items(400, 400, 400).map((item) => ({ ...item, order: 7 }))
    )
  })

  it.each(["integration", "items", "detail"] as const)(
    "is there at %s alone where the settings say so",
    async (path) => {
      create()
      sandbox.akinon.settings.recordPaths = [path]

      for (const [name, url] of Object.entries(PATHS)) {
        expect((await ask("GET", url)).status).toBe(name === path ? 200 : 404)
      }
    }
  )

  it("calls its items what the settings say", async () => {
    create()
    sandbox.akinon.settings.itemsKey = "order_items"

    expect(await read()).toMatchObject({ order_items: items(400, 400, 400) })
  })

  it("isn't there", async () => {
    expect((await ask("GET", PATHS.integration)).status).toBe(404)
    expect((await ask("GET", PATHS.items)).body).toEqual([])
  })

  it.each([
    "/order_item/detailed_integration/",
    "/order_item/detailed_integration/?order=x",
    "/orders_integration/x/detailed_integration/",
    "/orders_integration/7/",
  ])("can't be asked for at %s", async (path) => {
    create()

    expect((await ask("GET", path)).status).toBe(404)
  })
})

describe("Akinon, a login", () => {
  it("answers with a key that the other calls accept", async () => {
    create()

    const answer = await goodLogin()

    expect(answer.status).toBe(200)
    const { key } = answer.body as { key: string }
    const headers = { authorization: `Token ${key}` }
    expect((await ask("GET", "/orders/7/", { headers })).status).toBe(200)
    expect((await goodLogin()).body).toEqual({ key })
  })

  it("gives another key once the tokens have expired", async () => {
    create()
    const { key } = (await goodLogin()).body as { key: string }
    const headers = { authorization: `Token ${key}` }

    sandbox.akinon.expireTokens()

    expect((await ask("GET", "/orders/7/", { headers })).status).toBe(401)
    expect((await ask("GET", "/orders/7/")).status).toBe(200)
    expect((await goodLogin()).body).not.toEqual({ key })
  })

  it("is no help to a client with a fixed token that expired", async () => {
    create()

    sandbox.akinon.expireTokens({ static: true })

    expect((await ask("GET", "/orders/7/")).status).toBe(401)
  })

  it.each<[string, unknown, string]>([
    [
      "a wrong password",
      { username: "sandbox", password: "x" },
      "non_field_errors",
    ],
    ["no password", { username: "sandbox" }, "password"],
    ["no username", { password: "x" }, "username"],
    ["an unknown field", { username: "a", password: "b", otp: "1" }, "otp"],
  ])("is refused for %s", async (_, body, field) => {
    const answer = await login(body)

    expect(answer.status).toBe(400)
    expect(answer.body).toHaveProperty(field)
  })

  it("is a POST", async () => {
    expect((await ask("GET", "/auth/login/")).status).toBe(405)
  })
})

describe("Akinon", () => {
  it.each(["", "Token wrong", "Bearer akinon-sandbox-token"])(
    "answers 401 to an Authorization of %p",
    async (authorization) => {
      create()

      const answer = await ask("GET", "/orders/7/", {
        headers: { authorization },
      })

      expect(answer.status).toBe(401)
      expect(answer.body).toEqual({
        detail: expect.any(String),
        code: expect.any(String),
      })
    }
  )

  it.each([
    ["POST", "/orders/7/cancel"],
    ["GET", "/orders/7"],
    ["POST", "/auth/login"],
  ])("redirects %s %s to the path with a slash", async (method, path) => {
    create()

    const answer = await ask(method, `${path}?a=1`)

    expect(answer.status).toBe(301)
    expect(answer.headers.get("location")).toBe(`/api/i1${path}/?a=1`)
    expect(sandbox.akinon.effects).toEqual([])
  })

  it.each([
    ["GET", "/orders/8/"],
    ["POST", "/orders/8/cancel/"],
    ["GET", "/orders/x/"],
    ["GET", "/orders/7/items/"],
    ["GET", "/orders/7//"],
  ])("answers 404 to %s %s", async (method, path) => {
    create()

    const answer = await ask(method, path)

    expect(answer).toMatchObject({ status: 404, body: { code: "not_found" } })
  })

  it.each([
    ["GET", "/orders/7/cancel/"],
    ["POST", "/orders/7/"],
  ])("answers 405 to %s %s", async (method, path) => {
    create()

    expect((await ask(method, path)).status).toBe(405)
  })

  it("lives under the prefix that it is given", async () => {
    create()
    sandbox.akinon.settings.prefix = "/api/v1"
    const headers = {
      authorization: `Token ${sandbox.akinon.credentials.token}`,
    }

    expect((await ask("GET", "/orders/7/")).status).toBe(404)
    const url = `${sandbox.akinon.url}/api/v1/orders/7/`
    expect((await call(url, { headers })).status).toBe(200)
  })

  it("makes up ids for an order and its items, all different", () => {
    const one = sandbox.akinon.orders.create({ items: 2 })
    sandbox.akinon.orders.create({ pk: one.pk + 1 })
    const other = sandbox.akinon.orders.create({})

    const pks = [...one.orderitem_set, ...other.orderitem_set].map(
      ({ pk }) => pk
    )
    expect(other.pk).toBe(one.pk + 2)
    expect(new Set(pks).size).toBe(3)
  })

  it.each<[string, AkinonOrderInput]>([
    ["an item twice", { items: [1, 1] }],
    ["a later refusal that never comes", { refusesLater: true }],
  ])("doesn't create an order with %s", (_, input) => {
    expect(() => sandbox.akinon.orders.create(input)).toThrow()
  })
})
