import { troubleOf } from "../trouble"
import type { CancellationProvider, CancellationStatus } from "../wire"

type CircuitState = CancellationProvider["circuit"]["state"]

const ERROR = {
  code: "timeout",
  message: "It did not answer in time.",
  provider_code: null,
  provider_message: null,
}

const HEALTHY = {
  is_configured: true,
  is_paused: false,
  circuit: { state: "closed" as CircuitState, until: null },
}

const trouble = (
  status: CancellationStatus,
  { fails = false, is_paused = false }
) =>
  troubleOf(
    { status, last_error: fails ? ERROR : null, waits_for: null },
    { ...HEALTHY, is_paused }
  )

describe("what keeps a cancellation from having happened outside", () => {
  it.each(["pending", "in_progress", "accepted"] as const)(
    "is that its last call failed, of one that is %s",
    (status) => {
      expect(trouble(status, { fails: true })).toBe("failing")
      expect(trouble(status, {})).toBeNull()
    }
  )

  it("is that its provider is paused, whatever became of it before", () => {
    expect(trouble("pending", { is_paused: true })).toBe("paused")
    expect(trouble("accepted", { is_paused: true, fails: true })).toBe("paused")
  })

  it("is an end that nobody wanted, also at a paused provider", () => {
    expect(trouble("rejected", { fails: true })).toBe("rejected")
    expect(trouble("needs_review", { is_paused: true })).toBe("needs_review")
  })

  it.each(["succeeded", "superseded", "dismissed"] as const)(
    "is nothing once it is %s",
    (status) => {
      expect(trouble(status, { fails: true, is_paused: true })).toBeNull()
    }
  )

  it("is what is known, while the providers are still loading", () => {
    const failed = { status: "pending" as const, waits_for: null }
    expect(troubleOf({ ...failed, last_error: ERROR }, undefined)).toBe(
      "failing"
    )
    expect(troubleOf({ ...failed, last_error: null }, undefined)).toBeNull()
  })

  describe("of one that was not sent yet", () => {
    const unsent = { status: "pending", last_error: null, waits_for: null }
    const of = (changed: {
      cancellation?: { status?: CancellationStatus; waits_for?: string[] }
      provider?: Partial<typeof HEALTHY>
    }) =>
      troubleOf(
        { ...unsent, status: "pending", ...changed.cancellation },
        { ...HEALTHY, ...changed.provider }
      )
    const state = (circuit: CircuitState) => ({
      circuit: { state: circuit, until: null },
    })

    it("is that its provider is failing", () => {
      expect(of({ provider: state("open") })).toBe("failing")
      expect(of({ provider: state("half_open") })).toBe("failing")
    })

    it.each([
      ["its provider is well, and it only isn't due", {}],
      [
        "it waits for another provider",
        { provider: state("open"), cancellation: { waits_for: ["akinon"] } },
      ],
      [
        "its provider isn't configured any more, so nothing tries it again",
        { provider: { ...state("open"), is_configured: false } },
      ],
      [
        "it is the call that tries the provider",
        {
          provider: state("half_open"),
          cancellation: { status: "in_progress" },
        },
      ],
      [
        "the provider took it, and is only asked about it",
        { provider: state("open"), cancellation: { status: "accepted" } },
      ],
    ] as const)("is nothing where %s", (_, changed) => {
      expect(of(changed as Parameters<typeof of>[0])).toBeNull()
    })

    it("is that its provider is paused, where it fails too", () => {
      expect(of({ provider: { ...state("open"), is_paused: true } })).toBe(
        "paused"
      )
    })
  })
})
