import { Exchange, ProviderRecord } from "../../../provider-kit"
import { callOf } from "../../../provider-kit/__fixtures__/call"
import { answered, failed } from "../../../provider-kit/__fixtures__/exchanges"
import { voidOf } from "../__fixtures__/call"
import { readOrder, readVoids } from "../read"
import { findEffect, toReading } from "../record"

const reading = (voids: Exchange, order: Exchange) =>
  toReading(readVoids(voids), readOrder(order))

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
const NOTHING_LEFT = answered(200, { remaining_amount: 0, results: [] })
const OK = answered(200, { status: "ok", cancelled: null })
const PENDING = answered(200, { status: "pending", cancelled: null })
const CANCELLED = answered(200, { status: "ok", cancelled: "2020-10-09" })

describe("the record of an Aplazame order", () => {
  it("adds up what remains and what was voided", () => {
    expect(reading(VOIDS, OK)).toMatchObject({
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
    ["nothing remains", EMPTIED, OK],
    ["nothing remains and the order is refused", EMPTIED, answered(403)],
    ["its list of voids is refused", answered(400), CANCELLED],
  ])("is cancelled where %s", (_what, voids, order) => {
    expect(reading(voids, order)).toMatchObject({
      type: "found",
      record: { state: "cancelled" },
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
      expect(reading(voids, order)).toMatchObject({
        record: { total: null, remaining },
      })
    }
  )

  it.each([[403], [404], [400]])(
    "is found without a status where the order answers %d",
    (status) => {
      expect(reading(VOIDS, answered(status))).toMatchObject({
        type: "found",
        record: { state: "open", status: null, remaining: "600.2" },
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
    })
  })

  it("is the oldest of several", () => {
    expect(
      find([
        entry("undated", "10"),
        entry("late", "10", "2020-10-09T14:00:00+02:00"),
        entry("early", "10", "2020-10-09T12:59:00+01:00"),
      ])
    ).toEqual({ type: "applied", reference: "early" })
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

  it.each(["cancel", "void"] as const)(
    "is there where the order is cancelled (%s)",
    (mode) => {
      const record = recordOf({ state: "cancelled" })
      expect(findEffect(callOf(), record, none, mode)).toMatchObject({
        type: "applied",
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
        recordOf({ state: "cancelled", voids: [entry("all", "80")] }),
        {
          baseline: { remaining_amount: 8000, ids: [] },
          owned_references: [],
        },
        "void"
      )
    ).toEqual({ type: "applied", reference: "all" })
  })
})
