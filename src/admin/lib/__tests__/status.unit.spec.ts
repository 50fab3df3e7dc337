import { listInterval, pollInterval } from "../polling"
import { hasLiveCancel } from "../provider-order"
import {
  canResolve,
  canRetry,
  isMoving,
  isOutcomeUnknown,
  canReopen,
  canTryNow,
  isSaidOnly,
  mayBeDone,
  statusColour,
  waitsFor,
} from "../status"
import { STATUSES } from "../wire"

const review = (code: string) => ({
  status: "needs_review" as const,
  last_error: {
    code,
    message: "",
    provider_code: null,
    provider_message: null,
  },
})

describe("a status", () => {
  it.each([
    ["pending", "blue", true, false, true],
    ["in_progress", "blue", true, false, false],
    ["accepted", "purple", true, false, true],
    ["succeeded", "green", false, false, false],
    ["rejected", "red", false, true, true],
    ["needs_review", "orange", false, true, true],
    ["superseded", "grey", false, false, false],
    ["dismissed", "grey", false, false, false],
  ] as const)(
    "%s is %s, and offers what the server allows",
    (status, colour, moving, retriable, resolvable) => {
      expect(statusColour(status)).toBe(colour)
      expect(isMoving({ status })).toBe(moving)
      expect(canRetry({ status })).toBe(retriable)
      expect(canResolve({ status })).toBe(resolvable)
    }
  )

  it.each([
    ["pending", 0, false],
    ["pending", 1, true],
    ["accepted", 1, true],
    ["needs_review", 2, true],
    ["rejected", 2, false],
  ] as const)(
    "that is %s after %d attempts may be done: %p",
    (status, attempt_count, expected) => {
      expect(mayBeDone({ status, attempt_count })).toBe(expected)
    }
  )

  it("asks for a look where it may have been carried out", () => {
    expect(isOutcomeUnknown(review("outcome_unknown"))).toBe(true)
    expect(isOutcomeUnknown(review("not_settled"))).toBe(true)
    expect(isOutcomeUnknown(review("retries_exhausted"))).toBe(false)
  })
})

describe("canTryNow", () => {
  const now = Date.parse("2026-01-01T12:00:00Z")
  const later = "2026-01-01T12:10:00Z"

  it.each([
    ["pending", later, true],
    ["pending", "2026-01-01T11:50:00Z", false],
    ["pending", null, false],
    ["accepted", later, false],
    ["rejected", later, false],
  ] as const)("of one that is %s until %s: %p", (status, next, expected) => {
    expect(canTryNow({ status, next_attempt_at: next }, now)).toBe(expected)
  })
})

describe("isSaidOnly", () => {
  const proof = { statement: "As it was said.", at: "2026-01-01T12:00:00Z" }

  it("is true of a success that only a person's word proves", () => {
    expect(
      isSaidOnly({ status: "succeeded", proof: { ...proof, by: "person" } })
    ).toBe(true)
  })

  it("can be taken back, as a dismissal can, and nothing else", () => {
    expect(
      canReopen({ status: "succeeded", proof: { ...proof, by: "person" } })
    ).toBe(true)
    expect(canReopen({ status: "dismissed", proof: null })).toBe(true)
    expect(canReopen({ status: "rejected", proof: null })).toBe(false)
    expect(
      canReopen({ status: "succeeded", proof: { ...proof, by: "record" } })
    ).toBe(false)
  })

  it.each([
    ["succeeded", { ...proof, by: "answer" }],
    ["succeeded", { ...proof, by: "record" }],
    ["succeeded", null],
    ["dismissed", { ...proof, by: "person" }],
  ] as const)("is false of one that is %s by %p", (status, given) => {
    expect(isSaidOnly({ status, proof: given })).toBe(false)
  })
})

describe("pollInterval", () => {
  const now = Date.parse("2026-01-01T12:00:00Z")
  const at = (seconds: number): string =>
    new Date(now + seconds * 1_000).toISOString()

  it("stops once nothing moves by itself", () => {
    expect(
      pollInterval(
        STATUSES.filter((status) => !isMoving({ status })).map((status) => ({
          status,
          next_attempt_at: null,
        })),
        now
      )
    ).toBe(false)
  })

  it.each([
    ["in_progress", at(600), 2_000],
    ["pending", null, 2_000],
    ["pending", at(5), 2_000],
    ["accepted", at(-5), 2_000],
    ["pending", at(600), 15_000],
  ] as const)("looks at one that is %s until %s", (status, next, expected) => {
    expect(pollInterval([{ status, next_attempt_at: next }], now)).toBe(
      expected
    )
  })
})

describe("hasLiveCancel", () => {
  it("counts cancels that stand, and no voids", () => {
    expect(hasLiveCancel([{ kind: "void", status: "succeeded" }])).toBe(false)
    expect(hasLiveCancel([{ kind: "cancel", status: "rejected" }])).toBe(false)
    expect(hasLiveCancel([{ kind: "cancel", status: "dismissed" }])).toBe(false)
    expect(hasLiveCancel([{ kind: "cancel", status: "needs_review" }])).toBe(
      true
    )
  })
})

describe("what a cancellation waits for", () => {
  it("is shown as long as it isn't sent, and somebody may wonder why", () => {
    for (const status of STATUSES) {
      const isWaiting = status === "pending" || status === "needs_review"
      expect(waitsFor({ status, waits_for: ["akinon"] })).toEqual(
        isWaiting ? ["akinon"] : null
      )
      expect(waitsFor({ status, waits_for: null })).toBeNull()
    }
  })
})

describe("listInterval", () => {
  const rejected = { status: "rejected" as const, next_attempt_at: null }
  const running = { status: "in_progress" as const, next_attempt_at: null }
  const now = Date.now()

  it("is as short as the rows ask for", () => {
    expect(listInterval([rejected, running], false, now)).toBe(2_000)
  })

  it("is short while something moves elsewhere, which may come into the list", () => {
    expect(listInterval([rejected], true, now)).toBe(5_000)
  })

  it("is that of the numbers above the list where nothing moves", () => {
    expect(listInterval([rejected], false, now)).toBe(15_000)
    expect(listInterval([], false, now)).toBe(15_000)
  })
})
