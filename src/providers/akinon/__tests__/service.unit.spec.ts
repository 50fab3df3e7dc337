import { type CancellationCall, type Exchange } from "../../../provider-kit"
import { contextOf } from "../../../provider-kit/__fixtures__/call"
import {
  answered,
  failed,
  type Script,
} from "../../../provider-kit/__fixtures__/exchanges"
import { DECIDED_CASES } from "../../../provider-kit/__fixtures__/transport-cases"
import { callOf, voidOf } from "../__fixtures__/call"
import { detailOf } from "../__fixtures__/orders"
import { AkinonCancellationProvider } from "../service"

const LOGIN = "POST /api/i1/auth/login/"
const ORDER = "GET /api/i1/orders/77/"
const CANCEL = "POST /api/i1/orders/77/cancel/"
const IBAN = "TR330006100519786457841326"

const provider = (options: Record<string, unknown> = { token: "token" }) =>
  new AkinonCancellationProvider(
    {},
    {
      baseUrl: "https://omnitron.example.com",
      recordPath: "orders/{order_id}/",
      ...options,
    }
  )

const prepare = (script: Script, call: CancellationCall = callOf()) =>
  provider().prepare(call, contextOf(script).context)

const send = async (script: Script, call: CancellationCall = callOf()) => {
  const { http, context } = contextOf(script)
  const outcome = await (call.kind === "cancel"
    ? provider().cancel(call, context)
    : provider().void(call, context))
  return { outcome, http }
}

const settled = (type: string, code?: string) => ({
  type: "settled",
  outcome: { type, ...(code && { error: { code } }) },
})

describe("before a call, the order is read", () => {
  it.each([
    ["canceled", answered(200, detailOf(100)), settled("already_done")],
    ["waiting", answered(200, detailOf(50)), settled("accepted")],
    [
      "waiting in part",
      answered(200, detailOf(50, 50, 400)),
      { type: "proceed", baseline: { status: 50 } },
    ],
    [
      "approved, with all items canceled in parts",
      answered(200, detailOf(400, 100, 100)),
      {
        type: "proceed",
        baseline: { status: 400, items: { 1: "cancelled", 2: "cancelled" } },
      },
    ],
    [
      "approved, with all items waiting in parts",
      answered(200, detailOf(400, 50, 100)),
      { type: "proceed", baseline: { status: 400 } },
    ],
    [
      "without a word on itself, with all items canceled",
      answered(200, detailOf(null, 100, 100)),
      { type: "proceed", baseline: { status: null } },
    ],
    [
      "waiting, with all its items",
      answered(200, detailOf(50, 50, 100)),
      settled("accepted"),
    ],
    [
      "waiting, with an item that is open among those that are shown",
      answered(200, detailOf(50, 50, 400, null)),
      { type: "proceed", baseline: { status: 50 } },
    ],
    [
      "approved",
      answered(200, detailOf(400, 400, 100)),
      {
        type: "proceed",
        baseline: { status: 400, items: { 1: "open", 2: "cancelled" } },
      },
    ],
    ["not at this path", answered(404), { type: "proceed", baseline: null }],
    ["forbidden", answered(403), { type: "proceed", baseline: null }],
    [
      "of another shape",
      answered(200, {}),
      { type: "proceed", baseline: null },
    ],
    ["a wrong token", answered(401), settled("retry", "unauthorized")],
    ["a page", answered(200, "<html>"), settled("retry", "answer_unreadable")],
  ])("for a whole cancel: %s", async (_what, result, expected) => {
    expect(await prepare({ [ORDER]: [result] })).toMatchObject(expected)
  })

  it.each([
    ["both canceled", detailOf(400, 100, 100, 400), settled("already_done")],
    ["the order canceled", detailOf(100), settled("already_done")],
    ["one waiting", detailOf(400, 100, 50, 400), settled("accepted")],
    ["both open", detailOf(50, 400, 400, 50), { type: "proceed" }],
    [
      "one waiting, and one open",
      detailOf(50, 400, 50, 400),
      settled("rejected", "items_already_cancelled"),
    ],
    ["both not shown", detailOf(400), { type: "proceed" }],
    [
      "one canceled",
      detailOf(400, 400, 100, 400),
      settled("rejected", "items_already_cancelled"),
    ],
  ])("for a void of two items: %s", async (_what, body, expected) => {
    expect(
      await prepare({ [ORDER]: [answered(200, body)] }, voidOf())
    ).toMatchObject(expected)
  })

  it.each([
    ["a whole cancel", callOf(), detailOf(50, 50, 100)],
    ["a void", voidOf(), detailOf(400, 50, 50, 400)],
  ])(
    "and %s that waits is remembered as waiting",
    async (_what, call, body) => {
      expect(
        await prepare({ [ORDER]: [answered(200, body)] }, call)
      ).toMatchObject({ outcome: { type: "accepted", is_waiting: true } })
    }
  )

  it("and says which items are cancelled", async () => {
    const body = detailOf(400, 400, 100, 400)

    expect(
      await prepare({ [ORDER]: [answered(200, body)] }, voidOf())
    ).toMatchObject({
      outcome: {
        error: { message: expect.stringContaining("already: 2.") },
      },
    })
  })

  it.each(DECIDED_CASES)(
    "and $name is tried again, because nothing was sent",
    async ({ exchange, expected: { code } }) => {
      expect(await prepare({ [ORDER]: [exchange] })).toMatchObject(
        settled("retry", code)
      )
    }
  )

  it("after logging in", async () => {
    const { http, context } = contextOf({
      [LOGIN]: [answered(200, { key: "session-token" })],
      [ORDER]: [answered(200, detailOf(400))],
    })
    const strategy = provider({ username: "user", password: "pass-word" })
    await strategy.prepare(callOf(), context)

    expect(http.calls).toEqual([LOGIN, ORDER])
    expect(strategy.secrets()).toEqual(["pass-word", "session-token"])
  })

  it("unless the login fails", async () => {
    const { context } = contextOf({ [LOGIN]: [failed(true, "timeout")] })

    expect(
      await provider({ username: "u", password: "pass-word" }).prepare(
        callOf(),
        context
      )
    ).toMatchObject(settled("retry", "timeout"))
  })

  it("unless it can't be asked for at all", async () => {
    const call = callOf({ provider_order: { external_id: "A-1" } })

    expect(await prepare({}, call)).toMatchObject(
      settled("rejected", "invalid_call")
    )
  })
})

describe("a call", () => {
  it.each([
    ["a whole cancel", callOf(), true],
    ["a void", voidOf(), false],
  ])("for %s is one request", async (_what, call, is_all) => {
    const { outcome, http } = await send(
      { [CANCEL]: [answered(200, detailOf(100))] },
      call
    )

    expect(outcome.type).toBe("succeeded")
    expect(http.calls).toEqual([CANCEL])
    expect(http.requests[0]?.body).toMatchObject({ order: 77, is_all })
  })

  it.each([400, 403, 404, 406])(
    "that is refused with %d is explained by the order's record",
    async (status) => {
      const cases: [Exchange, string][] = [
        [answered(200, detailOf(100)), "already_done"],
        [answered(200, detailOf(50)), "accepted"],
        [answered(200, detailOf(50, 50, 400)), "rejected"],
        [answered(200, detailOf(400, 100, 100)), "already_done"],
        [answered(200, detailOf(50, 50, 100)), "accepted"],
        [answered(200, detailOf(400, 50, 100)), "retry"],
        [answered(200, detailOf(400)), "rejected"],
        [answered(404), "rejected"],
        [answered(403), "rejected"],
        [answered(200, {}), "rejected"],
        [answered(500), "retry"],
        [answered(503), "retry"],
        [answered(401), "retry"],
        [answered(429), "retry"],
        [answered(200, "<html>"), "retry"],
        [failed(true, "timeout"), "retry"],
      ]
      for (const [order, type] of cases) {
        const { outcome, http } = await send({
          [CANCEL]: [answered(status)],
          [ORDER]: [order],
        })
        expect(outcome.type).toBe(type)
        expect(http.calls).toEqual([CANCEL, ORDER])
        expect(outcome.exchanges).toHaveLength(2)
      }
    }
  )

  it.each([
    ["none of its items is shown", detailOf(50)],
    ["not all of its items are shown", detailOf(50, 50, null)],
  ])(
    "is made of an order that may wait because of a void, as %s",
    async (_what, detail) => {
      const order = answered(200, detail)
      const call = callOf({ remaining: "2", reserved: "1" })
      const { context } = contextOf({ [ORDER]: [order] })

      expect(await provider().prepare(call, context)).toMatchObject({
        type: "proceed",
        baseline: { status: 50 },
      })

      const { outcome } = await send(
        { [CANCEL]: [answered(406)], [ORDER]: [order] },
        call
      )
      expect(outcome).toMatchObject({
        type: "retry",
        error: { code: "items_waiting" },
      })
    }
  )

  it("that is refused while all items wait keeps Akinon's words", async () => {
    const { outcome } = await send({
      [CANCEL]: [answered(406, { detail: "Not now.", code: "rule" })],
      [ORDER]: [answered(200, detailOf(400, 50, 50))],
    })

    expect(outcome).toMatchObject({
      type: "retry",
      error: {
        code: "items_waiting",
        provider_code: "rule",
        provider_message: "Not now.",
      },
    })
  })

  it.each([
    ["a whole cancel", callOf()],
    ["a void", voidOf()],
  ])(
    "for %s that is refused while the order can't be read keeps Akinon's words and its wait",
    async (_what, call) => {
      const { outcome } = await send(
        {
          [CANCEL]: [answered(406, { detail: "Not now.", code: "rule" })],
          [ORDER]: [answered(429, "", { headers: { retry_after: "3" } })],
        },
        call
      )

      expect(outcome).toMatchObject({
        type: "retry",
        error: {
          code: "not_acceptable",
          provider_code: "rule",
          provider_message: "Not now.",
        },
        retry_after_ms: 3000,
        exchanges: [{ result: { status: 406 } }, { result: { status: 429 } }],
      })
    }
  )

  it("that timed out is unknown, and asks nothing more", async () => {
    const { outcome, http } = await send({
      [CANCEL]: [failed(true, "timeout")],
    })

    expect(outcome.type).toBe("unknown")
    expect(http.calls).toEqual([CANCEL])
  })

  it("with an old session logs in again, and is sent once more", async () => {
    const { http, context } = contextOf({
      [LOGIN]: [
        answered(200, { key: "old-token" }),
        answered(200, { key: "new-token" }),
      ],
      [CANCEL]: [answered(401), answered(200, detailOf(100))],
    })
    const outcome = await provider({
      username: "u",
      password: "pass-word",
    }).cancel(callOf(), context)

    expect(outcome.type).toBe("succeeded")
    expect(http.calls).toEqual([LOGIN, CANCEL, LOGIN, CANCEL])
    // The exchange that proves the outcome comes first.
    expect(outcome.exchanges).toMatchObject([
      { request: { method: "POST" }, result: { status: 200 } },
      { request: { method: "POST" }, result: { status: 401 } },
    ])
  })

  it("that two tokens are refused for waits for a person", async () => {
    const { http, context } = contextOf({
      [LOGIN]: [answered(200, { key: "some-token" })],
      [CANCEL]: [answered(401)],
    })
    const outcome = await provider({
      username: "u",
      password: "pass-word",
    }).cancel(callOf(), context)

    expect(outcome).toMatchObject({
      type: "retry",
      error: { code: "unauthorized" },
    })
    expect(http.calls).toEqual([LOGIN, CANCEL, LOGIN, CANCEL])
  })

  it("keeps no IBAN and no name in what was answered", async () => {
    const call = voidOf({
      details: { ibans: { 1: IBAN }, holder_names: { 1: "Ayşe Shopper" } },
    })
    const escaped = `{"detail":"${IBAN} of Ay\\u015fe Shopper failed."}`
    for (const body of [escaped, `<p>${IBAN} of Ayşe Shopper</p>`]) {
      const { outcome } = await send(
        { [CANCEL]: [answered(400, body)], [ORDER]: [answered(404)] },
        call
      )
      const results = outcome.exchanges?.map(({ result }) => result)

      expect(JSON.stringify(results)).not.toMatch(/TR33|Shopper/)
      expect(JSON.stringify("error" in outcome && outcome.error)).not.toMatch(
        /TR33|Shopper/
      )
    }
  })
})

describe("an IBAN in an answer", () => {
  const SPACED = "TR33 0006 1005 1978 6457 8413 26"
  const DASHED = SPACED.replaceAll(" ", "-")
  const written = [IBAN, SPACED, DASHED, SPACED.replaceAll(" ", "\u00a0")]
  const given = [...written, IBAN.toLowerCase(), SPACED.toLowerCase()]

  it.each(given.flatMap((iban) => written.map((echo) => [iban, echo])))(
    "given as %j is masked as %j",
    async (iban, echo) => {
      const body = { detail: `${echo} is wrong.`, code: echo }
      const { outcome } = await send(
        { [CANCEL]: [answered(400, body)], [ORDER]: [answered(404)] },
        voidOf({ details: { ibans: { 1: iban } } })
      )

      const results = outcome.exchanges?.map(({ result }) => result)

      expect(
        JSON.stringify([results, "error" in outcome && outcome.error])
      ).not.toMatch(/TR33|0006|1005|8413/)
      expect(outcome).toMatchObject({
        error: { provider_message: expect.stringContaining("is wrong.") },
      })
    }
  )
})

describe("readRecord", () => {
  const read = (result: Exchange) =>
    provider().readRecord(
      callOf().provider_order,
      contextOf({ [ORDER]: [result] }).context
    )

  it.each([
    ["an order", answered(200, detailOf(400)), "found", undefined],
    ["404", answered(404, { detail: "Not found." }), "missing", "not_found"],
    ["404 with a page", answered(404, "<html>"), "failed", "not_found"],
    ["403", answered(403), "failed", "forbidden"],
    ["401", answered(401), "failed", "unauthorized"],
    ["500", answered(500), "failed", "http_500"],
    ["no order", answered(200, {}), "failed", "answer_unreadable"],
    ["a timeout", failed(true, "timeout"), "failed", "timeout"],
  ])("reads %s", async (_what, result, type, code) => {
    const reading = await read(result)

    expect(reading.type).toBe(type)
    expect("error" in reading ? reading.error.code : undefined).toBe(code)
  })

  it("passes on how long to wait", async () => {
    expect(
      await read(answered(429, "", { headers: { retry_after: "3" } }))
    ).toMatchObject({
      type: "failed",
      retry_after_ms: 3000,
    })
  })
})

describe("what is shown", () => {
  it("is the request, with its private details masked", () => {
    const strategy = provider()
    const preview = strategy.preview(
      voidOf({ details: { ibans: { 1: IBAN }, holder_names: { 1: "Ada" } } })
    )

    expect(preview).toMatchObject({
      method: "POST",
      url: "https://omnitron.example.com/api/i1/orders/77/cancel/",
    })
    expect(strategy.redact(preview.body)).toMatchObject({
      order: 77,
      ibans: { 1: "***" },
      holder_names: { 1: "***" },
    })
  })

  it("has no data of the shopper", () => {
    const redacted = provider().redact({
      status: 100,
      customer: { email: "ada@example.com", name: "Ada" },
      shipping_address: { line: "Street 1", city: { name: "Izmir" } },
      billing_address: { tax_no: "123" },
    })

    expect(JSON.stringify(redacted)).not.toMatch(/ada@|Ada|Street|Izmir|123/)
    expect(redacted).toMatchObject({ status: 100 })
  })
})
