import fc from "fast-check"
import { FakeClock } from "../../dispatcher/__tests__/fake-clock"
import { JITTER_MS, RateLimiter } from "../rate-limiter"

const SECOND = 1_000 + JITTER_MS

/** Calls that leave as soon as they may; gives when each did. */
const call = async (
  limiter: RateLimiter,
  clock: FakeClock,
  times = 1
): Promise<number[]> => {
  const starts: number[] = []
  for (let n = 0; n < times; n++) {
    const turn = await limiter.take()
    turn.start()
    starts.push(clock.ms)
  }
  return starts
}

/** The most starts that any second has, wherever it begins. */
const mostInASecond = (starts: number[]): number =>
  Math.max(
    0,
    ...starts.map(
      (start) =>
        starts.filter((other) => other >= start && other < start + 1_000).length
    )
  )

describe("a rate limiter", () => {
  it("lets a second's worth through at once, and the next when that second is over", async () => {
    const clock = new FakeClock()
    const limiter = new RateLimiter(4, clock)

    expect(await call(limiter, clock, 9)).toEqual([
      0,
      0,
      0,
      0,
      SECOND,
      SECOND,
      SECOND,
      SECOND,
      2 * SECOND,
    ])
  })

  it("has eight of forty in a second, after however long an idle time", async () => {
    const clock = new FakeClock()
    const limiter = new RateLimiter(8, clock)
    await call(limiter, clock)
    clock.ms += 3_600_000

    const starts = await call(limiter, clock, 40)

    expect(mostInASecond(starts)).toBe(8)
    // Not slower than it has to be either: five seconds' worth.
    expect((starts.at(-1) as number) - (starts[0] as number)).toBe(4 * SECOND)
  })

  it("saves nothing up for later", async () => {
    const clock = new FakeClock()
    const limiter = new RateLimiter(4, clock)
    await call(limiter, clock, 3)

    clock.ms += 900
    expect(limiter.available()).toBe(1)
    clock.ms += SECOND - 900
    expect(limiter.available()).toBe(4)
    clock.ms += 3_600_000
    expect(limiter.available()).toBe(4)
  })

  it.each([
    { perSecond: 0.5, starts: [0, 2_000 + JITTER_MS, 4_000 + 2 * JITTER_MS] },
    { perSecond: 2.5, starts: [0, 0, SECOND] },
    { perSecond: 1, starts: [0, SECOND, 2 * SECOND] },
  ])("keeps to $perSecond calls a second", async ({ perSecond, starts }) => {
    const clock = new FakeClock()
    const limiter = new RateLimiter(perSecond, clock)

    expect(await call(limiter, clock, 3)).toEqual(starts)
  })

  it("counts a call from when it leaves, however long it connects before that", async () => {
    const clock = new FakeClock()
    const limiter = new RateLimiter(1, clock)
    const turn = await limiter.take()
    clock.ms = 800
    expect(limiter.available()).toBe(0)

    const next = limiter.take()
    clock.ms = 900
    turn.start()
    turn.start()
    ;(await next).start()

    expect(clock.ms).toBe(900 + SECOND)
    expect(limiter.available()).toBe(0)
    clock.ms += SECOND
    expect(limiter.available()).toBe(1)
  })

  it.each([
    ["nothing else has left yet", 0],
    ["others have", 1],
  ])(
    "gives what no call left with to the next in line, at once, where %s",
    async (_, others) => {
      const clock = new FakeClock()
      // It doesn't wake up: who waits has to be told.
      const asleep = {
        monotonic: () => clock.ms,
        sleep: () => new Promise<void>(() => undefined),
      }
      const limiter = new RateLimiter(1 + others, asleep)
      await call(limiter, clock, others)
      const unused = await limiter.take()
      const next = limiter.take()

      unused.giveBack()
      const turn = await next
      turn.start()
      // Nothing of it is left by now.
      unused.start()
      turn.giveBack()

      expect(limiter.available()).toBe(0)
      clock.ms += SECOND
      expect(limiter.available()).toBe(1 + others)
    }
  )

  it("waits again where it is woken too early", async () => {
    const clock = new FakeClock()
    const early = {
      monotonic: () => clock.ms,
      sleep: (ms: number) => clock.sleep(Math.ceil(ms / 2)),
    }
    const limiter = new RateLimiter(1, early)

    expect(await call(limiter, clock, 2)).toEqual([0, SECOND])
  })

  it("tells what a call would wait, behind those that wait already", async () => {
    const clock = new FakeClock()
    const limiter = new RateLimiter(2, clock)
    expect(limiter.waitMs()).toBe(0)
    await call(limiter, clock, 1)
    clock.ms = 300
    expect(limiter.waitMs()).toBe(0)
    await call(limiter, clock, 1)

    expect(limiter.waitMs()).toBe(SECOND - 300)
    const line = [limiter.take(), limiter.take()]
    expect(limiter.waitMs()).toBe(2 * SECOND - 300)
    expect(limiter.available()).toBe(0)
    for (const turn of line) {
      ;(await turn).start()
    }
    expect(clock.ms).toBe(SECOND + 300)
  })

  it("never starts more calls than its rate in any second", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.double({ min: 0.1, max: 20, noNaN: true }),
        fc.array(
          fc.record({
            pause: fc.integer({ min: 0, max: 1_500 }),
            connects: fc.integer({ min: 0, max: 400 }),
          }),
          { minLength: 1, maxLength: 60 }
        ),
        async (perSecond, calls) => {
          const clock = new FakeClock()
          const limiter = new RateLimiter(perSecond, clock)
          const starts: number[] = []
          for (const { pause, connects } of calls) {
            clock.ms += pause
            const before = limiter.waitMs()
            const at = clock.ms
            const turn = await limiter.take()
            expect(clock.ms - at).toBe(before)
            clock.ms += connects
            turn.start()
            starts.push(clock.ms)
          }
          expect(mostInASecond(starts)).toBeLessThanOrEqual(
            Math.max(1, Math.floor(perSecond))
          )
        }
      )
    )
  })
})
