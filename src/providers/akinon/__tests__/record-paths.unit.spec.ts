import { type Exchange } from "../../../provider-kit"
import { contextOf } from "../../../provider-kit/__fixtures__/call"
import { answered, failed } from "../../../provider-kit/__fixtures__/exchanges"
import { callOf } from "../__fixtures__/call"
import { detailOf } from "../__fixtures__/orders"
import { AkinonCancellationProvider } from "../service"

const INTEGRATION = "GET /api/i1/orders_integration/77/detailed_integration/"
const ITEMS = "GET /api/i1/order_item/detailed_integration/"
const DETAIL = "GET /api/i1/orders/77/"
const OWN = "GET /api/i1/my/77/"

const ORDER = answered(200, detailOf(100))
const NOT_FOUND = answered(404, { detail: "Not found.", code: "not_found" })
const NO_PATH = answered(404, "<html>Not found")
const item = (pk: number, status: number) => ({ pk, status, order: 77 })

const provider = (options: Record<string, unknown> = {}) =>
  new AkinonCancellationProvider(
    {},
    { baseUrl: "https://omnitron.example.com", token: "token", ...options }
  )

const read = async (
  script: Record<string, Exchange[]>,
  strategy = provider()
) => {
  const { http, context } = contextOf(script)
  const reading = await strategy.readRecord(callOf().provider_order, context)
  return { reading, http }
}

describe("an order is read", () => {
  it("where it is documented, and nowhere else if it is there", async () => {
    const { reading, http } = await read({ [INTEGRATION]: [ORDER] })

    expect(reading).toMatchObject({
      type: "found",
      record: { state: "cancelled" },
    })
    expect(http.calls).toEqual([INTEGRATION])
  })

  it("by the list of its items, if that is what there is", async () => {
    const { reading, http } = await read({
      [INTEGRATION]: [NO_PATH],
      [ITEMS]: [answered(200, [item(1, 100), item(2, 400)])],
    })

    expect(reading).toMatchObject({
      type: "found",
      record: { state: "open", status: null, total: "2", remaining: "1" },
    })
    expect(http.requests[1]?.url).toMatch(/\?order=77$/)
    expect(reading.exchanges).toMatchObject([
      { result: { status: 200 } },
      { result: { status: 404 } },
    ])
  })

  it.each([
    ["are not there", NO_PATH, NO_PATH],
    ["don't know it", NOT_FOUND, answered(200, [])],
    ["are forbidden", answered(403), answered(403)],
    [
      "answer something else",
      answered(200, {}),
      answered(200, { results: [] }),
    ],
    ["have another order", answered(200, { pk: 78, status: 100 }), NO_PATH],
  ])("by the assumed path, if the others %s", async (_what, one, other) => {
    const { reading, http } = await read({
      [INTEGRATION]: [one],
      [ITEMS]: [other],
      [DETAIL]: [ORDER],
    })

    expect(reading.type).toBe("found")
    expect(http.calls).toEqual([INTEGRATION, ITEMS, DETAIL])
  })

  it("where it was found before, first", async () => {
    const strategy = provider()
    const script = {
      [INTEGRATION]: [NO_PATH],
      [ITEMS]: [NO_PATH],
      [DETAIL]: [ORDER, ORDER, NOT_FOUND],
    }
    const { http, context } = contextOf(script)
    const { provider_order } = callOf()

    await strategy.readRecord(provider_order, context)
    await strategy.readRecord(provider_order, context)
    const missing = await strategy.readRecord(provider_order, context)

    expect(http.calls).toEqual([
      INTEGRATION,
      ITEMS,
      DETAIL,
      DETAIL,
      DETAIL,
      INTEGRATION,
      ITEMS,
    ])
    expect(missing.type).toBe("missing")
  })

  it("where the option says, and nowhere else", async () => {
    const { reading, http } = await read(
      { [OWN]: [NOT_FOUND] },
      provider({ recordPath: "my/{order_id}" })
    )

    expect(reading.type).toBe("missing")
    expect(http.calls).toEqual([OWN])
  })

  it.each([
    ["it is there, says one", [NOT_FOUND, NO_PATH, NO_PATH], "missing"],
    ["the last says so", [NO_PATH, answered(200, []), NOT_FOUND], "missing"],
    ["no path is there", [NO_PATH, NO_PATH, NO_PATH], "failed"],
    ["one is forbidden", [NOT_FOUND, answered(403), NOT_FOUND], "failed"],
    [
      "one has another shape",
      [NOT_FOUND, NOT_FOUND, answered(200, {})],
      "failed",
    ],
  ] as [string, [Exchange, Exchange, Exchange], string][])(
    "and is missing only where one says so, and none says more: %s",
    async (_what, [one, two, three], type) => {
      const { reading } = await read({
        [INTEGRATION]: [one],
        [ITEMS]: [two],
        [DETAIL]: [three],
      })

      expect(reading.type).toBe(type)
      expect(reading.exchanges).toHaveLength(3)
    }
  )

  it.each([
    ["is throttled", answered(429), "throttled"],
    ["refuses the token", answered(401), "unauthorized"],
    [
      "can't be reached",
      failed(false, "connection_refused", "Refused."),
      "connection_refused",
    ],
  ])("again later, if the first path %s", async (_what, result, code) => {
    const { reading, http } = await read({ [INTEGRATION]: [result] })

    expect(reading).toMatchObject({ type: "failed", error: { code } })
    expect(http.calls).toEqual([INTEGRATION])
  })

  const PAGE = answered(200, "<html>")
  const LOGIN = answered(302)
  const LOST = failed(true, "timeout", "No answer.")

  it.each([
    ["answers a page", PAGE],
    ["answers nothing", answered(204, "")],
    ["redirects to a login", LOGIN],
    ["fails for good", answered(500)],
    ["never answers", LOST],
  ])("by a path that has it, if the first one %s", async (_what, result) => {
    const { reading, http } = await read({
      [INTEGRATION]: [result],
      [ITEMS]: [result],
      [DETAIL]: [ORDER],
    })

    expect(reading.type).toBe("found")
    expect(http.calls).toEqual([INTEGRATION, ITEMS, DETAIL])
  })

  it.each([
    ["one is down", [answered(503), NO_PATH, NOT_FOUND], "http_503"],
    ["one never answers", [NO_PATH, LOST, NO_PATH], "timeout"],
    ["all are pages", [PAGE, PAGE, PAGE], "answer_unreadable"],
    ["all redirect", [LOGIN, LOGIN, LOGIN], "redirected"],
  ] as [string, [Exchange, Exchange, Exchange], string][])(
    "again later, if none has it and %s",
    async (_what, [one, two, three], code) => {
      const strategy = provider()
      const script = { [INTEGRATION]: [one], [ITEMS]: [two], [DETAIL]: [three] }
      const { reading } = await read(script, strategy)
      const preparation = await strategy.prepare(
        callOf(),
        contextOf(script).context
      )

      expect(reading).toMatchObject({
        type: "failed",
        error: {
          code,
          message: expect.stringContaining("option recordPath") as string,
        },
      })
      expect(reading.exchanges).toHaveLength(3)
      expect(preparation).toMatchObject({
        type: "settled",
        outcome: { type: "retry", error: { code } },
      })
    }
  )

  it.each([
    ["is missing where another path says so", NOT_FOUND, "missing"],
    ["is not read where another path isn't there either", NO_PATH, "failed"],
  ])(
    "and a page is no word on it: it %s, and the call decides",
    async (_what, other, type) => {
      const strategy = provider()
      const script = {
        [INTEGRATION]: [PAGE],
        [ITEMS]: [LOGIN],
        [DETAIL]: [other],
      }
      const { reading } = await read(script, strategy)
      const preparation = await strategy.prepare(
        callOf(),
        contextOf(script).context
      )

      expect(reading.type).toBe(type)
      expect(preparation).toEqual({ type: "proceed", baseline: null })
    }
  )

  it("again later, if the path that had it answers a page", async () => {
    const strategy = provider()
    const { http, context } = contextOf({
      [INTEGRATION]: [ORDER, LOGIN],
      [ITEMS]: [NO_PATH],
      [DETAIL]: [NO_PATH],
    })
    const { provider_order } = callOf()

    await strategy.readRecord(provider_order, context)
    const again = await strategy.readRecord(provider_order, context)

    expect(again).toMatchObject({
      type: "failed",
      error: { code: "redirected" },
    })
    expect(
      await strategy.prepare(
        callOf(),
        contextOf({
          [INTEGRATION]: [PAGE],
          [ITEMS]: [NO_PATH],
          [DETAIL]: [NO_PATH],
        }).context
      )
    ).toMatchObject({ type: "settled", outcome: { type: "retry" } })
    expect(http.calls).toEqual([INTEGRATION, INTEGRATION, ITEMS, DETAIL])
  })
})
