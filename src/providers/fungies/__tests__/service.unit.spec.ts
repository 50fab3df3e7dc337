import { contextOf } from "../../../provider-kit/__fixtures__/call"
import {
  answered,
  failed,
  type FakeHttp,
} from "../../../provider-kit/__fixtures__/exchanges"
import { callOf, EXTERNAL_ID } from "../__fixtures__/call"
import { orderOf, refusal, success } from "../__fixtures__/orders"
import fungies from "../index"
import { FungiesCancellationProvider } from "../service"

const ORDER_URL = "https://api.fungies.io/v0/orders/%23F%2F100"

const provider = new FungiesCancellationProvider(
  {},
  { publicKey: "pub-1234", secretKey: "sec-1234" }
)

const sentBy = ({ requests }: FakeHttp): string[] =>
  requests.map(({ method, url }) => `${method} ${url}`)

describe("the strategy for Fungies", () => {
  it("is exported as a provider of the cancellation module", () => {
    expect(fungies.services).toEqual([FungiesCancellationProvider])
    expect(FungiesCancellationProvider.identifier).toBe("fungies")
    expect(provider.identifier).toBe("fungies")
  })

  it("declares a whole cancel only, harmless to repeat and readable", () => {
    expect(provider.capabilities).toEqual({
      unit: "none",
      cancel: { harmless_to_repeat: true, repeats_alike: true, readable: true },
      void: null,
      has_record: true,
    })
  })

  it("cancels with one call where the answer proves it", async () => {
    const { http, context } = contextOf([success()])
    const outcome = await provider.cancel(callOf(), context)
    expect(outcome.type).toBe("succeeded")
    expect(http.requests).toEqual([
      {
        method: "PATCH",
        url: `${ORDER_URL}/cancel`,
        headers: {
          "x-fngs-public-key": "pub-1234",
          "x-fngs-secret-key": "sec-1234",
        },
        body: {},
      },
    ])
  })

  it.each([
    ["cancelled", success({ status: "CANCELLED" }), "already_done"],
    ["refunded", success({ status: "REFUNDED" }), "already_done"],
    ["expired", success({ status: "EXPIRED" }), "already_done"],
    ["never paid", success({ status: "unpaid" }), "already_done"],
    ["refunded in part", success({ status: "PARTIALLY_REFUNDED" }), "rejected"],
    ["open", success({ status: "PAID" }), "rejected"],
    ["missing", answered(404), "rejected"],
    ["a page", answered(404, "<html>Nothing here"), "unknown"],
    ["unreadable", failed(true, "timeout", "No answer."), "unknown"],
  ])("reads the order after a refusal: %s", async (_, reading, expected) => {
    const { http, context } = contextOf([refusal(400), reading])
    const outcome = await provider.cancel(callOf(), context)
    expect(outcome.type).toBe(expected)
    expect(outcome.exchanges).toHaveLength(2)
    expect(sentBy(http)).toEqual([
      `PATCH ${ORDER_URL}/cancel`,
      `GET ${ORDER_URL}`,
    ])
  })

  it("reads the order after an error that came with a 200", async () => {
    const { http, context } = contextOf([refusal(200), success()])
    expect((await provider.cancel(callOf(), context)).type).toBe("already_done")
    expect(http.requests).toHaveLength(2)
  })

  it("reads the order after a success that doesn't show it", async () => {
    const { http, context } = contextOf([
      success({ status: "PENDING" }),
      success(),
    ])
    expect((await provider.cancel(callOf(), context)).type).toBe("succeeded")
    expect(http.requests).toHaveLength(2)
  })

  it.each([
    ["wrong keys", answered(401), "retry"],
    ["too few rights", answered(403), "rejected"],
    ["too many requests", answered(429), "retry"],
    ["a 408", answered(408), "unknown"],
    ["a 500", answered(500), "unknown"],
    ["a refused connection", failed(false, "connection_failed", ""), "retry"],
    ["a timeout", failed(true, "timeout", ""), "unknown"],
  ])("reads nothing after %s", async (_, exchange, expected) => {
    const { http, context } = contextOf([exchange])
    expect((await provider.cancel(callOf(), context)).type).toBe(expected)
    expect(http.requests).toHaveLength(1)
  })

  it("reads the record with one GET", async () => {
    const { http, context } = contextOf([success({ status: "PAID" })])
    const call = callOf()
    const reading = await provider.readRecord(call.provider_order, context)
    expect(reading).toMatchObject({
      type: "found",
      record: { state: "open", status: "PAID" },
    })
    expect(sentBy(http)).toEqual([`GET ${ORDER_URL}`])
  })

  it.each([
    ["cancelled", "cancelled", "applied"],
    ["open", "PAID", "absent"],
  ] as const)(
    "finds its effect in a record that is %s",
    (state, status, type) => {
      const record = {
        state,
        status,
        total: null,
        remaining: null,
        voids: null,
        items: null,
      }
      expect(provider.findEffect(callOf(), record)).toMatchObject({ type })
    }
  )

  it("previews a cancel exactly as it is sent", async () => {
    const { http, context } = contextOf([answered(500)])
    await provider.cancel(callOf(), context)
    const [{ method, url, body } = {}] = http.requests
    expect(provider.preview(callOf())).toEqual({ method, url, body })
  })

  it("lets a whole cancel pass", async () => {
    expect(provider.refuse(callOf())).toBeNull()
    expect(await provider.prepare(callOf())).toEqual({
      type: "proceed",
      baseline: null,
    })
  })

  it.each([
    ["a void", callOf({ kind: "void", amount: "1" }), "cancel it as a whole"],
    ["no id", callOf({}, ""), "id or number"],
    ["an id that vanishes from the path", callOf({}, ".."), "id or number"],
    ["details", callOf({ details: { ibans: {} } }), "leave out ibans"],
  ])("refuses %s, and sends nothing", async (_, call, expected) => {
    expect(provider.refuse(call)).toContain(expected)
    expect(await provider.prepare(call)).toMatchObject({
      type: "settled",
      outcome: {
        type: "rejected",
        error: { message: expect.stringContaining(expected) },
      },
    })
  })

  it("neither cancels, reads nor previews an id that vanishes", async () => {
    const { http, context } = contextOf()
    const call = callOf({}, "..")
    const error = { code: "invalid_external_id" }
    expect(await provider.cancel(call, context)).toMatchObject({
      type: "rejected",
      error,
    })
    expect(
      await provider.readRecord(call.provider_order, context)
    ).toMatchObject({ type: "failed", error })
    expect(() => provider.preview(call)).toThrow("id or number")
    expect(http.requests).toEqual([])
  })

  it("has no partial void", async () => {
    const { http, context } = contextOf()
    const call = callOf({ kind: "void", amount: "1" })
    expect(await provider.void(call, context)).toMatchObject({
      type: "rejected",
      error: { code: "void_not_supported" },
    })
    expect(http.requests).toEqual([])
  })

  it("keeps both keys secret", () => {
    expect(provider.secrets()).toEqual(["pub-1234", "sec-1234"])
  })

  it("masks who the user is in what is stored", () => {
    const user = { object: "user", id: "u-77", username: "ada@example.com" }
    const stored = JSON.stringify(
      provider.redact({ data: { order: orderOf({ user }) } })
    )
    expect(stored).not.toContain("ada@example.com")
    expect(stored).not.toContain("u-77")
    expect(stored).toContain('"status":"CANCELLED"')
  })

  it("knows the order by its number with and without #", async () => {
    const { context } = contextOf([success({ number: null })])
    const call = callOf({}, EXTERNAL_ID.slice(1))
    expect((await provider.cancel(call, context)).type).toBe("succeeded")
  })
})
