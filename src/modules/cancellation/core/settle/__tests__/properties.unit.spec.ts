import fc from "fast-check"
import {
  KindCapabilities,
  Outcome,
  accepted,
  alreadyDone,
  rejected,
  retry,
  succeeded,
  unknown,
} from "../../../../../provider-kit"
import { REVIEW_CODES } from "../../status"
import {
  ReadResult,
  Running,
  SettleContext,
  settlePoll,
  settleReadBack,
  settleSend,
} from ".."
import {
  ALL,
  HOUR,
  NEITHER,
  NOW,
  READABLE,
  at,
  error,
} from "../__fixtures__/policy"
import { PROOF, RECORDED } from "../../../../../provider-kit/__fixtures__/proof"

describe("whatever comes back", () => {
  const ms = fc.integer({ min: 0, max: 100 * HOUR })
  const anyRetryAfter = fc.option(fc.integer({ min: -HOUR, max: 50 * HOUR }))
  const anyOutcome: fc.Arbitrary<Outcome> = fc.oneof(
    fc.constantFrom<Outcome>(
      succeeded({ proof: PROOF }),
      alreadyDone({ proof: PROOF, reference: "r" }),
      accepted(),
      rejected(error),
      unknown(error)
    ),
    anyRetryAfter.map((retry_after_ms) => retry(error, { retry_after_ms }))
  )
  const anyReading: fc.Arbitrary<ReadResult> = fc.oneof(
    fc.constantFrom<ReadResult>(
      { type: "applied", proof: RECORDED, reference: "r" },
      { type: "settling" },
      { type: "absent" },
      { type: "undecidable", reason: "unclear" }
    ),
    anyRetryAfter.map((retry_after_ms): ReadResult => ({
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
      was_seen_waiting: fc.boolean(),
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
