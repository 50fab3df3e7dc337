import { ReadResult, settleReadBack } from ".."
import {
  HOUR,
  NOW,
  SETTLE_DELAY,
  WINDOW,
  at,
  cases,
  context,
  error,
  running,
} from "../__fixtures__/policy"
import { RECORDED } from "../../../../../provider-kit/__fixtures__/proof"

describe("the end of a read-back", () => {
  const failed: ReadResult = { type: "failed", error }

  it.each(
    cases<ReadResult>([
      {
        when: "applied",
        answer: { type: "applied", proof: RECORDED, reference: "ref_1" },
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
          was_seen_waiting: true,
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
