import {
  CancellationCall,
  Obstacle,
  ProviderRecord,
  RecordReading,
  accepted,
  alreadyDone,
  proceed,
  rejected,
  retry,
  settled,
  succeeded,
  undecidable,
  unknown,
} from "../../../../provider-kit"
import { contextOf } from "../../../../provider-kit/__fixtures__/call"
import {
  Script,
  answered,
} from "../../../../provider-kit/__fixtures__/exchanges"
import { PROOF, RECORDED } from "../../../../provider-kit/__fixtures__/proof"
import { callOf as akinonCall } from "../../../../providers/akinon/__fixtures__/call"
import { detailOf } from "../../../../providers/akinon/__fixtures__/orders"
import { AkinonCancellationProvider } from "../../../../providers/akinon/service"
import { AplazameCancellationProvider } from "../../../../providers/aplazame/service"
import { cancelOf as climesCall } from "../../../../providers/climes/__fixtures__/call"
import { ClimesCancellationProvider } from "../../../../providers/climes/service"
import { callOf as fungiesCall } from "../../../../providers/fungies/__fixtures__/call"
import { FungiesCancellationProvider } from "../../../../providers/fungies/service"
import { callOf } from "../../../../provider-kit/__fixtures__/call"
import { sharedReads } from "../../providers/shared-reads"
import { forecastOf } from "../forecast"

const ERROR = { code: "odd", message: "It is odd." }

const record = (fields: Partial<ProviderRecord> = {}): RecordReading => ({
  type: "found",
  record: {
    state: "open",
    status: "ok",
    total: null,
    remaining: null,
    voids: null,
    items: null,
    ...fields,
  },
})

const obstacle = (type: Obstacle["type"]): RecordReading =>
  record({ obstacle: { type, message: "Look out." } })

const ABSENT = { type: "absent" } as const
const FAILED = {
  type: "failed",
  error: { ...ERROR, provider_code: null, provider_message: null },
} as const

describe("what a full cancellation would come to", () => {
  it.each([
    ["open", record(), "succeeds", null],
    ["shipped", obstacle("shipped"), "refused", "Look out."],
    ["captured", obstacle("captured"), "refused", "Look out."],
    ["blocked", obstacle("blocked"), "refused", "Look out."],
    ["not_confirmed", obstacle("not_confirmed"), "unknown", "Look out."],
    ["unclear", obstacle("unclear"), "unknown", "Look out."],
    ["missing", { ...FAILED, type: "missing" }, "refused", ERROR.message],
  ] as const)(
    "where its record shows it as %s",
    (state, reading, likely, message) => {
      expect(forecastOf(proceed(), reading, ABSENT)).toMatchObject({
        likely,
        is_sent: true,
        record: { state, message },
        problem: null,
      })
    }
  )

  it.each([
    ["applied", { type: "applied", proof: RECORDED }, "already_done"],
    ["settling", { type: "settling" }, "unknown"],
    ["undecidable", undecidable("It is half done."), "unknown"],
  ] as const)("where its effect is %s", (_, effect, likely) => {
    expect(forecastOf(proceed(), record(), effect)).toMatchObject({
      likely,
      is_sent: true,
      record: { state: "open" },
    })
  })

  it("says what shows that it is done, and why it can't be told", () => {
    expect(
      forecastOf(proceed(), record(), { type: "applied", proof: RECORDED })
        .record?.message
    ).toBe(RECORDED.statement)
    expect(
      forecastOf(proceed(), record(), undecidable("It is half done.")).record
        ?.message
    ).toBe("It is half done.")
  })

  it.each([
    ["open", "succeeds"],
    ["cancelling", "unknown"],
    ["cancelled", "already_done"],
  ] as const)(
    "by its state alone, %s, where no effect can be looked for",
    (state, likely) => {
      expect(forecastOf(proceed(), record({ state }), null)).toMatchObject({
        likely,
        record: { state },
      })
    }
  )

  it("is no obstacle's business once it is no longer open", () => {
    const reading = record({
      state: "cancelled",
      obstacle: { type: "shipped", message: "Look out." },
    })
    expect(
      forecastOf(proceed(), reading, { type: "applied", proof: RECORDED })
    ).toMatchObject({
      likely: "already_done",
      record: { state: "cancelled", message: RECORDED.statement },
    })
  })

  it("can't be foreseen without a record, or where it can't be read", () => {
    expect(forecastOf(proceed(), null, null)).toEqual({
      likely: "unknown",
      is_sent: true,
      record: null,
      problem: null,
    })
    expect(forecastOf(proceed(), FAILED, null)).toEqual({
      likely: "unknown",
      is_sent: true,
      record: null,
      problem: FAILED.error,
    })
  })

  it.each([
    ["already_done", alreadyDone({ proof: RECORDED }), "already_done", false],
    ["succeeded", succeeded({ proof: PROOF }), "already_done", false],
    ["accepted", accepted(), "unknown", false],
    ["rejected", rejected(ERROR), "refused", false],
    ["retry", retry(ERROR), "unknown", true],
    ["unknown", unknown(ERROR), "unknown", false],
  ] as const)(
    "is decided before the call where that ends as %s",
    (_, outcome, likely, is_sent) => {
      expect(forecastOf(settled(outcome), record(), ABSENT)).toMatchObject({
        likely,
        is_sent,
        record: { state: "open" },
      })
    }
  )

  it.each([rejected(ERROR), retry(ERROR), unknown(ERROR)])(
    "says once why it isn't sent now ($type)",
    (outcome) => {
      expect(
        forecastOf(settled(outcome), record(), ABSENT).problem
      ).toMatchObject(ERROR)
      expect(
        forecastOf(
          settled(outcome),
          record({ obstacle: { type: "blocked", message: ERROR.message } }),
          ABSENT
        )
      ).toMatchObject({ record: { message: ERROR.message }, problem: null })
    }
  )

  it("says what is done already where there is no record to say it", () => {
    expect(
      forecastOf(settled(alreadyDone({ proof: RECORDED })), null, null).problem
    ).toEqual({
      code: "nothing_left",
      message: `Nothing would be sent. ${RECORDED.statement}.`,
    })
  })
})

/** As the module does it, without a ledger. */
const foreseen = async (
  strategy:
    | AkinonCancellationProvider
    | AplazameCancellationProvider
    | ClimesCancellationProvider
    | FungiesCancellationProvider,
  call: CancellationCall,
  script: Script
) => {
  const { http, context } = contextOf(script)
  const shared = { ...context, http: sharedReads(http) }
  const [preparation, reading] = await Promise.all([
    strategy.prepare(call, shared),
    strategy.capabilities.has_record
      ? strategy.readRecord(call.provider_order, shared)
      : null,
  ])
  const effect =
    reading?.type === "found"
      ? strategy.findEffect(call, reading.record, {
          baseline: null,
          owned_references: [],
        })
      : null
  expect(http.requests.every(({ method }) => method === "GET")).toBe(true)
  return forecastOf(preparation, reading, effect)
}

const shows = (likely: string, state?: string, is_sent = true) => ({
  likely,
  is_sent,
  record: state === undefined ? null : { state },
})

describe("what would come of it at Aplazame", () => {
  const order = (status: string, more: object = {}) =>
    answered(200, { status, cancelled: null, ...more })
  const voids = (remaining_amount: number) =>
    answered(200, { remaining_amount, results: [] })

  it.each([
    ["open", order("ok"), voids(10000), shows("succeeds", "open")],
    [
      "not confirmed",
      order("pending"),
      voids(0),
      shows("unknown", "not_confirmed"),
    ],
    [
      "captured",
      order("ok", { total_amount: 10000 }),
      voids(0),
      shows("refused", "captured"),
    ],
    [
      "cancelled",
      order("ok", { cancelled: "2026-01-01" }),
      voids(0),
      shows("already_done", "cancelled", false),
    ],
    ["over", order("ko"), voids(0), shows("already_done", "cancelled", false)],
    [
      "missing",
      answered(404, { error: {} }),
      answered(404, { error: {} }),
      shows("refused", "missing"),
    ],
    ["down", answered(503), answered(503), shows("unknown")],
  ])("where the order is %s", async (_, detail, list, expected) => {
    const script = {
      "GET /orders/A-1": [detail],
      "GET /orders/A-1/void": [list],
    }
    const strategy = new AplazameCancellationProvider(
      {},
      { privateKey: "key_1234" }
    )
    expect(await foreseen(strategy, callOf(), script)).toMatchObject(expected)
  })
})

describe("what would come of it at Akinon", () => {
  const strategy = new AkinonCancellationProvider(
    {},
    {
      baseUrl: "https://omnitron.example.com",
      recordPath: "orders/{order_id}/",
      token: "token",
    }
  )

  it.each([
    ["approved", answered(200, detailOf(400, 400)), shows("succeeds", "open")],
    ["shipped", answered(200, detailOf(500, 500)), shows("refused", "shipped")],
    [
      "canceled",
      answered(200, detailOf(100)),
      shows("already_done", "cancelled", false),
    ],
    [
      "waiting to be canceled",
      answered(200, detailOf(50)),
      shows("unknown", "cancelling", false),
    ],
    [
      "approved, with all items canceled in parts",
      answered(200, detailOf(400, 100, 100)),
      shows("unknown", "cancelled"),
    ],
    ["down", answered(503), shows("unknown")],
  ])("where the order is %s", async (_, detail, expected) => {
    const script = { "GET /api/i1/orders/77/": [detail] }
    expect(await foreseen(strategy, akinonCall(), script)).toMatchObject(
      expected
    )
  })
})

describe("what would come of it at Fungies", () => {
  const strategy = new FungiesCancellationProvider(
    {},
    { publicKey: "pub_1234", secretKey: "sec_1234" }
  )
  const order = (status: string) =>
    answered(200, {
      status: "success",
      data: { order: { id: "x", number: "F/100", status } },
    })

  it.each([
    ["PAID", order("PAID"), shows("succeeds", "open")],
    ["CANCELLED", order("CANCELLED"), shows("already_done", "cancelled")],
    ["REFUNDED", order("REFUNDED"), shows("already_done", "cancelled")],
    [
      "missing",
      answered(404, { status: "error", error: { message: "No" } }),
      shows("refused", "missing"),
    ],
    ["down", answered(500), shows("unknown")],
  ])("where the order is %s", async (_, answer, expected) => {
    expect(await foreseen(strategy, fungiesCall(), [answer])).toMatchObject(
      expected
    )
  })
})

describe("what would come of it at Climes, which has no record", () => {
  const strategy = (fullCancel: "delete" | "patch") =>
    new ClimesCancellationProvider(
      {},
      { apiKey: "key_1234", payer: "merchant", fullCancel }
    )

  it("can't be foreseen", async () => {
    expect(await foreseen(strategy("delete"), climesCall(), [])).toEqual({
      likely: "unknown",
      is_sent: true,
      record: null,
      problem: null,
    })
  })

  it("is nothing where voids took all of the climes", async () => {
    const emptied = climesCall({ remaining: "0", told_remaining: "0" })
    expect(await foreseen(strategy("patch"), emptied, [])).toMatchObject({
      likely: "already_done",
      is_sent: false,
      problem: { message: expect.stringContaining("all 607 climes") as string },
    })
  })

  it("is a refusal where a void's outcome isn't known", async () => {
    const doubtful = climesCall({ reserved: "10" })
    expect(await foreseen(strategy("patch"), doubtful, [])).toMatchObject({
      likely: "refused",
      is_sent: false,
      problem: {
        code: "voids_not_settled",
        message: expect.stringContaining("10 climes") as string,
      },
    })
  })
})
