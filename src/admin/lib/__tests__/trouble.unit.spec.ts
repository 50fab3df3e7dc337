import { troubleOf } from "../trouble"
import type { CancellationStatus } from "../wire"

const ERROR = {
  code: "timeout",
  message: "It did not answer in time.",
  provider_code: null,
  provider_message: null,
}

const trouble = (
  status: CancellationStatus,
  { fails = false, is_paused = false }
) => troubleOf({ status, last_error: fails ? ERROR : null }, { is_paused })

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
    expect(troubleOf({ status: "pending", last_error: ERROR }, undefined)).toBe(
      "failing"
    )
  })
})
