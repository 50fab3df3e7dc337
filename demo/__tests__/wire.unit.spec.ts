import { type Sandbox, startSandbox } from "../../sandbox"
import { describe as inWords, differences, requestsFor } from "../wire"

const COUNTERPART = { provider: "climes", external_id: "demo-1" } as const
const CANCELLED_ONCE = {
  ...COUNTERPART,
  effect: { kind: "cancel" },
  requests: 1,
} as const

let sandbox: Sandbox

beforeAll(async () => {
  sandbox = await startSandbox()
})

beforeEach(() => {
  sandbox.reset()
  sandbox.climes.orders.create({ partner_order_id: "demo-1", climes: 40 })
  sandbox.climes.orders.create({ partner_order_id: "demo-10", climes: 40 })
})

afterAll(() => sandbox.stop())

const send = (method: string, path: string, body?: object) =>
  fetch(`${sandbox.climes.url}/v3/integrations/vote/order${path}`, {
    method,
    headers: {
      "x-api-key": sandbox.climes.credentials.apiKey,
      "content-type": "application/json",
    },
    body: body && JSON.stringify(body),
  })

describe("differences", () => {
  it("finds none where everything came out as told", async () => {
    await send("DELETE", "/demo-1/cancel")

    expect(differences(sandbox, [CANCELLED_ONCE])).toEqual([])
  })

  it("tells of what did not happen, and was not asked for", () => {
    expect(differences(sandbox, [CANCELLED_ONCE])).toEqual([
      'climes: "cancel of demo-1" did not happen',
      "climes: 0 requests for demo-1 instead of 1",
    ])
  })

  it("tells of what happened though nobody was told to", async () => {
    await send("DELETE", "/demo-10/cancel")

    expect(differences(sandbox, [])).toEqual([
      'climes: "cancel of demo-10" happened, and should not have',
    ])
  })

  it("tells of a repeated void, and of another amount", async () => {
    const expected = {
      ...COUNTERPART,
      effect: { kind: "void", amount: 15 },
      requests: 1,
    } as const
    await send("PATCH", "/cancel", { climes: 15, partner_order_id: "demo-1" })
    await send("PATCH", "/cancel", { climes: 5, partner_order_id: "demo-1" })

    expect(differences(sandbox, [expected])).toEqual([
      'climes: "void 5 of demo-1" happened, and should not have',
      "climes: 2 requests for demo-1 instead of 1",
    ])
  })

  it("counts a request that was refused", async () => {
    await send("DELETE", "/demo-1/cancel")
    await send("DELETE", "/demo-1/cancel")

    expect(differences(sandbox, [CANCELLED_ONCE])).toEqual([
      "climes: 2 requests for demo-1 instead of 1",
    ])
  })
})

describe("requestsFor", () => {
  it("takes an order by its whole id, in the path or the body", async () => {
    await send("DELETE", "/demo-10/cancel")
    await send("PATCH", "/cancel", { climes: 5, partner_order_id: "demo-1" })
    await send("DELETE", "/demo-1/cancel")

    expect(requestsFor(sandbox, COUNTERPART).map(inWords)).toEqual([
      "PATCH /v3/integrations/vote/order/cancel\n" +
        '{"climes":5,"partner_order_id":"demo-1"}',
      "DELETE /v3/integrations/vote/order/demo-1/cancel",
    ])
  })

  it("says how a request went that went wrong", async () => {
    sandbox.climes.faults.next({ type: "throttle" })
    await send("DELETE", "/demo-1/cancel")

    expect(requestsFor(sandbox, COUNTERPART).map(inWords)).toEqual([
      "DELETE /v3/integrations/vote/order/demo-1/cancel\n→ 429",
    ])
  })
})
