import { Pace } from "../pace"

describe("the pace of a provider", () => {
  let now: number
  let pace: Pace

  beforeEach(() => {
    now = 5_000
    pace = new Pace({ monotonic: () => now })
  })

  const answer = (count: number): void => {
    for (let n = 0; n < count; n++) {
      pace.count(1_000)
    }
  }

  it("is nothing before its first answer", () => {
    expect(pace.perSecond()).toBe(0)
  })

  it("is what it answered in this second, and so far in the one before", () => {
    answer(100)
    expect(pace.perSecond()).toBe(100)

    now += 1_000
    expect(pace.perSecond()).toBe(100)

    now += 250
    answer(10)
    expect(pace.perSecond()).toBe(10 + 75)

    now += 750
    expect(pace.perSecond()).toBe(10)
  })

  it("is nothing of a provider that takes longer than a second", () => {
    for (let n = 0; n < 100; n++) {
      pace.count(1_001)
    }
    expect(pace.perSecond()).toBe(0)
  })

  it("is nothing two seconds after its last answer", () => {
    answer(100)
    now += 1_999
    expect(pace.perSecond()).toBe(0)
    now += 1
    expect(pace.perSecond()).toBe(0)

    answer(7)
    now += 60_000
    expect(pace.perSecond()).toBe(0)
    answer(3)
    expect(pace.perSecond()).toBe(3)
  })
})
