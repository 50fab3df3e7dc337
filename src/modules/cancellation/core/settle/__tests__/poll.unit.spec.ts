import { ReadResult, settlePoll } from ".."
import {
  HOUR,
  Window,
  at,
  cases,
  context,
  error,
  running,
} from "../__fixtures__/policy"
import { RECORDED } from "../../../../../provider-kit/__fixtures__/proof"

describe("the end of a poll", () => {
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
          // Only what shows it may be found open later, and turned down then.
          was_seen_waiting: type === "settling",
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
        when: "a poll that failed is repeated when the provider says",
        answer: { type: "failed", error, retry_after_ms: 60_000 },
        in: ["within its window"],
        running: { was_seen_waiting: true },
        becomes: {
          status: "accepted",
          next_attempt_at: at(60_000),
          was_seen_waiting: true,
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
      settlePoll(running(), { type: "applied", proof: RECORDED }, context)
    ).not.toHaveProperty("provider_reference")
  })
})
