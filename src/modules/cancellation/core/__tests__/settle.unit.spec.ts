import fc from "fast-check"
import {
  KindCapabilities,
  Outcome,
  OutcomeError,
  accepted,
  alreadyDone,
  rejected,
  retry,
  succeeded,
  unknown,
} from "../../../../provider-kit"
import {
  Reading,
  Running,
  SettleContext,
  Settlement,
  settlePoll,
  settleReadBack,
  settleSend,
} from "../settle"
import { REVIEW_CODES } from "../status"

const NOW = new Date("2030-01-01T00:00:00Z")
const at = (ms: number): Date => new Date(NOW.getTime() + ms)
const HOUR = 3_600_000
const WINDOW = 72 * HOUR
const SETTLE_DELAY = 15_000

const error: OutcomeError = {
  code: "made_up",
  message: "Made up.",
  provider_code: "E1",
  provider_message: "no",
}

const context: SettleContext = {
  now: NOW,
  chance: 0.5,
  settleDelayMs: SETTLE_DELAY,
  retryWindowMs: WINDOW,
}

const NEITHER: KindCapabilities = {
  harmless_to_repeat: false,
  readable: false,
}
const HARMLESS: KindCapabilities = { ...NEITHER, harmless_to_repeat: true }
const READABLE: KindCapabilities = { ...NEITHER, readable: true }
const BOTH: KindCapabilities = { harmless_to_repeat: true, readable: true }

type Capabilities = Record<string, KindCapabilities | null>

const ALL: Capabilities = {
  "neither harmless nor readable": NEITHER,
  "harmless to repeat": HARMLESS,
  readable: READABLE,
  "harmless and readable": BOTH,
  "not configured any more": null,
}

const WINDOWS = { "within its window": HOUR, "after its window": 0 }
type Window = keyof typeof WINDOWS

const running = (fields: Partial<Running> = {}): Running => ({
  failure_count: 0,
  absent_count: 0,
  attempt_number: 3,
  retry_until: at(HOUR),
  may_have_been_applied: false,
  capabilities: NEITHER,
  ...fields,
})

/** One line of the policy: what becomes of it, for whom. */
interface Line<Answer> {
  when: string
  answer: Answer
  for?: string[]
  in?: Window[]
  running?: Partial<Running>
  context?: Partial<SettleContext>
  becomes: Partial<Settlement> | Record<string, unknown>
}

/** Every combination that a line speaks of, one test each. */
const cases = <Answer>(
  lines: Line<Answer>[]
): [string, Line<Answer>, Running][] =>
  lines.flatMap((line) =>
    (line.for ?? Object.keys(ALL)).flatMap((who) =>
      (line.in ?? (Object.keys(WINDOWS) as Window[])).map(
        (window): [string, Line<Answer>, Running] => [
          `${line.when}, ${who}, ${window}`,
          line,
          running({
            capabilities: ALL[who] as KindCapabilities | null,
            retry_until: at(WINDOWS[window]),
            ...line.running,
          }),
        ]
      )
    )
  )

const harmless = ["harmless to repeat", "harmless and readable"]
const undecidable = ["neither harmless nor readable", "not configured any more"]

describe("a refusal of a call that was sent before, with an unknown outcome", () => {
  const refused = (capabilities: KindCapabilities | null): Settlement =>
    settleSend(
      running({ capabilities, may_have_been_applied: true }),
      rejected(error),
      context
    )

  it.each([BOTH, READABLE])(
    "is followed by a look at the record, where there is one: %p",
    (capabilities) => {
      expect(refused(capabilities)).toEqual({
        status: "pending",
        purpose: "read_back",
        outcome: "rejected",
        next_attempt_at: at(SETTLE_DELAY),
        failure_count: 0,
        absent_count: 0,
        last_error: error,
      })
    }
  )

  it.each([HARMLESS, NEITHER, null])(
    "is for a person where there is none: %p",
    (capabilities) => {
      expect(refused(capabilities)).toMatchObject({
        status: "needs_review",
        outcome: "rejected",
        last_error: {
          code: "outcome_unknown",
          cause: error.code,
          provider_message: error.provider_message,
        },
      })
    }
  )
})

describe("the end of a send", () => {
  it.each(
    cases<Outcome>([
      {
        when: "succeeded",
        answer: succeeded({ reference: "ref_1" }),
        becomes: {
          status: "succeeded",
          outcome: "succeeded",
          provider_reference: "ref_1",
          last_error: null,
        },
      },
      {
        when: "already done",
        answer: alreadyDone(),
        becomes: {
          status: "succeeded",
          outcome: "already_done",
          provider_reference: null,
          last_error: null,
        },
      },
      {
        when: "rejected",
        answer: rejected(error),
        becomes: { status: "rejected", outcome: "rejected", last_error: error },
      },
      {
        when: "accepted: it has a whole window to settle from now on",
        answer: accepted({ reference: "ref_1" }),
        becomes: {
          status: "accepted",
          outcome: "accepted",
          purpose: "poll",
          next_attempt_at: at(2_500),
          retry_until: at(WINDOW),
          failure_count: 0,
          provider_reference: "ref_1",
          last_error: null,
        },
      },
      {
        when: "proven not processed",
        answer: retry(error),
        in: ["within its window"],
        running: { failure_count: 2, absent_count: 1 },
        becomes: {
          status: "pending",
          outcome: "retry",
          purpose: "send",
          next_attempt_at: at(4_000),
          failure_count: 3,
          absent_count: 0,
          last_error: error,
        },
      },
      {
        when: "proven not processed",
        answer: retry(error, { retry_after_ms: 60_000 }),
        in: ["after its window"],
        becomes: {
          status: "needs_review",
          outcome: "retry",
          last_error: {
            ...error,
            code: "retries_exhausted",
            message: "It was tried until the retry window ended. Made up.",
            cause: "made_up",
          },
        },
      },
      {
        when: "unknown, and harmless: sent again",
        answer: unknown(error),
        for: harmless,
        in: ["within its window"],
        becomes: {
          status: "pending",
          outcome: "unknown",
          purpose: "send",
          next_attempt_at: at(1_000),
          failure_count: 1,
          absent_count: 0,
          last_error: error,
        },
      },
      {
        when: "unknown, and harmless",
        answer: unknown(error),
        for: harmless,
        in: ["after its window"],
        becomes: {
          status: "needs_review",
          outcome: "unknown",
          last_error: expect.objectContaining({
            code: "retries_exhausted",
            cause: "made_up",
          }),
        },
      },
      {
        when: "unknown: read back once its effect can be there",
        answer: unknown(error),
        for: ["readable"],
        running: { failure_count: 7, absent_count: 1 },
        becomes: {
          status: "pending",
          outcome: "unknown",
          purpose: "read_back",
          next_attempt_at: at(SETTLE_DELAY),
          failure_count: 0,
          absent_count: 0,
          last_error: error,
        },
      },
      {
        when: "unknown since a lease ended: the delay counts from there",
        answer: unknown(error),
        for: ["readable"],
        context: { unknown_since: at(-5_000) },
        becomes: {
          purpose: "read_back",
          next_attempt_at: at(SETTLE_DELAY - 5_000),
        },
      },
      {
        when: "unknown since long: read back at once, not in the past",
        answer: unknown(error),
        for: ["readable"],
        context: { unknown_since: at(-HOUR) },
        becomes: { purpose: "read_back", next_attempt_at: NOW },
      },
      {
        when: "unknown, and nobody can tell: a person decides",
        answer: unknown(error),
        for: undecidable,
        becomes: {
          status: "needs_review",
          outcome: "unknown",
          last_error: {
            ...error,
            code: "outcome_unknown",
            message:
              "Whether the provider carried it out is not known, and its record can't be read: look there, then retry or resolve it here. Made up.",
            cause: "made_up",
          },
        },
      },
    ])
  )("%s", (_, line, given) => {
    expect(
      settleSend(given, line.answer, { ...context, ...line.context })
    ).toMatchObject(line.becomes)
  })

  it("waits as long as the provider asks, an hour at most", () => {
    const wide = running({ retry_until: at(WINDOW) })
    const waits = (ms: number): unknown =>
      settleSend(wide, retry(error, { retry_after_ms: ms }), context)

    expect(waits(90_000)).toMatchObject({ next_attempt_at: at(90_000) })
    expect(waits(HOUR)).toMatchObject({ next_attempt_at: at(HOUR) })
    expect(waits(5 * HOUR)).toMatchObject({ next_attempt_at: at(HOUR) })
  })

  it("makes its last attempt when the window ends, not later", () => {
    expect(
      settleSend(
        running({ retry_until: at(300) }),
        retry(error, { retry_after_ms: HOUR }),
        context
      )
    ).toMatchObject({ status: "pending", next_attempt_at: at(300) })
  })
})

describe("the end of a read-back", () => {
  const failed: Reading = { type: "failed", error }

  it.each(
    cases<Reading>([
      {
        when: "applied",
        answer: { type: "applied", reference: "ref_1" },
        becomes: {
          status: "succeeded",
          outcome: "succeeded",
          provider_reference: "ref_1",
          last_error: null,
        },
      },
      {
        when: "taken and not settled: polled from now on",
        answer: { type: "settling" },
        becomes: {
          status: "accepted",
          outcome: "accepted",
          purpose: "poll",
          next_attempt_at: at(2_500),
          retry_until: at(WINDOW),
          failure_count: 0,
        },
      },
      {
        when: "not there once: looked at again, that far apart",
        answer: { type: "absent" },
        becomes: {
          status: "pending",
          outcome: "unknown",
          purpose: "read_back",
          next_attempt_at: at(SETTLE_DELAY),
          absent_count: 1,
          last_error: expect.objectContaining({ code: "not_applied_yet" }),
        },
      },
      {
        when: "not there twice: sent again",
        in: ["within its window"],
        answer: { type: "absent" },
        running: { absent_count: 1 },
        becomes: {
          status: "pending",
          outcome: "retry",
          purpose: "send",
          next_attempt_at: NOW,
          absent_count: 0,
          failure_count: 0,
          last_error: expect.objectContaining({ code: "not_applied" }),
        },
      },
      {
        when: "not there twice, for the third time: sent again after a while",
        in: ["within its window"],
        answer: { type: "absent" },
        running: { absent_count: 1, attempt_number: 9 },
        context: { chance: 0.5 },
        becomes: {
          status: "pending",
          outcome: "retry",
          purpose: "send",
          next_attempt_at: at(2_000),
        },
      },
      {
        when: "not there twice: a person decides",
        in: ["after its window"],
        answer: { type: "absent" },
        running: { absent_count: 1 },
        becomes: {
          status: "needs_review",
          outcome: "retry",
          last_error: expect.objectContaining({
            code: "retries_exhausted",
            cause: "not_applied",
          }),
        },
      },
      {
        when: "undecidable: a person decides",
        answer: { type: "undecidable", reason: "two look alike" },
        becomes: {
          status: "needs_review",
          outcome: "unknown",
          last_error: expect.objectContaining({
            code: "outcome_unknown",
            cause: "undecidable",
            message:
              "The provider's record doesn't tell whether it was carried out: two look alike",
          }),
        },
      },
      {
        when: "a read that failed is repeated, and proves nothing",
        answer: failed,
        in: ["within its window"],
        running: { failure_count: 1, absent_count: 1 },
        becomes: {
          status: "pending",
          outcome: "unknown",
          purpose: "read_back",
          next_attempt_at: at(5_000),
          failure_count: 2,
          absent_count: 1,
          last_error: error,
        },
      },
      {
        when: "a read that failed: still unknown, so a person decides",
        answer: failed,
        in: ["after its window"],
        becomes: {
          status: "needs_review",
          outcome: "unknown",
          last_error: expect.objectContaining({
            code: "outcome_unknown",
            cause: "made_up",
          }),
        },
      },
    ])
  )("%s", (_, line, given) => {
    expect(settleReadBack(given, line.answer, context)).toMatchObject(
      line.becomes
    )
  })

  it("waits as long as the provider asks", () => {
    expect(
      settleReadBack(
        running({ retry_until: at(WINDOW) }),
        { type: "failed", error, retry_after_ms: 2 * HOUR },
        context
      )
    ).toMatchObject({ next_attempt_at: at(HOUR) })
  })
})

describe("the end of a poll", () => {
  it.each(
    cases<Reading>([
      {
        when: "applied",
        answer: { type: "applied", reference: "ref_1" },
        becomes: { status: "succeeded", provider_reference: "ref_1" },
      },
      ...(["settling", "absent"] as const).map((type) => ({
        when: `${type}: polled on, less and less often`,
        answer: { type },
        in: ["within its window"] as Window[],
        running: { failure_count: 1 },
        becomes: {
          status: "accepted",
          outcome: "accepted",
          purpose: "poll",
          next_attempt_at: at(10_000),
          failure_count: 2,
          retry_until: at(HOUR),
          last_error: null,
        },
      })),
      ...(["settling", "absent"] as const).map((type) => ({
        when: `${type} until the end: a person looks`,
        answer: { type },
        in: ["after its window"] as Window[],
        becomes: {
          status: "needs_review",
          last_error: expect.objectContaining({
            code: "not_settled",
            cause: null,
          }),
        },
      })),
      {
        when: "undecidable: a person looks",
        answer: { type: "undecidable", reason: "it is gone" },
        becomes: {
          status: "needs_review",
          outcome: "unknown",
          last_error: expect.objectContaining({
            code: "not_settled",
            cause: "undecidable",
            message:
              "The provider accepted it, but its record doesn't tell whether it is done: it is gone",
          }),
        },
      },
      {
        when: "a poll that failed is repeated",
        answer: { type: "failed", error },
        in: ["within its window"],
        becomes: {
          status: "accepted",
          outcome: "unknown",
          purpose: "poll",
          next_attempt_at: at(5_000),
          failure_count: 1,
          retry_until: at(HOUR),
          last_error: error,
        },
      },
      {
        when: "a poll that failed",
        answer: { type: "failed", error },
        in: ["after its window"],
        becomes: {
          status: "needs_review",
          last_error: expect.objectContaining({
            code: "not_settled",
            cause: "made_up",
            provider_code: "E1",
            provider_message: "no",
          }),
        },
      },
    ])
  )("%s", (_, line, given) => {
    expect(settlePoll(given, line.answer, context)).toMatchObject(line.becomes)
  })

  it("keeps the reference that it has where the record names none", () => {
    expect(
      settlePoll(running(), { type: "applied" }, context)
    ).not.toHaveProperty("provider_reference")
  })
})

describe("whatever comes back", () => {
  const ms = fc.integer({ min: 0, max: 100 * HOUR })
  const anyRetryAfter = fc.option(fc.integer({ min: -HOUR, max: 50 * HOUR }))
  const anyOutcome: fc.Arbitrary<Outcome> = fc.oneof(
    fc.constantFrom<Outcome>(
      succeeded(),
      alreadyDone({ reference: "r" }),
      accepted(),
      rejected(error),
      unknown(error)
    ),
    anyRetryAfter.map((retry_after_ms) => retry(error, { retry_after_ms }))
  )
  const anyReading: fc.Arbitrary<Reading> = fc.oneof(
    fc.constantFrom<Reading>(
      { type: "applied", reference: "r" },
      { type: "settling" },
      { type: "absent" },
      { type: "undecidable", reason: "unclear" }
    ),
    anyRetryAfter.map((retry_after_ms): Reading => ({
      type: "failed",
      error,
      retry_after_ms,
    }))
  )
  const anyContext: fc.Arbitrary<SettleContext> = fc.record({
    now: fc.constant(NOW),
    chance: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
    settleDelayMs: fc.integer({ min: 0, max: HOUR }),
    retryWindowMs: fc.integer({ min: 1_000, max: 100 * HOUR }),
    unknown_since: ms.map((ago) => at(-ago)),
  })
  const anyRunning = (
    capabilities: (KindCapabilities | null)[]
  ): fc.Arbitrary<Running> =>
    fc.record({
      failure_count: fc.nat(100),
      absent_count: fc.nat(1),
      attempt_number: fc.integer({ min: 1, max: 500 }),
      retry_until: fc
        .integer({ min: -HOUR, max: 100 * HOUR })
        .map((left) => at(left)),
      may_have_been_applied: fc.boolean(),
      capabilities: fc.constantFrom(...capabilities),
    })
  const anyone = Object.values(ALL)

  const anySettlement = fc.oneof(
    fc
      .tuple(anyRunning(anyone), anyOutcome, anyContext)
      .map((given) => ({ given, settlement: settleSend(...given) })),
    fc
      .tuple(anyRunning(anyone), anyReading, anyContext)
      .map((given) => ({ given, settlement: settleReadBack(...given) })),
    fc
      .tuple(anyRunning(anyone), anyReading, anyContext)
      .map((given) => ({ given, settlement: settlePoll(...given) }))
  )

  it("a refusal ends nothing while a call before it may have been applied", () => {
    fc.assert(
      fc.property(anyRunning(anyone), anyContext, (given, circumstances) => {
        const { status } = settleSend(given, rejected(error), circumstances)
        expect(status === "rejected").toBe(!given.may_have_been_applied)
      })
    )
  })

  it("a call that can't be repeated or read is never sent again once its outcome is unknown", () => {
    fc.assert(
      fc.property(
        anyRunning([NEITHER, null]),
        anyContext,
        (given, circumstances) => {
          expect(
            settleSend(given, unknown(error), circumstances)
          ).toMatchObject({
            status: "needs_review",
            last_error: { code: "outcome_unknown" },
          })
        }
      )
    )
  })

  it("a call that can only be read is sent again by two absences alone", () => {
    fc.assert(
      fc.property(
        anyRunning([READABLE]),
        anyReading,
        anyContext,
        (given, reading, circumstances) => {
          expect(
            settleSend(given, unknown(error), circumstances)
          ).toMatchObject({ status: "pending", purpose: "read_back" })

          const read = settleReadBack(given, reading, circumstances)
          const isSentAgain =
            read.status === "pending" && read.purpose === "send"
          expect(isSentAgain).toBe(
            reading.type === "absent" &&
              given.absent_count === 1 &&
              circumstances.now < given.retry_until
          )
        }
      )
    )
  })

  it("the next attempt is never in the past, and within the window but for the delay that a proof needs", () => {
    fc.assert(
      fc.property(anySettlement, ({ given, settlement }) => {
        if (!("next_attempt_at" in settlement)) {
          return
        }
        const [{ retry_until }, , { settleDelayMs, retryWindowMs }] = given
        const next = settlement.next_attempt_at.getTime()
        const provesAbsence =
          settlement.status === "pending" &&
          (settlement.purpose === "read_back" ||
            settlement.last_error?.code === "not_applied")

        expect(next).toBeGreaterThanOrEqual(NOW.getTime())
        if (settlement.status === "accepted") {
          expect(next).toBeLessThanOrEqual(settlement.retry_until.getTime())
          expect(settlement.retry_until.getTime()).toBeLessThanOrEqual(
            Math.max(retry_until.getTime(), NOW.getTime() + retryWindowMs)
          )
        } else if (provesAbsence) {
          expect(next).toBeLessThanOrEqual(
            Math.max(retry_until.getTime(), NOW.getTime() + settleDelayMs)
          )
        } else {
          expect(next).toBeLessThanOrEqual(retry_until.getTime())
        }
      })
    )
  })

  it("a Retry-After of up to an hour is honoured within the window", () => {
    fc.assert(
      fc.property(
        anyRunning(anyone),
        fc.integer({ min: 0, max: 3 * HOUR }),
        anyContext,
        (given, retry_after_ms, circumstances) => {
          const settlements = [
            settleSend(given, retry(error, { retry_after_ms }), circumstances),
            settleReadBack(
              given,
              { type: "failed", error, retry_after_ms },
              circumstances
            ),
          ]
          for (const settlement of settlements) {
            if (given.retry_until <= NOW) {
              expect(settlement.status).toBe("needs_review")
            } else {
              expect(
                (
                  settlement as { next_attempt_at: Date }
                ).next_attempt_at.getTime()
              ).toBeGreaterThanOrEqual(
                Math.min(
                  NOW.getTime() + Math.min(retry_after_ms, HOUR),
                  given.retry_until.getTime()
                )
              )
            }
          }
        }
      )
    )
  })

  it("a person is told which of three things it is, what led to it and what the provider said", () => {
    fc.assert(
      fc.property(anySettlement, ({ settlement }) => {
        if (settlement.status === "needs_review") {
          expect(REVIEW_CODES).toContain(settlement.last_error.code)
          expect(settlement.last_error.message.length).toBeGreaterThan(20)
          expect(settlement.last_error).toHaveProperty("cause")
        }
      })
    )
  })
})
