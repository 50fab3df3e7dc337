import { FakeClock } from "./fake-clock"
import { Lease } from "../lease"

describe("a lease", () => {
  it("counts from before the claim was asked for", () => {
    const clock = new FakeClock()
    const claimedAt = clock.monotonic()
    clock.ms += 400
    const lease = new Lease("cnat_1", clock, claimedAt, 30_000)

    expect(lease.token).toBe("cnat_1")
    expect(lease.left()).toBe(29_600)
    clock.ms += 29_600
    expect(lease.left()).toBe(0)
    clock.ms += 1
    expect(lease.left()).toBe(-1)
  })

  it("is extended from when the heartbeat was asked for", () => {
    const clock = new FakeClock()
    const lease = new Lease("cnat_1", clock, 0, 30_000)
    clock.ms = 10_000
    const askedAt = clock.monotonic()
    clock.ms = 12_000

    lease.extend(askedAt)

    expect(lease.left()).toBe(28_000)
  })

  it("is never shortened by a heartbeat that comes late", () => {
    const clock = new FakeClock()
    const lease = new Lease("cnat_1", clock, 0, 30_000)
    lease.extend(20_000)

    lease.extend(10_000)

    expect(lease.left()).toBe(50_000)
  })

  it("has nothing left once it is ended, whatever the heartbeat says", () => {
    const lease = new Lease("cnat_1", new FakeClock(), 0, 30_000)

    lease.end()
    lease.extend(10_000)

    expect(lease.left()).toBe(-Infinity)
  })
})
