import fc from "fast-check"
import {
  Outcome,
  OutcomeError,
  accepted,
  alreadyDone,
  classifyTransport,
  rejected,
  retry,
  succeeded,
  unknown,
} from "../../../../provider-kit"
import { answered } from "../../../../provider-kit/__fixtures__/exchanges"
import { PROOF, RECORDED } from "../../../../provider-kit/__fixtures__/proof"
import { TRANSPORT_CASES } from "../../../../provider-kit/__fixtures__/transport-cases"
import {
  CIRCUIT_WINDOW_MS,
  Circuit,
  CircuitWindow,
  Health,
  healthOfOutcome,
  healthOfRead,
  nextCircuit,
} from "../circuit"
import { ReadResult } from "../settle"

const NOW = new Date("2030-01-01T00:00:00Z")
const at = (ms: number): Date => new Date(NOW.getTime() + ms)
const HOUR = 3_600_000

const UP: Health = { type: "up" }
const DOWN: Health = { type: "down", retry_after_ms: null }
const SILENT: Health = { type: "silent" }
const FORBIDDEN: Health = { type: "forbidden", message: "Not yours." }
const UNAUTHORIZED: Health = {
  type: "unauthorized",
  code: "unauthorized",
  message: "Who?",
}
const askingFor = (retry_after_ms: number): Health => ({
  type: "down",
  retry_after_ms,
})

const CLOSED: Circuit = { state: "closed" }
const openUntil = (ms: number): Circuit => ({ state: "open", until: at(ms) })
/** Its probe's lease runs for a while yet. */
const HALF_OPEN: Circuit = { state: "half_open", until: at(30_000) }

const QUIET: CircuitWindow = { calls: 0, failures: 0 }
const BAD: CircuitWindow = { calls: 20, failures: 20 }

const errorOf = (code: string): OutcomeError => ({
  code,
  message: `It was ${code}.`,
  provider_code: null,
  provider_message: null,
})

const evidence = { exchanges: [answered(404)] }

describe("what an outcome says about the provider", () => {
  it.each<[string, Outcome, Health]>([
    ["a success", succeeded({ proof: PROOF }), UP],
    ["what was done before", alreadyDone({ proof: PROOF }), UP],
    ["what it took", accepted(), UP],
    ["its refusal", rejected(errorOf("too_late"), evidence), UP],
    ["our refusal, without a call", rejected(errorOf("no_items")), SILENT],
    [
      "our refusal, with an empty list of calls",
      rejected(errorOf("no_items"), { exchanges: [] }),
      SILENT,
    ],
    [
      "a refusal for lack of rights",
      rejected(errorOf("forbidden"), evidence),
      { type: "forbidden", message: "It was forbidden." },
    ],
    [
      "a refusal for lack of rights, without its call",
      rejected(errorOf("forbidden")),
      { type: "forbidden", message: "It was forbidden." },
    ],
    [
      "wrong credentials",
      retry(errorOf("unauthorized"), { ...evidence, retry_after_ms: 5_000 }),
      {
        type: "unauthorized",
        code: "unauthorized",
        message: "It was unauthorized.",
      },
    ],
    [
      "wrong credentials, with an unknown outcome",
      unknown(errorOf("unauthorized"), evidence),
      {
        type: "unauthorized",
        code: "unauthorized",
        message: "It was unauthorized.",
      },
    ],
    [
      "an address that asks for no more calls",
      retry(errorOf("gone"), evidence),
      { type: "unauthorized", code: "gone", message: "It was gone." },
    ],
    [
      "trouble, with a Retry-After",
      retry(errorOf("throttled"), { retry_after_ms: 7_000 }),
      askingFor(7_000),
    ],
    [
      "trouble, with a Retry-After of nothing",
      retry(errorOf("throttled"), { retry_after_ms: 0 }),
      askingFor(0),
    ],
    [
      "trouble, with a Retry-After that can't be read",
      retry(errorOf("throttled"), { retry_after_ms: null }),
      DOWN,
    ],
    ["trouble, without one", retry(errorOf("throttled")), DOWN],
    ["trouble of unknown outcome", unknown(errorOf("timeout")), DOWN],
    [
      "a retry for a reason of ours",
      retry(errorOf("no_time_left"), { retry_after_ms: 7_000 }),
      SILENT,
    ],
    [
      "an unknown outcome for a reason of ours",
      unknown(errorOf("not_confirmed"), evidence),
      SILENT,
    ],
  ])("%s", (_, outcome, health) => {
    expect(healthOfOutcome(outcome)).toEqual(health)
  })
})

describe("what a reading says about the provider", () => {
  it.each<[string, ReadResult, Health]>([
    ["an effect", { type: "applied", proof: RECORDED }, UP],
    ["an effect to come", { type: "settling" }, UP],
    ["no effect", { type: "absent" }, UP],
    ["an unclear record", { type: "undecidable", reason: "unclear" }, UP],
    ["trouble", { type: "failed", error: errorOf("timeout") }, DOWN],
    [
      "trouble, with a Retry-After",
      { type: "failed", error: errorOf("throttled"), retry_after_ms: 7_000 },
      askingFor(7_000),
    ],
    [
      "trouble, with a Retry-After that can't be read",
      { type: "failed", error: errorOf("throttled"), retry_after_ms: null },
      DOWN,
    ],
    [
      "wrong credentials",
      { type: "failed", error: errorOf("unauthorized") },
      {
        type: "unauthorized",
        code: "unauthorized",
        message: "It was unauthorized.",
      },
    ],
    [
      "a reason of ours",
      { type: "failed", error: errorOf("not_configured") },
      SILENT,
    ],
  ])("%s", (_, reading, health) => {
    expect(healthOfRead(reading)).toEqual(health)
  })
})

describe("an error's code", () => {
  const typeOf = (code: string) => healthOfOutcome(unknown(errorOf(code))).type

  it.each([
    "connection_failed",
    "connection_lost",
    "timeout",
    "throttled",
    "redirected",
    "answer_too_large",
    "answer_broken",
    "answer_unreadable",
    "http_408",
    "http_500",
    "http_503",
    "http_599",
  ])("%s is trouble", (code) => {
    expect(typeOf(code)).toBe("down")
  })

  it.each([
    "connection",
    "connection_failed_here",
    "no_timeout",
    "timeouts",
    "xthrottled",
    "not_redirected",
    "answer",
    "answer_",
    "answer_too large",
    "the_answer_broken",
    "http_400",
    "http_404",
    "http_407",
    "http_409",
    "http_4080",
    "http_429",
    "http_50",
    "http_5000",
    "http_5xx",
    "http_600",
    "a_http_500",
    "login_failed",
    "host_not_allowed",
    "forbidden",
    "",
  ])("%j is none", (code) => {
    expect(typeOf(code)).toBe("silent")
  })

  /** Ours: the provider had no part in it. */
  const OURS = ["host_not_allowed", "no_time_left"]

  it.each(
    TRANSPORT_CASES.flatMap(({ name, exchange }) => {
      const outcome = classifyTransport(exchange, "Made Up")
      return outcome ? [{ name, outcome }] : []
    })
  )("of the transport is trouble, but for our own: $name", ({ outcome }) => {
    expect(healthOfOutcome(outcome)).toEqual(
      OURS.includes(outcome.error.code)
        ? SILENT
        : {
            type: "down",
            retry_after_ms:
              outcome.type === "retry"
                ? (outcome.retry_after_ms ?? null)
                : null,
          }
    )
  })
})

describe("a closed circuit", () => {
  it.each<[calls: number, failures: number, opens: boolean]>([
    [1, 1, false],
    [9, 9, false],
    [10, 10, true],
    [10, 6, true],
    [10, 5, true],
    [10, 4, false],
    [11, 6, true],
    [11, 5, false],
    [1_000, 500, true],
    [1_000, 499, false],
    [10_000, 4_999, false],
  ])("after %i calls, %i of them failures: %s", (calls, failures, opens) => {
    expect(nextCircuit(CLOSED, { calls, failures }, [DOWN], NOW)).toEqual(
      opens ? openUntil(10_000) : CLOSED
    )
  })

  it("opens by the failures among what ended, wherever they stand", () => {
    expect(nextCircuit(CLOSED, BAD, [UP, SILENT, DOWN, UP], NOW)).toEqual(
      openUntil(10_000)
    )
  })

  it.each<[string, Health[]]>([
    ["nothing", []],
    ["an answer", [UP]],
    ["a refusal for lack of rights", [FORBIDDEN]],
    ["wrong credentials", [UNAUTHORIZED]],
    ["what never reached the provider", [SILENT]],
  ])("is not opened by %s, however bad it was before", (_, healths) => {
    expect(nextCircuit(CLOSED, BAD, healths, NOW)).toEqual(CLOSED)
  })

  it("opens from half of ten calls on, and from nothing less", () => {
    fc.assert(
      fc.property(
        fc.nat(200).chain((calls) =>
          fc.record({
            calls: fc.constant(calls),
            failures: fc.nat(calls),
          })
        ),
        (window) => {
          const { state } = nextCircuit(CLOSED, window, [DOWN], NOW)
          expect(state === "open").toBe(
            window.calls >= 10 && 2 * window.failures >= window.calls
          )
        }
      )
    )
  })
})

describe("a half open circuit", () => {
  it.each<[string, Health[], Circuit]>([
    ["closes on an answer", [UP], CLOSED],
    ["closes on a refusal for lack of rights", [FORBIDDEN], CLOSED],
    ["closes on an answer among what says nothing", [SILENT, UP], CLOSED],
    ["opens again on a failure", [DOWN], openUntil(10_000)],
    [
      "opens again on a failure beside an answer",
      [UP, DOWN],
      openUntil(10_000),
    ],
    [
      "opens again on a Retry-After of nothing",
      [askingFor(0)],
      openUntil(10_000),
    ],
    ["opens again for a Retry-After", [askingFor(60_000)], openUntil(60_000)],
    ["stays so when nothing ended", [], HALF_OPEN],
    ["stays so after what never reached the provider", [SILENT], HALF_OPEN],
    // They pause the provider, which has a probe of its own.
    ["stays so after wrong credentials", [UNAUTHORIZED], HALF_OPEN],
  ])("%s", (_, healths, expected) => {
    for (const window of [QUIET, BAD]) {
      expect(nextCircuit(HALF_OPEN, window, healths, NOW)).toEqual(expected)
    }
  })
})

describe("an open circuit", () => {
  it.each<[string, Health[]]>([
    ["nothing", []],
    ["an answer from before it opened", [UP]],
    ["a refusal from before it opened", [FORBIDDEN]],
    ["a failure from before it opened", [DOWN]],
    ["failures and answers", [DOWN, UP]],
    ["wrong credentials", [UNAUTHORIZED]],
    ["what never reached the provider", [SILENT]],
  ])("ignores %s", (_, healths) => {
    for (const until of [-1, 4_000, HOUR]) {
      expect(nextCircuit(openUntil(until), BAD, healths, NOW)).toEqual(
        openUntil(until)
      )
    }
  })
})

describe("a Retry-After", () => {
  it.each<[string, Circuit, Health[], Circuit]>([
    ["opens it at once", CLOSED, [askingFor(5_000)], openUntil(5_000)],
    ["of a millisecond counts", CLOSED, [askingFor(1)], openUntil(1)],
    ["of an hour is kept", CLOSED, [askingFor(HOUR)], openUntil(HOUR)],
    ["of more is an hour", CLOSED, [askingFor(HOUR + 1)], openUntil(HOUR)],
    ["of a week is an hour", CLOSED, [askingFor(168 * HOUR)], openUntil(HOUR)],
    ["of nothing is none", CLOSED, [askingFor(0)], CLOSED],
    ["of less than nothing is none", CLOSED, [askingFor(-5_000)], CLOSED],
    [
      "is the longest of several",
      CLOSED,
      [askingFor(5_000), DOWN, askingFor(9_000), UP, askingFor(7_000)],
      openUntil(9_000),
    ],
    [
      "prolongs one that is open",
      openUntil(4_000),
      [askingFor(5_000)],
      openUntil(5_000),
    ],
    [
      "never shortens one that is open",
      openUntil(6_000),
      [askingFor(5_000)],
      openUntil(6_000),
    ],
    [
      "shortens a probe's lease, which no longer counts",
      HALF_OPEN,
      [askingFor(5_000)],
      openUntil(5_000),
    ],
  ])("%s", (_, circuit, healths, expected) => {
    expect(nextCircuit(circuit, QUIET, healths, NOW)).toEqual(expected)
  })

  it("comes before the failure rate: the provider knows best", () => {
    expect(nextCircuit(CLOSED, BAD, [askingFor(1_000)], NOW)).toEqual(
      openUntil(1_000)
    )
  })
})

describe("whatever ended", () => {
  const anyHealth = fc.oneof(
    fc.constantFrom(UP, DOWN, SILENT, FORBIDDEN, UNAUTHORIZED),
    fc.integer({ min: -HOUR, max: 50 * HOUR }).map(askingFor)
  )
  const anyHealths = fc.array(anyHealth, { maxLength: 6 })
  const anyWindow = fc.record({ calls: fc.nat(30), failures: fc.nat(30) })
  const anyUntil = fc.integer({ min: -HOUR, max: HOUR }).map(at)
  const anyOpen = anyUntil.map((until) => ({ state: "open" as const, until }))
  const anyCircuit: fc.Arbitrary<Circuit> = fc.oneof(
    fc.constant(CLOSED),
    anyOpen,
    anyUntil.map((until) => ({ state: "half_open" as const, until }))
  )

  it("an open circuit stays open, and for no less time", () => {
    fc.assert(
      fc.property(anyOpen, anyWindow, anyHealths, (open, window, healths) => {
        const after = nextCircuit(open, window, healths, NOW)
        expect(after).toMatchObject({ state: "open" })
        if (after.state === "open") {
          expect(after.until.getTime()).toBeGreaterThanOrEqual(
            open.until.getTime()
          )
        }
      })
    )
  })

  it("no circuit is opened for more than an hour, nor into the past", () => {
    fc.assert(
      fc.property(
        anyCircuit,
        anyWindow,
        anyHealths,
        (circuit, window, healths) => {
          const after = nextCircuit(circuit, window, healths, NOW)
          if (after.state === "open" && circuit.state !== "open") {
            const ms = after.until.getTime() - NOW.getTime()
            expect(ms).toBeGreaterThan(0)
            expect(ms).toBeLessThanOrEqual(HOUR)
          }
        }
      )
    )
  })

  it("only a call that was let through makes one half open", () => {
    fc.assert(
      fc.property(
        anyCircuit,
        anyWindow,
        anyHealths,
        (circuit, window, healths) => {
          const after = nextCircuit(circuit, window, healths, NOW)
          if (after.state === "half_open") {
            expect(after).toEqual(circuit)
          }
        }
      )
    )
  })

  it("without a failure none is opened", () => {
    fc.assert(
      fc.property(
        anyCircuit,
        anyWindow,
        anyHealths,
        (circuit, window, healths) => {
          const fine = healths.filter(({ type }) => type !== "down")
          const after = nextCircuit(circuit, window, fine, NOW)
          expect(after.state === "open").toBe(circuit.state === "open")
        }
      )
    )
  })
})

describe("the window", () => {
  it("is as long as the operator's guide says", () => {
    expect(CIRCUIT_WINDOW_MS).toBe(30_000)
  })
})
