import {
  type Exchange,
  type ProviderRecord,
  type TotalSource,
} from "../../../provider-kit"
import { callOf } from "../../../provider-kit/__fixtures__/call"
import { answered, failed } from "../../../provider-kit/__fixtures__/exchanges"
import { RECORDED } from "../../../provider-kit/__fixtures__/proof"
import { voidOf } from "../__fixtures__/call"
import { readOrderAnswer, readVoidsAnswer } from "../answers"
import { findEffect, toReading } from "../record"

const reading = (
  voids: Exchange,
  order: Exchange,
  total: string | null = null,
  total_source: TotalSource | null = "order"
) =>
  toReading(readVoidsAnswer(voids), readOrderAnswer(order), {
    ...callOf().provider_order,
    total,
    total_source,
  })

const VOIDS = answered(200, {
  remaining_amount: 60020,
  results: [
    { amount: 1000, id: "a", created: "2020-10-09T13:56:09+02:00" },
    { amount: 500, id: "b" },
  ],
})
const EMPTIED = answered(200, {
  remaining_amount: 0,
  results: [{ amount: 100, id: "a" }],
})
const PARTLY_CAPTURED = answered(200, {
  remaining_amount: 6000,
  results: [{ amount: 1000, id: "a" }],
})
const totalled = (total_amount: unknown) =>
  answered(200, { status: "ok", cancelled: null, total_amount })
const NOTHING_LEFT = answered(200, { remaining_amount: 0, results: [] })
const OK = answered(200, { status: "ok", cancelled: null })
const PENDING = answered(200, { status: "pending", cancelled: null })
const CANCELLED = answered(200, { status: "ok", cancelled: "2020-10-09" })
/** What a gateway answers where it knows no such path. */
const PAGE = answered(404, "<html>Nothing here")

const obstacleOf = (voids: Exchange, order: Exchange) => {
  const read = reading(voids, order)
  return read.type === "found" ? read.record.obstacle : read.type
}

describe("what speaks against cancelling an Aplazame order as a whole", () => {
  it.each([
    ["a confirmed order of which nothing was captured", VOIDS, OK, null],
    ["the same, with its total", VOIDS, totalled(61520), null],
    [
      "an order that isn't confirmed yet",
      NOTHING_LEFT,
      PENDING,
      { type: "not_confirmed" },
    ],
    [
      "an order that was captured",
      NOTHING_LEFT,
      totalled(10000),
      { type: "captured", message: expect.stringContaining("refund it") },
    ],
    [
      "an order that was captured in part",
      PARTLY_CAPTURED,
      totalled(10000),
      { type: "captured", message: expect.stringContaining("30.00 EUR") },
    ],
    [
      "an order of which nothing is left, for whatever reason",
      EMPTIED,
      OK,
      { type: "unclear" },
    ],
    ["an order that is cancelled", NOTHING_LEFT, CANCELLED, null],
  ])("%s", (_, voids, order, expected) => {
    const obstacle = obstacleOf(voids, order)
    if (expected === null) {
      expect(obstacle).toBeNull()
    } else {
      expect(obstacle).toMatchObject(expected)
    }
  })
})

describe("the record of an Aplazame order", () => {
  it("has what remains, what was voided, and what it was in all", () => {
    expect(reading(VOIDS, totalled(61520))).toMatchObject({
      type: "found",
      record: {
        state: "open",
        status: "ok",
        total: "615.2",
        remaining: "600.2",
        voids: [
          { id: "a", amount: "10", created_at: "2020-10-09T13:56:09+02:00" },
          { id: "b", amount: "5", created_at: null },
        ],
        items: null,
      },
    })
  })

  it.each([
    ["its time of cancellation is set", VOIDS, CANCELLED],
    ["its voids add up to the ledger's total", EMPTIED, OK],
    ["they do, and the order is refused", EMPTIED, answered(403)],
    ["its list of voids is refused", answered(400), CANCELLED],
    ["it is over", NOTHING_LEFT, answered(200, { status: "ko" })],
  ])("is cancelled where %s", (_what, voids, order) => {
    expect(reading(voids, order, "1")).toMatchObject({
      type: "found",
      record: {
        state: "cancelled",
        proof: { by: "record", statement: expect.stringMatching(/^Aplazame/) },
      },
    })
  })

  it.each([
    ["and nothing was voided", NOTHING_LEFT, OK, "100.5"],
    ["and nothing was voided, of no known total", NOTHING_LEFT, OK, null],
    ["and nothing is what it was worth", NOTHING_LEFT, OK, "0"],
    ["and less was voided than the ledger's total", EMPTIED, OK, "1.01"],
    ["and less was voided than its own total", EMPTIED, totalled(101), "1"],
    ["and nobody knows of what", EMPTIED, OK, null],
    ["and the order is refused", NOTHING_LEFT, answered(403), "100.5"],
  ])(
    "is open where nothing remains to be captured, %s",
    (_what, voids, order, total) => {
      expect(reading(voids, order, total)).toMatchObject({
        type: "found",
        record: { state: "open", remaining: null, proof: null },
      })
    }
  )

  it.each(["payment", "order", "metadata"] as const)(
    "is cancelled by voids of the total, if that is the store's own: %s",
    (source) => {
      expect(reading(EMPTIED, OK, "1", source)).toMatchObject({
        record: { state: "cancelled", remaining: "0" },
      })
    }
  )

  it.each(["provider", "explicit"] as const)(
    "is open where only a total that may be too low says that all was voided: %s",
    (source) => {
      expect(reading(EMPTIED, OK, "1", source)).toMatchObject({
        record: { state: "open", remaining: null, proof: null },
      })
      expect(reading(EMPTIED, answered(403), "1", source)).toMatchObject({
        record: { state: "open", proof: null },
      })
      expect(reading(EMPTIED, totalled(100), "1", source)).toMatchObject({
        record: {
          state: "cancelled",
          proof: { statement: expect.stringContaining("1.00 EUR") as string },
        },
      })
      expect(reading(EMPTIED, totalled(100), "1.01", source)).toMatchObject({
        record: { state: "open", proof: null },
      })
    }
  )

  it.each([
    ["provider", "615.2", null],
    ["explicit", "615.2", null],
    ["explicit", "600", "600.2"],
    ["order", "615.2", "600.2"],
  ] as const)(
    "tells what remains only where it can be all: by the %s's %s, %s",
    (source, total, remaining) => {
      expect(reading(VOIDS, OK, total, source)).toMatchObject({
        record: { state: "open", remaining },
      })
    }
  )

  it("counts as voided what its list has, however little remains", () => {
    expect(reading(NOTHING_LEFT, OK, "100.5")).toMatchObject({
      record: { total: null, remaining: null, voids: [] },
    })
    expect(reading(PARTLY_CAPTURED, totalled(10000), "100")).toMatchObject({
      record: { total: "100", remaining: null, voids: [{ amount: "10" }] },
    })
  })

  it("tells what remains by its own total, where the ledger's is higher", () => {
    expect(reading(VOIDS, totalled(61520), "700")).toMatchObject({
      record: { total: "615.2", remaining: "600.2" },
    })
    expect(reading(VOIDS, OK, "700")).toMatchObject({
      record: { total: null, remaining: null },
    })
  })

  it("doesn't believe a total that its voids exceed", () => {
    expect(reading(VOIDS, totalled(60020))).toMatchObject({
      record: { total: null },
    })
  })

  it("says why an order is over", () => {
    const status_reason = "confirmation_rejected_by_merchant"
    expect(
      reading(NOTHING_LEFT, answered(200, { status: "KO", status_reason }))
    ).toMatchObject({
      record: {
        status: `KO: ${status_reason}`,
        proof: { statement: expect.stringContaining(status_reason) },
      },
    })
  })

  it("is open where nothing remains because nothing is confirmed", () => {
    expect(reading(NOTHING_LEFT, PENDING)).toMatchObject({
      record: { state: "open", status: "pending" },
    })
  })

  it.each([
    ["cancelled as a whole", EMPTIED, CANCELLED, "0"],
    ["cancelled before anything was voided", NOTHING_LEFT, CANCELLED, "0"],
    ["emptied by voids", EMPTIED, OK, "0"],
    ["emptied, and without a word on itself", EMPTIED, answered(403), "0"],
    ["cancelled, whatever its list says", VOIDS, CANCELLED, "600.2"],
    ["not confirmed", NOTHING_LEFT, PENDING, null],
    ["not confirmed, whatever its list says", VOIDS, PENDING, null],
  ])(
    "doesn't tell what an order had in the beginning that is %s",
    (_what, voids, order, remaining) => {
      expect(reading(voids, order, "1")).toMatchObject({
        record: { total: null, remaining },
      })
    }
  )

  it.each([[403], [404], [400]])(
    "is found without a status where the order answers %d",
    (status) => {
      expect(reading(VOIDS, answered(status))).toMatchObject({
        type: "found",
        record: { state: "open", status: null, remaining: null },
      })
    }
  )

  it("is found without voids where their list answers 400", () => {
    expect(reading(answered(400), OK)).toMatchObject({
      type: "found",
      record: { total: null, remaining: null, voids: null },
    })
  })

  it("is missing where both answer 404", () => {
    expect(reading(answered(404), answered(404))).toMatchObject({
      type: "missing",
      error: { code: "not_found" },
    })
  })

  it.each([
    ["the list times out", failed(true, "timeout"), OK, "timeout"],
    ["the order times out", VOIDS, failed(true, "timeout"), "timeout"],
    ["the list answers 503", answered(503), CANCELLED, "http_503"],
    [
      "the order answers 503, though nothing remains",
      EMPTIED,
      answered(503),
      "http_503",
    ],
    ["the key is wrong", answered(401), answered(401), "unauthorized"],
    ["both are forbidden", answered(403), answered(403), "forbidden"],
    ["only one is missing", answered(404), answered(403), "not_found"],
    ["the list is a page", answered(200, "<html>"), OK, "answer_unreadable"],
    ["both are pages", PAGE, PAGE, "answer_unreadable"],
    ["the list is a page with a 404", PAGE, CANCELLED, "answer_unreadable"],
    ["the order is a page with a 404", EMPTIED, PAGE, "answer_unreadable"],
    [
      "the list is one, and there is no order",
      PAGE,
      answered(404),
      "answer_unreadable",
    ],
    [
      "the order is a page",
      VOIDS,
      answered(200, "<html>"),
      "answer_unreadable",
    ],
    [
      "an amount is a fraction",
      answered(200, { remaining_amount: 0.5, results: [] }),
      OK,
      "answer_unreadable",
    ],
  ])("is not read where %s", (_what, voids, order, code) => {
    expect(reading(voids, order)).toMatchObject({
      type: "failed",
      error: { code },
    })
  })

  it("passes on how long to wait", () => {
    expect(
      reading(answered(429, "", { headers: { retry_after: "3" } }), OK)
    ).toMatchObject({
      type: "failed",
      retry_after_ms: 3000,
    })
  })
})

const recordOf = (fields: Partial<ProviderRecord> = {}): ProviderRecord => ({
  state: "open",
  status: "ok",
  total: "100",
  remaining: "80",
  voids: [],
  items: null,
  ...fields,
})

const entry = (
  id: string,
  amount: string,
  created_at: string | null = null
) => ({
  id,
  amount,
  created_at,
})

describe("the effect of a void of 10.00", () => {
  const baseline = { remaining_amount: 9000, ids: ["before"] }
  const find = (
    voids: ProviderRecord["voids"],
    context: { baseline?: unknown; owned_references?: string[] } = {}
  ) =>
    findEffect(
      voidOf("10.00"),
      recordOf({ voids }),
      { baseline, owned_references: [], ...context },
      "cancel"
    )

  it("is the new entry of its amount", () => {
    expect(find([entry("before", "10"), entry("ours", "10")])).toEqual({
      type: "applied",
      reference: "ours",
      proof: {
        by: "record",
        statement: "Aplazame's list: void ours of 10 EUR",
        at: null,
      },
    })
  })

  it("is the oldest of several", () => {
    expect(
      find([
        entry("undated", "10"),
        entry("late", "10", "2020-10-09T14:00:00+02:00"),
        entry("early", "10", "2020-10-09T12:59:00+01:00"),
      ])
    ).toMatchObject({ type: "applied", reference: "early" })
  })

  it.each([
    ["there is no entry", [], []],
    ["its amount was there before", [entry("before", "10")], []],
    ["the amounts differ", [entry("new", "10.01")], []],
    ["another cancellation owns it", [entry("theirs", "10")], ["theirs"]],
  ])("is absent where %s", (_what, voids, owned_references) => {
    expect(find(voids, { owned_references })).toEqual({ type: "absent" })
  })

  it("can't be told without a baseline, or without the list", () => {
    expect(find([entry("new", "10")], { baseline: null }).type).toBe(
      "undecidable"
    )
    expect(find([entry("new", "10")], { baseline: { ids: 1 } }).type).toBe(
      "undecidable"
    )
    expect(find(null).type).toBe("undecidable")
  })
})

describe("the effect of a whole cancel", () => {
  const none = { baseline: null, owned_references: [] }
  const emptying = {
    baseline: { remaining_amount: 8000, ids: [] },
    owned_references: [],
  }

  it.each(["cancel", "void"] as const)(
    "is there where the order is cancelled (%s)",
    (mode) => {
      const record = recordOf({ state: "cancelled", proof: RECORDED })
      expect(findEffect(callOf(), record, none, mode)).toMatchObject({
        type: "applied",
        proof: RECORDED,
      })
      expect(findEffect(callOf(), recordOf(), none, mode)).toEqual({
        type: "absent",
      })
    }
  )

  it("can't be told from an order that was not shown", () => {
    const record = recordOf({ status: null })

    expect(findEffect(callOf(), record, none, "cancel").type).toBe(
      "undecidable"
    )
    expect(findEffect(callOf(), record, none, "void").type).toBe("absent")
  })

  it("can't be told from a list of voids that was not shown", () => {
    const record = recordOf({ remaining: null, voids: null })

    expect(findEffect(callOf(), record, none, "void").type).toBe("undecidable")
    expect(findEffect(callOf(), record, none, "cancel").type).toBe("absent")
  })

  it("by void is the entry of what remained", () => {
    expect(
      findEffect(
        callOf(),
        recordOf({
          state: "cancelled",
          voids: [entry("all", "80")],
          proof: RECORDED,
        }),
        emptying,
        "void"
      )
    ).toEqual({ type: "applied", reference: "all", proof: RECORDED })
  })

  it("by void isn't sent twice where its entry is there, and no more", () => {
    expect(
      findEffect(
        callOf(),
        recordOf({ voids: [entry("all", "80")] }),
        emptying,
        "void"
      )
    ).toMatchObject({
      type: "undecidable",
      reason: expect.stringContaining("captured"),
    })
  })
})
