import en from "../../../../admin/i18n/en.json"
import { type HeldProvider, type HeldRow, HOLDS, whyOf } from "../why"

const NOW = new Date("2026-11-30T12:00:00Z")
const LATER = new Date("2026-11-30T12:10:00Z")

const ERROR = {
  code: "timeout",
  message: "It did not answer in time.",
  provider_code: null,
  provider_message: null,
}

const PENDING = {
  status: "pending" as const,
  provider_id: "climes",
  waits_for: null,
  next_attempt_at: NOW,
  last_error: null,
}

const why = (
  row: Partial<HeldRow>,
  provider: Partial<HeldProvider> = {}
): string =>
  whyOf(
    { ...PENDING, ...row },
    [
      {
        id: "climes",
        is_configured: true,
        pause: null,
        circuit: { state: "closed", until: null },
        ...provider,
      },
    ],
    NOW
  )

const OPEN = { circuit: { state: "open" as const, until: LATER } }

const pausedBy = (
  pause: Pick<NonNullable<HeldProvider["pause"]>, "by" | "code">
) => why({}, { ...OPEN, pause: { ...pause, reason: "ask Petra", since: NOW } })

describe("why a cancellation has not happened, in the export", () => {
  it("is said in the dashboard's words", () => {
    expect(HOLDS).toEqual(en.hold)
  })

  it("is empty where nothing stands in its way", () => {
    expect(why({})).toBe("")
    expect(why({ status: "succeeded", last_error: ERROR }, OPEN)).toBe("")
  })

  it("is the pause of its provider, a person's with that person's reason", () => {
    expect(pausedBy({ by: "operator", code: null })).toBe(
      "Provider paused by hand. “ask Petra”"
    )
    expect(pausedBy({ by: "auth", code: "unauthorized" })).toBe(HOLDS.auth)
    expect(pausedBy({ by: "auth", code: "gone" })).toBe(HOLDS.gone)
    expect(pausedBy({ by: "identity", code: null })).toBe(HOLDS.identity)
  })

  it("is that its provider failed or asked for a pause, and what its own call came to", () => {
    expect(why({}, OPEN)).toBe(
      "Not sent yet: climes failed, or asked for a pause. It is sent by itself."
    )
    expect(why({ last_error: ERROR }, OPEN)).toBe(
      `${HOLDS.circuit_open} ${ERROR.message}`
    )
    expect(why({ last_error: ERROR, next_attempt_at: LATER }, OPEN)).toBe(
      ERROR.message
    )
  })

  it("is what it waits for, or that nothing can be sent there any more", () => {
    expect(why({ waits_for: ["akinon"] }, OPEN)).toBe("Waits for akinon.")
    expect(why({}, { ...OPEN, is_configured: false })).toBe(
      HOLDS.not_configured
    )
  })

  it("is what the provider said of one that it refused", () => {
    const last_error = { ...ERROR, provider_message: "not possible" }
    expect(why({ status: "rejected", last_error }, OPEN)).toBe(
      "“not possible” It did not answer in time."
    )
  })

  // The dashboard's list says it of them too.
  it.each(["dismissed", "superseded"] as const)(
    "is what went wrong before one was %s, and nothing that holds it up",
    (status) => {
      expect(why({ status, last_error: ERROR }, OPEN)).toBe(ERROR.message)
      expect(why({ status }, OPEN)).toBe("")
    }
  )
})
