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
import { Settlement, settlePrepared, settleSend } from ".."
import {
  BOTH,
  HARMLESS,
  HOUR,
  NEITHER,
  NOW,
  READABLE,
  SETTLE_DELAY,
  WINDOW,
  at,
  cases,
  context,
  error,
  harmless,
  running,
  undecidable,
} from "../__fixtures__/policy"
import { PROOF } from "../../../../../provider-kit/__fixtures__/proof"

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
        answer: succeeded({ proof: PROOF, reference: "ref_1" }),
        becomes: {
          status: "succeeded",
          outcome: "succeeded",
          provider_reference: "ref_1",
          last_error: null,
        },
      },
      {
        when: "already done",
        answer: alreadyDone({ proof: PROOF }),
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
          was_seen_waiting: false,
        },
      },
      {
        when: "accepted, and shown as waiting",
        answer: accepted({ is_waiting: true }),
        becomes: { status: "accepted", was_seen_waiting: true },
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

describe("the end of an attempt that sent nothing", () => {
  it("is unknown where what was read has two explanations", () => {
    expect(settlePrepared(running(), unknown(error), context)).toMatchObject({
      status: "needs_review",
      outcome: "unknown",
    })
  })

  it("says why alone, where there are no words for the error", () => {
    const { last_error } = settlePrepared(
      running(),
      unknown({ ...error, message: "" }),
      context
    )
    expect(last_error?.message).toBe("Nothing was sent.")
  })
})
