import {
  Proof,
  accepted,
  alreadyDone,
  rejected,
  retry,
  succeeded,
  unknown,
} from "../../../../../provider-kit"
import {
  ReadResult,
  settlePoll,
  settlePrepared,
  settleReadBack,
  settleSend,
} from ".."
import {
  ALL,
  HARMLESS,
  at,
  context,
  error,
  running,
} from "../__fixtures__/policy"

const proof: Proof = { by: "answer", statement: "It says: cancelled" }
const recorded: Proof = { by: "record", statement: "Its record: cancelled" }
const applied: ReadResult = { type: "applied", proof: recorded }

describe("a success", () => {
  it.each([succeeded({ proof }), alreadyDone({ proof })])(
    "carries the proof of what was sent: %p",
    (outcome) => {
      expect(settleSend(running(), outcome, context)).toMatchObject({
        status: "succeeded",
        proof,
      })
    }
  )

  it.each([
    ["read-back", settleReadBack],
    ["poll", settlePoll],
  ])("carries the proof that a %s found", (_, settle) => {
    expect(settle(running(), applied, context)).toMatchObject({
      status: "succeeded",
      proof: recorded,
    })
  })
})

describe("what was seen waiting", () => {
  const absent: ReadResult = { type: "absent" }

  it("and is open again was turned down, at that poll", () => {
    expect(
      settlePoll(running({ was_seen_waiting: true }), absent, context)
    ).toMatchObject({
      status: "rejected",
      outcome: "rejected",
      last_error: {
        code: "turned_down",
        provider_code: null,
        provider_message: null,
      },
    })
  })

  it("was turned down in the provider's words, where it has any", () => {
    const said = { provider_code: "shipped", provider_message: "It has left" }
    expect(
      settlePoll(
        running({ was_seen_waiting: true }),
        { ...absent, ...said },
        context
      )
    ).toMatchObject({
      status: "rejected",
      last_error: { code: "turned_down", ...said },
    })
  })

  it("was turned down, though its window has ended meanwhile", () => {
    expect(
      settlePoll(
        running({ was_seen_waiting: true, retry_until: at(0) }),
        absent,
        context
      )
    ).toMatchObject({ status: "rejected" })
  })

  it("and is not there, where it never was, may not have begun", () => {
    expect(settlePoll(running(), absent, context)).toMatchObject({
      status: "accepted",
      was_seen_waiting: false,
    })
  })

  it.each<[string, ReadResult, boolean]>([
    ["while it waits", { type: "settling" }, false],
    ["while a poll fails", { type: "failed", error }, true],
    ["and waits on", { type: "settling" }, true],
  ])("is remembered %s", (_, reading, was_seen_waiting) => {
    expect(
      settlePoll(running({ was_seen_waiting }), reading, context)
    ).toMatchObject({ status: "accepted", was_seen_waiting: true })
  })

  it("is remembered of what a read-back found waiting", () => {
    expect(
      settleReadBack(running(), { type: "settling" }, context)
    ).toMatchObject({ status: "accepted", was_seen_waiting: true })
  })

  it.each([
    [accepted(), false],
    [accepted({ is_waiting: true }), true],
  ])("is what the answer shows as waiting: %p", (outcome, expected) => {
    expect(settleSend(running(), outcome, context)).toMatchObject({
      status: "accepted",
      was_seen_waiting: expected,
    })
  })
})

describe("what is found out before the call", () => {
  it.each(Object.entries(ALL))(
    "and can't be decided is for a person, whoever it is: %s",
    (_, capabilities) => {
      expect(
        settlePrepared(running({ capabilities }), unknown(error), context)
      ).toMatchObject({
        status: "needs_review",
        last_error: {
          code: "outcome_unknown",
          cause: "made_up",
          message: "Nothing was sent. Made up.",
        },
      })
    }
  )

  it.each([
    succeeded({ proof }),
    alreadyDone({ proof }),
    accepted(),
    rejected(error),
    retry(error),
  ])("and is decided ends as after the call: %p", (outcome) => {
    const given = running({ capabilities: HARMLESS })
    expect(settlePrepared(given, outcome, context)).toEqual(
      settleSend(given, outcome, context)
    )
  })
})
