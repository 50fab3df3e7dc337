import { holdOf } from "../hold"
import type { Cancellation, CancellationProvider } from "../wire"

type Pause = NonNullable<CancellationProvider["pause"]>

const NOW = Date.parse("2026-11-30T12:00:00Z")

const ERROR = {
  code: "timeout",
  message: "It did not answer in time.",
  provider_code: null,
  provider_message: null,
}

const CLOSED = { state: "closed" as const, until: null }
const OPEN = { state: "open" as const, until: null }

const hold = (
  cancellation: Partial<Cancellation>,
  provider: Partial<CancellationProvider>
) =>
  holdOf(
    {
      status: "pending",
      last_error: null,
      waits_for: null,
      next_attempt_at: null,
      ...cancellation,
    },
    {
      is_configured: true,
      is_paused: false,
      pause: null,
      circuit: CLOSED,
      ...provider,
    },
    NOW
  )

describe("what keeps a cancellation from being sent", () => {
  it("is nothing where its provider is well", () => {
    expect(hold({}, {})).toBeNull()
    expect(hold({ last_error: ERROR }, {})).toBeNull()
  })

  it("is that the provider fails, said otherwise before the first call", () => {
    expect(hold({}, { circuit: OPEN })).toBe("unsent")
    expect(hold({ last_error: ERROR }, { circuit: OPEN })).toBe("circuit_open")
  })

  it("is not that its own provider fails, where it waits for another", () => {
    expect(hold({ waits_for: ["akinon"] }, { circuit: OPEN })).toBeNull()
  })

  it("is a pause, or that nothing can be sent there any more", () => {
    const since = "2026-11-30T11:00:00Z"
    const paused = (pause: Pick<Pause, "by" | "code">) =>
      hold(
        {},
        {
          is_paused: true,
          pause: { ...pause, reason: null, since },
          circuit: OPEN,
        }
      )
    expect(paused({ by: "operator", code: null })).toBe("operator")
    expect(paused({ by: "identity", code: null })).toBe("identity")
    expect(paused({ by: "auth", code: "unauthorized" })).toBe("auth")
    expect(paused({ by: "auth", code: "forbidden" })).toBe("forbidden")
    expect(paused({ by: "auth", code: "gone" })).toBe("gone")
    // One from before its code was kept.
    expect(paused({ by: "auth", code: null })).toBe("auth")
    expect(hold({}, { is_configured: false, circuit: OPEN })).toBe(
      "not_configured"
    )
  })

  it("is nothing once it has ended", () => {
    expect(hold({ status: "rejected" }, { circuit: OPEN })).toBeNull()
  })
})
