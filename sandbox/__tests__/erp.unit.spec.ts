import { Webhook } from "standardwebhooks"
import { type Sandbox, startSandbox } from "../index"

let sandbox: Sandbox
let now = 0

beforeAll(async () => {
  sandbox = await startSandbox({ clock: () => now })
})

beforeEach(() => {
  now = 1_000
  sandbox.reset()
})

afterAll(() => sandbox.stop())

const signed = (id: string, text: string, secret?: string) => {
  const at = new Date()
  const webhook = new Webhook(secret ?? sandbox.erp.credentials.secret)
  return {
    "content-type": "application/json",
    "webhook-id": id,
    "webhook-timestamp": String(Math.floor(at.getTime() / 1_000)),
    "webhook-signature": webhook.sign(id, at, text),
  }
}

const answerOf = async (response: Response) => ({
  status: response.status,
  body: (await response.json().catch(() => null)) as unknown,
})

const tell = async (
  id: string,
  type = "order.canceled",
  { secret, headers = {} }: { secret?: string; headers?: object } = {}
) => {
  const body = JSON.stringify({ type, data: { external_id: "order_1" } })
  return answerOf(
    await fetch(sandbox.erp.url, {
      method: "POST",
      headers: { ...signed(id, body, secret), ...headers },
      body,
    })
  )
}

const ask = async (id: string) =>
  answerOf(
    await fetch(`${sandbox.erp.url}/messages/${id}`, {
      headers: signed(id, ""),
    })
  )

const done = (id: string) => ({
  status: 200,
  body: { status: "succeeded", reference: `ERP-${id}` },
})

describe("the simulated ERP", () => {
  it("acts once on a message, and says the same each time", async () => {
    expect(await tell("msg_01")).toEqual(done("msg_01"))
    sandbox.erp.settings.decision = "rejected"
    expect(await tell("msg_01")).toEqual(done("msg_01"))
    expect(await ask("msg_01")).toEqual(done("msg_01"))
    expect(sandbox.erp.effects).toMatchObject([
      { order_id: "order_1", kind: "cancel" },
    ])
  })

  it("tells a part from a whole order", async () => {
    await tell("msg_01", "order.partially_canceled")
    expect(sandbox.erp.effects).toMatchObject([{ kind: "void" }])
  })

  it.each([
    ["another secret", { secret: "whsec_YW5vdGhlci1zZWNyZXQtb2YtMjQtYi4=" }],
    ["an old message", { headers: { "webhook-timestamp": "1" } }],
    ["another id", { headers: { "webhook-id": "msg_02" } }],
    ["no signature", { headers: { "webhook-signature": "" } }],
  ])("refuses %s", async (_, fields) => {
    expect((await tell("msg_01", "order.canceled", fields)).status).toBe(401)
    expect(sandbox.erp.effects).toEqual([])
  })

  it("refuses what is no message, and another address", async () => {
    expect((await tell("msg_01", "order.placed")).status).toBe(400)
    const response = await fetch(`${sandbox.erp.url}/other`, {
      headers: signed("msg_01", ""),
    })
    expect(response.status).toBe(404)
  })

  it("takes a ping, and does nothing", async () => {
    expect((await tell("msg_01", "ping")).status).toBe(204)
    expect(sandbox.erp.orders.all()).toEqual([])
    expect(await ask("msg_01")).toMatchObject({ body: { status: "unknown" } })
  })

  it("refuses by a decision, or by a status, which isn't kept", async () => {
    sandbox.erp.settings.decision = "rejected"
    expect(await tell("msg_01")).toMatchObject({
      status: 200,
      body: { status: "rejected", code: "shipped" },
    })
    sandbox.erp.settings.refuses = "Not today"
    expect(await tell("msg_02")).toEqual({
      status: 422,
      body: { code: "refused", message: "Not today" },
    })
    expect(sandbox.erp.effects).toEqual([])
    sandbox.erp.settings.refuses = null
    sandbox.erp.settings.decision = "succeeded"
    expect(await tell("msg_02")).toEqual(done("msg_02"))
  })

  it("accepts, and settles by its clock", async () => {
    Object.assign(sandbox.erp.settings, {
      decision: "accepted",
      settlesAfterMs: 5_000,
    })
    expect(await tell("msg_01")).toMatchObject({ body: { status: "accepted" } })
    now += 4_999
    expect(await ask("msg_01")).toMatchObject({ body: { status: "accepted" } })
    now += 1
    expect(await ask("msg_01")).toEqual(done("msg_01"))
    expect(sandbox.erp.effects).toHaveLength(1)
  })
})
