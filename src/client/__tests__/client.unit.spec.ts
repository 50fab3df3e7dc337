import { ADMIN_ROUTES } from "../../api/admin/middlewares"
import { OPERATIONS } from "../../../scripts/openapi/operations"
import {
  type CancellationClient,
  type MedusaSdk,
  createCancellationClient,
  isCancellationRefusal,
} from "../index"

type Init = Parameters<MedusaSdk["client"]["fetch"]>[1]

const calls: { path: string; init: Init }[] = []

const sdkOf = (answer: () => unknown): MedusaSdk => ({
  client: {
    fetch: async <Answer>(path: string, init?: Init) => {
      calls.push({ path, init })
      return answer() as Answer
    },
  },
})

const client = createCancellationClient(sdkOf(() => ({})))

beforeEach(() => {
  calls.length = 0
})

const ORDER = "order_1"
const PROVIDER_ORDER = "cnpo_1"

const aVoid = { provider_order_id: PROVIDER_ORDER, amount: 5 }

/** One call of each method. */
const CALLS: {
  [Name in keyof CancellationClient]: Parameters<CancellationClient[Name]>
} = {
  listProviderOrders: [ORDER, { limit: 1 }],
  registerProviderOrder: [ORDER, { provider_id: "a", external_id: 7 }],
  correctProviderOrder: [ORDER, PROVIDER_ORDER, { amount: 5 }],
  removeProviderOrder: [ORDER, PROVIDER_ORDER],
  listVoidFigures: [ORDER],
  createVoid: [ORDER, aVoid, "key-1"],
  previewVoid: [ORDER, aVoid],
  listCancellationsOfOrder: [ORDER, { kind: "void" }],
  createCancellation: [ORDER, { provider_order_id: PROVIDER_ORDER }],
  previewCancellations: [ORDER, { reason: "lost" }, { limit: 5 }],
  listCancellations: [{ status: ["rejected", "needs_review"] }],
  getCancellation: ["cncl_1", { fields: "id" }],
  retryCancellation: ["cncl_1"],
  resolveCancellation: ["cncl_1", { resolution: "dismissed", note: "no" }],
  reopenCancellation: ["cncl_1", { note: "by mistake" }],
  exportCancellations: [{ status: ["rejected"] }],
  listCancellationOutcomes: [],
  retryCancellations: [{ ids: ["cncl_1"] }],
  listCancellationProviders: [],
  checkCancellationProvider: ["akinon"],
  pauseCancellationProvider: ["akinon", { reason: "moving" }],
  resumeCancellationProvider: ["akinon"],
}

const call = (name: keyof CancellationClient): Promise<unknown> =>
  (client[name] as (...given: unknown[]) => Promise<unknown>)(...CALLS[name])

/** The path of a route, with the ids of the calls above in it. */
const pathOf = (matcher: string): string =>
  matcher
    .replace("/orders/:id", `/orders/${ORDER}`)
    .replace(":provider_order_id", PROVIDER_ORDER)
    .replace("/cancellations/:id", "/cancellations/cncl_1")
    .replace(":id", "akinon")

it.each(ADMIN_ROUTES)(
  "$method $matcher has a method of the client",
  async (route) => {
    const { method, matcher, query, body } = route
    const { operationId } = OPERATIONS[`${method} ${matcher}`]!

    await call(operationId as keyof CancellationClient)

    expect(calls).toMatchObject([{ path: pathOf(matcher) }])
    const init = calls[0]?.init
    expect(init?.method ?? "GET").toBe(method)
    if (init?.query) {
      expect(query?.takes.safeParse(init.query).success).toBe(true)
    }
    expect(init?.body && body?.safeParse(init.body).success).toBe(body && true)
  }
)

it("no method is of another route", () => {
  expect(Object.keys(client).sort()).toEqual(
    Object.values(OPERATIONS)
      .map(({ operationId }) => operationId)
      .sort()
  )
})

it.each(Object.keys(CALLS) as (keyof CancellationClient)[])(
  "%s asks for the code of a refusal",
  async (name) => {
    await call(name)

    expect(calls[0]?.init?.headers?.accept).toMatch(/; profile=coded-messages$/)
  }
)

it("an idempotency key is a header, and none where none is given", async () => {
  await call("createVoid")
  await call("createCancellation")

  expect(calls[0]?.init?.headers).toMatchObject({ "idempotency-key": "key-1" })
  expect(calls[1]?.init?.headers).not.toHaveProperty("idempotency-key")
})

it("an id with a slash in it stays one id", async () => {
  await client.getCancellation("a/../b?c")

  expect(calls[0]?.path).toBe("/admin/cancellations/a%2F..%2Fb%3Fc")
})

it.each(["", ".", ".."])(
  "%j would be another route, and isn't sent",
  async (id) => {
    expect(() => client.getCancellation(id)).toThrow(/is not an id/)
    expect(() => client.retryCancellation(id)).toThrow(/is not an id/)
    expect(calls).toEqual([])
  }
)

describe("an error", () => {
  const fails = async (
    message: string,
    status?: number
  ): Promise<Error & { status?: number }> => {
    const error = Object.assign(new Error(message), { status })
    const failing = createCancellationClient(
      sdkOf(() => {
        throw error
      })
    )
    const thrown: unknown = await failing
      .listCancellations()
      .catch((one: unknown) => one)
    expect(thrown).toBe(error)
    return error
  }

  it("of a refusal has its code, and the message is for people again", async () => {
    const error = await fails("[exceeds_remaining] Only 5 EUR\nremain.", 400)

    expect(error).toMatchObject({
      status: 400,
      code: "exceeds_remaining",
      message: "Only 5 EUR\nremain.",
    })
    expect(isCancellationRefusal(error)).toBe(true)
  })

  it.each([
    ["Unauthorized", 401],
    ["[object Object] no", 500],
    ["fetch failed", undefined],
    ["no [code] in front", 400],
  ])("of another kind is left as it is: %s", async (message, status) => {
    const error = await fails(message, status)

    expect(error.message).toBe(message)
    expect(isCancellationRefusal(error)).toBe(false)
  })

  it("with a code of something else's is no refusal", () => {
    const reset = Object.assign(new Error("no"), { code: "ECONNRESET" })

    expect(isCancellationRefusal(reset)).toBe(false)
    expect(isCancellationRefusal(null)).toBe(false)
    expect(isCancellationRefusal({ code: "a", status: 400 })).toBe(false)
  })
})
