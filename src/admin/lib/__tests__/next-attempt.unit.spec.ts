import { nextStep } from "../next-attempt"
import { healthColour, healthOf } from "../provider-health"
import { providerName } from "../provider-name"
import type { CancellationProvider } from "../wire"

const now = Date.parse("2026-01-01T12:00:00Z")
const later = "2026-01-01T12:10:00.000Z"

const provider = (
  changed: Partial<CancellationProvider> = {}
): Pick<
  CancellationProvider,
  "is_paused" | "pause" | "is_configured" | "circuit"
> => ({
  is_configured: true,
  is_paused: false,
  pause: null,
  circuit: { state: "closed", until: null },
  ...changed,
})

type Pause = NonNullable<CancellationProvider["pause"]>

const pausedBy = (by: Pause["by"], code: Pause["code"] = null) => ({
  is_paused: true,
  pause: { by, code, reason: null, since: later },
})

const OPEN = { circuit: { state: "open" as const, until: later } }

describe("nextStep", () => {
  it.each([
    ["pending", null, provider(), { key: "now" }],
    ["pending", later, provider(), { key: "scheduled", time: later }],
    ["accepted", later, provider(), { key: "poll", time: later }],
    ["in_progress", null, provider({ is_paused: true }), { key: "running" }],
    ["pending", later, provider({ is_paused: true }), { key: "paused" }],
    [
      "pending",
      null,
      provider({ is_configured: false }),
      { key: "not_configured" },
    ],
    ["pending", null, provider(OPEN), { key: "circuit_open" }],
    [
      "pending",
      null,
      provider({ circuit: { state: "half_open", until: later } }),
      { key: "circuit_open" },
    ],
    ["pending", later, provider(OPEN), { key: "scheduled", time: later }],
    ["pending", null, undefined, { key: "now" }],
    ["succeeded", null, provider(), null],
    ["rejected", null, provider(), null],
    ["needs_review", null, provider(), null],
  ] as const)("of one that is %s, due %s", (status, due, health, expected) => {
    expect(nextStep({ status, next_attempt_at: due }, health, now)).toEqual(
      expected
    )
  })
})

describe("a provider", () => {
  it.each([
    [provider(), "healthy", "green"],
    [provider({ ...pausedBy("operator"), ...OPEN }), "paused", "orange"],
    [provider(pausedBy("identity")), "paused", "orange"],
    [provider(pausedBy("auth")), "key_refused", "red"],
    [provider(pausedBy("auth", "unauthorized")), "key_refused", "red"],
    [provider(pausedBy("auth", "forbidden")), "not_allowed", "red"],
    [provider(pausedBy("auth", "gone")), "address_gone", "red"],
    [provider(OPEN), "on_hold", "orange"],
    [
      provider({ circuit: { state: "half_open", until: null } }),
      "recovering",
      "blue",
    ],
    [
      provider({ is_configured: false, ...pausedBy("auth") }),
      "not_configured",
      "grey",
    ],
  ] as const)("shows the gravest first: %#", (one, health, colour) => {
    expect(healthOf(one)).toBe(health)
    expect(healthColour(health)).toBe(colour)
  })

  it("is called what people call it, and told apart by its id", () => {
    expect(providerName("climes", "climes")).toBe("Climes")
    expect(providerName("climes-fr", "climes")).toBe("Climes (climes-fr)")
    expect(providerName("own", "own-system")).toBe("own")
    // It is no longer configured, so only its id is known.
    expect(providerName("aplazame", null)).toBe("Aplazame")
  })
})
