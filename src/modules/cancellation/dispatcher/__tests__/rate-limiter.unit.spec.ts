import fc from "fast-check"
import { FakeClock } from "./fake-clock"
import { RateLimiter } from "../rate-limiter"

const take = async (limiter: RateLimiter, times: number): Promise<void> => {
  for (let n = 0; n < times; n++) {
    await limiter.take()
  }
}

describe("a rate limiter", () => {
  it("lets a second's worth through at once, and the rest at its rate", async () => {
    const clock = new FakeClock()
    const limiter = new RateLimiter(4, clock)

    await take(limiter, 4)
    expect(clock.slept).toEqual([])

    await take(limiter, 3)
    expect(clock.slept).toEqual([250, 500, 750])
  })

  it("gives back what the passing time earns, up to a second's worth", async () => {
    const clock = new FakeClock()
    const limiter = new RateLimiter(4, clock)
    await take(limiter, 4)
    expect(limiter.available()).toBe(0)

    clock.ms += 500
    expect(limiter.available()).toBe(2)
    clock.ms += 3_600_000
    expect(limiter.available()).toBe(4)
  })

  it("starts one call every two seconds at half a call a second", async () => {
    const clock = new FakeClock()
    const limiter = new RateLimiter(0.5, clock)

    await take(limiter, 3)

    expect(clock.slept).toEqual([2_000, 4_000])
    expect(limiter.available()).toBe(0)
  })

  it("never starts more calls in a second than twice its rate, nor more than its rate in the long run", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 20 }),
        fc.array(fc.integer({ min: 0, max: 400 }), {
          minLength: 1,
          maxLength: 60,
        }),
        async (perSecond, pauses) => {
          const clock = new FakeClock()
          const limiter = new RateLimiter(perSecond, clock)
          const starts: number[] = []
          for (const pause of pauses) {
            clock.ms += pause
            const before = clock.slept.length
            await limiter.take()
            starts.push(clock.ms + (clock.slept[before] ?? 0))
          }

          for (const start of starts) {
            const within = starts.filter(
              (other) => other >= start && other < start + 1_000
            )
            expect(within.length).toBeLessThanOrEqual(2 * perSecond)
          }
          const last = Math.max(...starts)
          expect(starts.length).toBeLessThanOrEqual(
            perSecond + Math.ceil((last / 1_000) * perSecond + 1e-6)
          )
        }
      )
    )
  })
})
