import { type CancellationCall, type Exchange } from "../../../provider-kit"
import { callOf, contextOf } from "../../../provider-kit/__fixtures__/call"
import {
  answered,
  failed,
  type Script,
} from "../../../provider-kit/__fixtures__/exchanges"
import { DECIDED_CASES } from "../../../provider-kit/__fixtures__/transport-cases"
import { voidOf } from "../__fixtures__/call"
import { AplazameCancellationProvider } from "../service"

const ORDER = "GET /orders/A-1"
const VOIDS = "GET /orders/A-1/void"
const CANCEL = "POST /orders/A-1/cancel"
const VOID = "POST /orders/A-1/void"

const provider = (fullCancel: "cancel" | "void" = "cancel") =>
  new AplazameCancellationProvider({}, { privateKey: "key_1234", fullCancel })

const prepare = (
  script: Script,
  call: CancellationCall = callOf(),
  fullCancel: "cancel" | "void" = "cancel"
) => provider(fullCancel).prepare(call, contextOf(script).context)

const send = async (
  script: Script,
  call: CancellationCall = callOf(),
  baseline: unknown = null,
  fullCancel: "cancel" | "void" = "cancel"
) => {
  const { http, context } = contextOf(script, baseline)
  const strategy = provider(fullCancel)
  const outcome = await (call.kind === "cancel"
    ? strategy.cancel(call, context)
    : strategy.void(call, context))
  return { outcome, http }
}

const order = (
  status: string | null,
  cancelled: unknown = null,
  more: Record<string, unknown> = {}
) => answered(200, { status, cancelled, ...more })

const voids = (remaining_amount: number, ...results: unknown[]) =>
  answered(200, { remaining_amount, results })

/** Voids that add up to the 100 EUR of the call's order. */
const ALL_VOIDED = voids(
  0,
  { amount: 2000, id: "a" },
  { amount: 8000, id: "b" }
)

const settled = (type: string, code?: string) => ({
  type: "settled",
  outcome: { type, ...(code && { error: { code } }) },
})

/** What a gateway answers where it knows no such path. */
const PAGE = answered(404, "<html>Nothing here")

const proven = (statement: string, at?: string) => ({
  type: "settled",
  outcome: {
    type: "already_done",
    proof: { by: "record", statement, ...(at && { at }) },
  },
})

/** All of it was captured, by what the two reads show. */
const CAPTURED = {
  [ORDER]: [order("ok")],
  [VOIDS]: [voids(0)],
}

describe("before a whole cancel, the order is read", () => {
  it.each([
    [
      "cancelled",
      order("ok", "2020-10-09"),
      proven("Aplazame's record: cancelled", "2020-10-09T00:00:00.000Z"),
    ],
    ["not confirmed yet", order("pending"), settled("retry", "not_confirmed")],
    [
      "declined",
      order("ko", null, { status_reason: "expired_challenge" }),
      proven(
        "Aplazame's record: over before it was confirmed (ko: expired_challenge)"
      ),
    ],
    [
      "never confirmed by the store",
      order("ko", null, { status_reason: "confirmation_rejected_by_merchant" }),
      proven(
        "Aplazame's record: over before it was confirmed (ko: confirmation_rejected_by_merchant)"
      ),
    ],
    [
      "over, without a reason",
      order("KO"),
      proven("Aplazame's record: over before it was confirmed (KO)"),
    ],
    ["confirmed", order("ok"), { type: "proceed", baseline: null }],
    ["in a new status", order("new"), { type: "proceed", baseline: null }],
    ["not there", answered(404), { type: "proceed", baseline: null }],
    ["forbidden", answered(403), { type: "proceed", baseline: null }],
    ["refused", answered(400), { type: "proceed", baseline: null }],
    ["a wrong key", answered(401), settled("retry", "unauthorized")],
    ["a page", answered(200, "<html>"), settled("retry", "answer_unreadable")],
  ])("%s", async (_what, result, expected) => {
    expect(await prepare({ [ORDER]: [result] })).toMatchObject(expected)
  })

  it.each(DECIDED_CASES)(
    "and $name is tried again, because nothing was sent",
    async ({ exchange, expected: { code } }) => {
      expect(await prepare({ [ORDER]: [exchange] })).toMatchObject(
        settled("retry", code)
      )
    }
  )

  it("unless it can't be asked for at all", async () => {
    const call = callOf({ provider_order: { external_id: ".." } })

    expect(await prepare({}, call)).toMatchObject(
      settled("rejected", "invalid_call")
    )
  })
})

describe("a whole cancel", () => {
  it("that is answered with 204 succeeded, in one request", async () => {
    const { outcome, http } = await send({ [CANCEL]: [answered(204)] })

    expect(outcome.type).toBe("succeeded")
    expect(http.calls).toEqual([CANCEL])
  })

  it.each([400, 403, 404, 409])(
    "that is refused with %d is explained by the order's record",
    async (status) => {
      const refused = { [CANCEL]: [answered(status)] }
      const open = { [VOIDS]: [voids(100)] }
      const cases: [Record<string, Exchange[]>, string][] = [
        [{ [ORDER]: [order("ok", "2020")] }, "already_done"],
        [{ [ORDER]: [order("pending")] }, "retry"],
        [{ [ORDER]: [order("ko")] }, "already_done"],
        [{ [ORDER]: [order("ok")], [VOIDS]: [ALL_VOIDED] }, "already_done"],
        [{ [ORDER]: [answered(404)], [VOIDS]: [ALL_VOIDED] }, "already_done"],
        [CAPTURED, "rejected"],
        [{ [ORDER]: [answered(404)], [VOIDS]: [voids(0)] }, "rejected"],
        [{ [ORDER]: [order("ok")], ...open }, "rejected"],
        [{ [ORDER]: [order("ok")], [VOIDS]: [answered(503)] }, "retry"],
        [{ [ORDER]: [answered(404)], [VOIDS]: [answered(404)] }, "rejected"],
        [{ [ORDER]: [PAGE], ...open }, "retry"],
        [{ [ORDER]: [order("ok")], [VOIDS]: [PAGE] }, "retry"],
        [{ [ORDER]: [answered(500)], ...open }, "retry"],
        [{ [ORDER]: [answered(503)], [VOIDS]: [voids(0)] }, "retry"],
        [{ [ORDER]: [answered(429)], [VOIDS]: [voids(0)] }, "retry"],
        [{ [ORDER]: [failed(true, "timeout")], [VOIDS]: [voids(0)] }, "retry"],
      ]

      for (const [reads, expected] of cases) {
        const { outcome, http } = await send({ ...refused, ...reads })
        expect(outcome.type).toBe(expected)
        expect(outcome.exchanges).toHaveLength(http.requests.length)
        expect(outcome.exchanges?.[0]?.request.method).toBe("POST")
      }
    }
  )

  it.each([
    ["as a whole", order("ok"), voids(0), /has captured this order.*refund/],
    [
      "as a whole, after a void",
      order("ok", null, { total_amount: 10000 }),
      voids(0, { amount: 2000, id: "a" }),
      /has captured this order.*refund/,
    ],
    [
      "in part",
      order("ok", null, { total_amount: 10000 }),
      voids(6000),
      /captured 40\.00 EUR.*only 60\.00 EUR.*refund the rest/,
    ],
  ])(
    "that is refused because it was captured %s says so",
    async (_what, detail, list, message) => {
      const body = { error: { type: "Conflict", message: "No." } }
      const { outcome } = await send({
        [CANCEL]: [answered(409, body)],
        [ORDER]: [detail],
        [VOIDS]: [list],
      })

      expect(outcome).toMatchObject({
        type: "rejected",
        error: {
          code: "order_captured",
          message: expect.stringMatching(message),
          provider_code: "Conflict",
          provider_message: "No.",
        },
      })
    }
  )

  it.each([
    ["a timeout", failed(true, "timeout"), "unknown"],
    ["a 401", answered(401), "retry"],
    ["a 429", answered(429), "retry"],
  ])("that met %s is not asked about", async (_what, result, type) => {
    const { outcome, http } = await send({ [CANCEL]: [result] })

    expect(outcome.type).toBe(type)
    expect(http.calls).toEqual([CANCEL])
  })
})

describe("before a void, the list of voids is read", () => {
  const before = { amount: 500, id: "before" }

  it("and becomes the baseline", async () => {
    expect(
      await prepare({ [VOIDS]: [voids(1000, before)] }, voidOf("10"))
    ).toEqual({
      type: "proceed",
      baseline: { remaining_amount: 1000, ids: ["before"], total_amount: null },
    })
  })

  it("and says how much remains where that is less", async () => {
    const preparation = await prepare(
      { [VOIDS]: [voids(1000, before)], [ORDER]: [order("ok")] },
      voidOf("10.01")
    )

    expect(preparation).toMatchObject({
      outcome: {
        type: "rejected",
        error: {
          code: "more_than_remains",
          message: expect.stringContaining("10.00 EUR"),
        },
      },
    })
  })

  it.each([
    [
      "was captured",
      voids(0),
      order("ok"),
      "order_captured",
      /captured this order.*refund/,
    ],
    [
      "was captured, by what it is worth",
      voids(0, before),
      order("ok", null, { total_amount: 10000 }),
      "order_captured",
      /captured this order.*refund/,
    ],
    [
      "was captured in part",
      voids(600),
      order("ok", null, { total_amount: 10000 }),
      "order_captured",
      /captured 94\.00 EUR.*only 6\.00 EUR/,
    ],
    [
      "has nothing left, and doesn't say why",
      voids(0, before),
      order("ok"),
      "nothing_to_void",
      /may have been captured/,
    ],
    [
      "is over",
      voids(0),
      order("ko", null, { status_reason: "ko_generic" }),
      "order_declined",
      /over at Aplazame \(ko: ko_generic\)/,
    ],
    [
      "was cancelled",
      voids(0),
      order("ok", "2020-10-09"),
      "order_cancelled",
      /cancelled at Aplazame as a whole/,
    ],
  ])(
    "and a void of an order that %s is refused, and told why",
    async (_what, list, detail, code, message) => {
      expect(
        await prepare({ [VOIDS]: [list], [ORDER]: [detail] }, voidOf("10"))
      ).toMatchObject({
        type: "settled",
        outcome: {
          type: "rejected",
          error: { code, message: expect.stringMatching(message) },
        },
      })
    }
  )

  it.each([
    ["an unconfirmed order", answered(400), order("pending"), "retry"],
    ["nothing captured yet", voids(0), order("pending"), "retry"],
    ["a cancelled order", answered(400), order("ok", "2020"), "rejected"],
    ["no such order", answered(404), answered(404), "rejected"],
    ["a page for the list", PAGE, answered(404), "retry"],
    ["a page for a refused order", answered(404), PAGE, "retry"],
    ["a page for an order with too little", voids(0), PAGE, "retry"],
    ["a status that can't be read", answered(400), answered(503), "retry"],
    ["too little, of an order in doubt", voids(999), answered(503), "retry"],
    ["nothing, of an order in doubt", voids(0), answered(429), "retry"],
    ["nothing, of a silent order", voids(0), failed(true, "timeout"), "retry"],
    [
      "too little, of an order without a word",
      voids(0),
      answered(403),
      "rejected",
    ],
    ["a wrong key", answered(401), answered(401), "retry"],
  ])("and %s is settled", async (_what, list, detail, type) => {
    expect(
      await prepare({ [VOIDS]: [list], [ORDER]: [detail] }, voidOf("10"))
    ).toMatchObject(settled(type))
  })

  it.each(DECIDED_CASES)(
    "and $name is tried again, because nothing was sent",
    async ({ exchange, expected: { code } }) => {
      expect(
        await prepare({ [VOIDS]: [exchange] }, voidOf("10"))
      ).toMatchObject(settled("retry", code))
    }
  )
})

describe("a void", () => {
  const baseline = { remaining_amount: 5000, ids: ["before"] }

  it("sends its amount as an integer, and keeps the new entry's id", async () => {
    const { outcome, http } = await send(
      { [VOID]: [voids(4000, { amount: 1000, id: "new" })] },
      voidOf("10"),
      baseline
    )

    expect(outcome).toMatchObject({ type: "succeeded", reference: "new" })
    expect(http.requests[0]?.body).toEqual({ amount: 1000 })
  })

  it.each([
    ["not confirmed", order("pending"), "retry"],
    ["confirmed", order("ok"), "rejected"],
    ["cancelled", order("ok", "2020"), "rejected"],
    ["not there", answered(404), "rejected"],
    ["a page", PAGE, "retry"],
    ["not readable now", failed(true, "timeout"), "retry"],
  ])(
    "that is refused for an order that is %s is settled by its status",
    async (_what, detail, type) => {
      const { outcome, http } = await send(
        { [VOID]: [answered(400)], [ORDER]: [detail] },
        voidOf("10"),
        baseline
      )

      expect(outcome.type).toBe(type)
      expect(http.calls).toEqual([VOID, ORDER])
    }
  )

  it("without a baseline is not sent", async () => {
    const { outcome, http } = await send({}, voidOf("10"), null)

    expect(outcome).toMatchObject({
      type: "retry",
      error: { code: "not_prepared" },
    })
    expect(http.calls).toEqual([])
  })
})

describe("a whole cancel by void", () => {
  it("reads what remains, and sends exactly that", async () => {
    const before = { amount: 2000, id: "before" }
    const script = {
      [VOIDS]: [voids(8000, before)],
      [ORDER]: [order("ok", null, { total_amount: 10000 })],
      [VOID]: [voids(0, before, { amount: 8000, id: "all" })],
    }
    const preparation = await prepare(script, callOf(), "void")
    const baseline = {
      remaining_amount: 8000,
      ids: ["before"],
      total_amount: 10000,
    }
    expect(preparation).toEqual({ type: "proceed", baseline })

    const { outcome, http } = await send(script, callOf(), baseline, "void")
    expect(outcome).toMatchObject({ type: "succeeded", reference: "all" })
    expect(http.requests[0]?.body).toEqual({ amount: 8000 })
  })

  it.each([
    ["all was voided", ALL_VOIDED, order("ok"), "already_done"],
    ["all was captured", voids(0), order("ok"), "rejected"],
    [
      "a part was captured",
      voids(6000),
      order("ok", null, { total_amount: 10000 }),
      "rejected",
    ],
    [
      "nothing remains, and no one says why",
      voids(0),
      answered(403),
      "rejected",
    ],
    ["it is over", voids(0), order("ko"), "already_done"],
    [
      "something remains, and the order is down",
      voids(1),
      answered(503),
      "retry",
    ],
    ["nothing is captured yet", voids(0), order("pending"), "retry"],
    [
      "nothing remains, and the order is down",
      voids(0),
      answered(503),
      "retry",
    ],
    ["nothing remains, and it is throttled", voids(0), answered(429), "retry"],
    [
      "nothing remains, and the order times out",
      voids(0),
      failed(true, "timeout"),
      "retry",
    ],
    [
      "nothing remains, and the order is a page",
      voids(0),
      answered(200, "<html>"),
      "retry",
    ],
    ["the order is not confirmed", answered(400), order("pending"), "retry"],
    ["it was cancelled", answered(400), order("ok", "2020"), "already_done"],
    ["it isn't there", answered(404), answered(404), "rejected"],
    ["nothing is read but pages", PAGE, PAGE, "retry"],
    ["the key is wrong", answered(401), answered(401), "retry"],
  ])("where %s", async (_what, list, detail, type) => {
    expect(
      await prepare({ [VOIDS]: [list], [ORDER]: [detail] }, callOf(), "void")
    ).toMatchObject(settled(type))
  })

  it.each(["provider", "explicit"] as const)(
    "where all was voided by a total that may be too low, nobody says so: %s",
    async (total_source) => {
      const call = callOf({ provider_order: { total_source } })

      expect(
        await prepare(
          { [VOIDS]: [ALL_VOIDED], [ORDER]: [order("ok")] },
          call,
          "void"
        )
      ).toMatchObject({
        outcome: { type: "rejected", error: { code: "nothing_to_void" } },
      })
    }
  )

  it("keeps both reads as evidence where one of them failed, and its wait", async () => {
    const throttled = answered(429, "", { headers: { retry_after: "3" } })

    expect(
      await prepare(
        { [VOIDS]: [voids(0)], [ORDER]: [throttled] },
        callOf(),
        "void"
      )
    ).toMatchObject({
      outcome: {
        type: "retry",
        error: { code: "throttled" },
        retry_after_ms: 3000,
        exchanges: [{ result: { status: 200 } }, { result: { status: 429 } }],
      },
    })
  })

  it("that is refused while the order can't be read is not done", async () => {
    const { outcome } = await send(
      {
        [VOID]: [answered(400)],
        [ORDER]: [answered(503)],
        [VOIDS]: [voids(0)],
      },
      callOf(),
      { remaining_amount: 8000, ids: [] },
      "void"
    )

    expect(outcome.type).toBe("retry")
  })

  it("that is refused because all was voided meanwhile is done", async () => {
    const { outcome } = await send(
      {
        [VOID]: [answered(400)],
        [ORDER]: [order("ok")],
        [VOIDS]: [ALL_VOIDED],
      },
      callOf(),
      { remaining_amount: 8000, ids: [] },
      "void"
    )

    expect(outcome.type).toBe("already_done")
  })

  it.each([
    ["cancelled", order("ok", "2020"), "succeeded"],
    ["not cancelled", order("ok"), "unknown"],
    ["not readable now", answered(503), "unknown"],
    ["not there", answered(404), "unknown"],
  ])(
    "that leaves nothing of an unknown total is what the order says: %s",
    async (_what, detail, type) => {
      const { outcome, http } = await send(
        {
          [VOID]: [voids(0, { amount: 8000, id: "all" })],
          [ORDER]: [detail],
        },
        callOf({ provider_order: { total: null } }),
        { remaining_amount: 8000, ids: [] },
        "void"
      )

      expect(outcome.type).toBe(type)
      expect(http.calls).toEqual([VOID, ORDER])
    }
  )
})

describe("a preview", () => {
  it("shows the integer amount", () => {
    expect(provider().preview(voidOf("10.5"))).toEqual({
      method: "POST",
      url: "https://api.aplazame.com/orders/A-1/void",
      body: { amount: 1050 },
    })
  })

  it.each([
    ["80", 8000],
    [null, null],
  ])("of a whole cancel by void takes the ledger's %p", (remaining, amount) => {
    expect(provider("void").preview(callOf({ remaining })).body).toEqual({
      amount,
    })
  })
})

describe("the evidence", () => {
  it("has no data of the shopper", () => {
    const redacted = provider().redact({
      status: "ok",
      customer: { id: "c-7", email: "shopper@example.com" },
      shipping: { name: "Ada Shopper" },
    })

    expect(JSON.stringify(redacted)).not.toMatch(/c-7|shopper@|Ada/)
    expect(redacted).toMatchObject({ status: "ok" })
  })
})

describe("readRecord", () => {
  it("reads the list and the order", async () => {
    const { http, context } = contextOf({
      [VOIDS]: [voids(10000)],
      [ORDER]: [order("ok", null, { total_amount: 10000 })],
    })
    const reading = await provider().readRecord(
      callOf().provider_order,
      context
    )

    expect(reading).toMatchObject({
      type: "found",
      record: { total: "100", remaining: "100", status: "ok" },
    })
    expect([...http.calls].sort()).toEqual([ORDER, VOIDS].sort())
  })
})
