import { settleUnsent } from ".."
import { HOUR, at, error, running } from "../__fixtures__/policy"

describe("the end of an attempt of which nothing left", () => {
  const before = running({
    failure_count: 3,
    absent_count: 1,
    was_seen_waiting: true,
  })
  const DUE = at(-HOUR)
  const same = {
    next_attempt_at: DUE,
    failure_count: 3,
    last_error: error,
    keeps_error: true,
  }

  it("of a send: not processed, and due as it was, with no failure more", () => {
    expect(settleUnsent("send", before, error, DUE)).toEqual({
      status: "pending",
      purpose: "send",
      outcome: "retry",
      absent_count: 1,
      ...same,
    })
  })

  it("of a read: it has shown nothing", () => {
    expect(settleUnsent("read_back", before, error, DUE)).toEqual({
      status: "pending",
      purpose: "read_back",
      // "retry" would say that the read found no effect.
      outcome: "unknown",
      absent_count: 1,
      ...same,
    })
  })

  it("of a poll: it stays accepted, with the time that it had", () => {
    expect(settleUnsent("poll", before, error, DUE)).toEqual({
      status: "accepted",
      purpose: "poll",
      outcome: "unknown",
      retry_until: at(HOUR),
      was_seen_waiting: true,
      ...same,
    })
  })
})
