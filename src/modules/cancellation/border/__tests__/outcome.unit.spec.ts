import fc from "fast-check"
import { OUTCOME_TYPES } from "../../../../provider-kit"
import { outcomeOf } from "../outcome"

const read = (given: unknown): ReturnType<typeof outcomeOf> =>
  outcomeOf(given, "Acme", () => undefined)

/** What a strategy may be made of, near what is expected and far from it. */
const anyOutcome = fc.oneof(
  fc.anything(),
  fc.record(
    {
      type: fc.oneof(fc.constantFrom(...OUTCOME_TYPES), fc.anything()),
      error: fc.oneof(
        fc.anything(),
        fc.record({ code: fc.anything(), message: fc.anything() })
      ),
      proof: fc.oneof(
        fc.anything(),
        fc.record({
          by: fc.constantFrom("answer", "record", "person"),
          statement: fc.anything(),
          at: fc.anything(),
        })
      ),
      reference: fc.anything(),
      remaining: fc.oneof(fc.anything(), fc.double(), fc.string()),
      retry_after_ms: fc.oneof(fc.anything(), fc.double()),
      is_waiting: fc.anything(),
      exchanges: fc.oneof(fc.anything(), fc.array(fc.anything())),
    },
    { requiredKeys: [] }
  )
)

describe("an outcome that comes in", () => {
  it("can be stored and counted, whatever it was", () => {
    fc.assert(
      fc.property(anyOutcome, (given) => {
        const outcome = read(given)

        expect(OUTCOME_TYPES).toContain(outcome.type)
        expect(() => JSON.stringify(outcome)).not.toThrow()
        expect(Array.isArray(outcome.exchanges)).toBe(true)
        if ("error" in outcome) {
          expect(outcome.error.code.length).toBeLessThanOrEqual(255)
          expect(outcome.error.message.length).toBeLessThanOrEqual(2_000)
        }
        if ("proof" in outcome) {
          expect(["answer", "record"]).toContain(outcome.proof.by)
          expect(outcome.proof.statement).not.toBe("")
        }
        if (outcome.type === "retry") {
          expect(outcome.retry_after_ms ?? 0).toBeGreaterThanOrEqual(0)
          expect(Number.isFinite(outcome.retry_after_ms ?? 0)).toBe(true)
        }
        if (outcome.type === "succeeded" && outcome.remaining !== null) {
          expect(Number.isFinite(Number(outcome.remaining))).toBe(true)
        }
      })
    )
  })

  it("keeps its type wherever that is one", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...OUTCOME_TYPES),
        fc.dictionary(fc.string(), fc.anything()),
        (type, fields) => {
          expect(read({ ...fields, type }).type).toBe(type)
        }
      )
    )
  })

  it.each([
    ["a number", 4711, "4711"],
    ["a bigint", 9007199254740993n, "9007199254740993"],
    ["a text", "r1", "r1"],
    ["nothing", undefined, null],
    ["an empty text", "", null],
    ["NaN", NaN, null],
    ["a list", ["r1"], null],
    // A part of it would be taken for another one.
    ["one that is too long", "r".repeat(1_001), null],
  ])("has as its reference what was %s", (_, reference, expected) => {
    expect(
      read({
        type: "succeeded",
        proof: { by: "answer", statement: "Done." },
        reference,
      })
    ).toMatchObject({ reference: expected })
  })

  it.each([
    ["5", "5"],
    [5.5, "5.5"],
    ["-5", "-5"],
    ["1e3", null],
    [1e21, null],
    ["", null],
    ["9".repeat(40), null],
    [true, null],
  ])("takes %p as what remains: %p", (remaining, expected) => {
    expect(read({ type: "succeeded", remaining })).toMatchObject({
      remaining: expected,
    })
  })

  it("says for a success what is known, where it brings no proof", () => {
    const exchange = {
      request: { method: "POST", url: "https://a.example/", body: {} },
      result: {
        kind: "response",
        status: 204,
        body: "",
        body_state: "complete",
      },
      duration_ms: 1,
    }

    expect(read({ type: "succeeded", exchanges: [exchange] })).toMatchObject({
      proof: { by: "answer", statement: "Acme answered 204." },
    })
    expect(read({ type: "already_done" })).toMatchObject({
      proof: { by: "answer", statement: "Acme answered." },
    })
  })

  it("cuts what a proof says, and drops a time that is none", () => {
    expect(
      read({
        type: "succeeded",
        proof: { by: "record", statement: "s".repeat(600), at: "yesterday" },
      })
    ).toMatchObject({
      proof: { by: "record", statement: `${"s".repeat(500)}…`, at: null },
    })
  })

  it("says nothing of what was given when it complains", () => {
    const complaints: string[] = []
    outcomeOf(
      {
        type: "succeeded",
        reference: { secret: "sk_live_1" },
        remaining: "sk_live_1",
        exchanges: ["sk_live_1"],
      },
      "Acme",
      (complaint) => complaints.push(complaint)
    )

    expect(complaints).toHaveLength(4)
    expect(complaints.join()).not.toContain("sk_live_1")
  })
})
