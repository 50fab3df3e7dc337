import {
  accepted,
  alreadyDone,
  OUTCOME_TYPES,
  rejected,
  retry,
  succeeded,
  unknown,
  withEvidence,
} from "../outcome"
import { answered } from "../__fixtures__/exchanges"
import { PROOF } from "../__fixtures__/proof"

const ERROR = { code: "throttled", message: "Wait." }
const exchanges = [answered(200)]

const PROVEN = [
  { type: "succeeded", construct: succeeded },
  { type: "already_done", construct: alreadyDone },
]
const WITHOUT_ERROR = [...PROVEN, { type: "accepted", construct: accepted }]
const WITH_ERROR = [
  { type: "rejected", construct: rejected },
  { type: "retry", construct: retry },
  { type: "unknown", construct: unknown },
]

describe("the outcomes of an attempt", () => {
  it("are six, each with a constructor", () => {
    expect(
      [...WITHOUT_ERROR, ...WITH_ERROR].map(({ type }) => type).sort()
    ).toEqual([...OUTCOME_TYPES].sort())
  })

  it.each(PROVEN)("$type needs no more than a proof", (outcome) => {
    expect(outcome.construct({ proof: PROOF })).toEqual({
      type: outcome.type,
      proof: PROOF,
    })
  })

  it("keep their own evidence in front of further calls", () => {
    const further = answered(404)
    const outcome = unknown(ERROR, { exchanges })
    expect(withEvidence(outcome, [further])).toEqual({
      ...outcome,
      exchanges: [...exchanges, further],
    })
    expect(withEvidence(accepted(), [further]).exchanges).toEqual([further])
    expect(withEvidence(outcome).exchanges).toEqual(exchanges)
  })

  it("accepted may be all that is said", () => {
    expect(accepted()).toEqual({ type: "accepted" })
  })

  it("accepted keeps that it was seen waiting", () => {
    expect(accepted({ is_waiting: true }).is_waiting).toBe(true)
  })

  it.each(WITHOUT_ERROR)("$type keeps its evidence", (outcome) => {
    expect(
      outcome.construct({ proof: PROOF, exchanges, reference: "void_1" })
    ).toEqual({
      type: outcome.type,
      proof: PROOF,
      exchanges,
      reference: "void_1",
    })
  })

  it("succeeded keeps what is left", () => {
    expect(succeeded({ proof: PROOF, remaining: "557" }).remaining).toBe("557")
  })

  it.each(WITH_ERROR)("$type has a whole error", (outcome) => {
    expect(outcome.construct(ERROR, { exchanges })).toEqual({
      type: outcome.type,
      error: { ...ERROR, provider_code: null, provider_message: null },
      exchanges,
    })
  })

  it.each(WITH_ERROR)("$type keeps the provider's own words", (outcome) => {
    const error = { ...ERROR, provider_code: "E1", provider_message: "No." }
    expect(outcome.construct(error).error).toEqual(error)
  })

  it.each(WITH_ERROR)(
    "$type takes nothing else of an error over to the ledger",
    (outcome) => {
      const error = Object.assign(new Error("Wait."), {
        code: "throttled",
        config: { headers: { authorization: "Bearer sk-1234" } },
      })
      expect(outcome.construct(error).error).toEqual({
        ...ERROR,
        provider_code: null,
        provider_message: null,
      })
    }
  )

  it.each(WITH_ERROR)("$type keeps no more than a person reads", (outcome) => {
    const error = { ...ERROR, provider_message: "x".repeat(1_001) }
    expect(outcome.construct(error).error.provider_message).toBe(
      `${"x".repeat(1_000)}…`
    )
  })

  it("leave it to others to judge what should have been a text", () => {
    const careless = { ...ERROR, provider_code: 4711 as unknown as string }
    expect(rejected(careless).error.provider_code).toBe(4711)
  })

  it("retry keeps how long the provider asked to be left alone", () => {
    expect(retry(ERROR, { retry_after_ms: 7_000 }).retry_after_ms).toBe(7_000)
  })
})
