import { Exchange, ProviderHttp } from "../../../../provider-kit"
import { limitedHttp } from "../limited-http"
import { JITTER_MS, RateLimiter } from "../rate-limiter"
import { TurnAhead } from "../turn-ahead"
import { FakeClock } from "../../dispatcher/__tests__/fake-clock"

const SECOND = 1_000 + JITTER_MS

const REQUEST = { method: "GET" as const, url: "https://scripted.example" }

/** One call a second, of which the first was made already. */
const limited = async (): Promise<{
  http: ProviderHttp
  clock: FakeClock
  timeouts: (number | undefined)[]
}> => {
  const clock = new FakeClock()
  const timeouts: (number | undefined)[] = []
  const limiter = new RateLimiter(1, clock)
  const http = limitedHttp(
    {
      send: (_request, options) => {
        timeouts.push(options?.timeoutMs)
        return Promise.resolve({} as Exchange)
      },
    },
    limiter,
    clock
  )
  ;(await limiter.take()).start()
  return { http, clock, timeouts }
}

describe("HTTP at a provider's own rate", () => {
  it("waits for its turn, however long, where it has all the time", async () => {
    const { http, clock, timeouts } = await limited()

    await http.send(REQUEST)
    await http.send(REQUEST)

    expect(clock.slept).toEqual([SECOND, SECOND])
    expect(timeouts).toEqual([undefined, undefined])
  })

  it("waits within the time that it has", async () => {
    const { http, clock, timeouts } = await limited()

    await http.send(REQUEST, { timeoutMs: 3_000 })

    expect(clock.slept).toEqual([SECOND])
    expect(timeouts).toEqual([3_000 - SECOND])
  })

  it("doesn't wait where its turn would come too late, and takes nobody else's", async () => {
    const { http, clock, timeouts } = await limited()

    await http.send(REQUEST, { timeoutMs: 900 })
    await http.send(REQUEST, { timeoutMs: 900 })
    await http.send(REQUEST, { timeoutMs: SECOND + 1 })

    // Without time left, the client sends nothing and says so.
    expect(timeouts).toEqual([0, 0, 1])
    expect(clock.slept).toEqual([SECOND])
  })

  it("sends one call in the turn that was taken ahead for it, and the next in line", async () => {
    const clock = new FakeClock()
    const limiter = new RateLimiter(1, clock)
    const left: number[] = []
    const ahead = await TurnAhead.take(limiter, clock)
    const http = limitedHttp(
      {
        send: (_request, options) => {
          options?.onSent?.()
          left.push(clock.ms)
          return Promise.resolve({} as Exchange)
        },
      },
      limiter,
      clock,
      ahead
    )
    clock.ms = 5_000

    // There is no time to wait, and no need.
    await http.send(REQUEST, { timeoutMs: 1 })
    await http.send(REQUEST)

    expect(left).toEqual([5_000, 5_000 + SECOND])
    ahead.giveBack()
    expect(limiter.available()).toBe(0)
  })

  it("lets others have a turn that was taken ahead, and isn't used for a second", async () => {
    const clock = new FakeClock()
    const limiter = new RateLimiter(1, clock)
    const ahead = await TurnAhead.take(limiter, clock)
    expect(limiter.available()).toBe(0)

    await ahead.lapse()

    expect(clock.slept).toEqual([1_000])
    expect(limiter.available()).toBe(1)
    expect(ahead.use()).toBeNull()
  })

  it("counts a call from when it leaves, and not from its turn on", async () => {
    const clock = new FakeClock()
    const limiter = new RateLimiter(1, clock)
    const left: number[] = []
    const http = limitedHttp(
      {
        send: async (_request, options) => {
          // The first one has to connect.
          await clock.sleep(left.length ? 0 : 400)
          options?.onSent?.()
          left.push(clock.ms)
          await clock.sleep(30)
          return {} as Exchange
        },
      },
      limiter,
      clock
    )

    await http.send(REQUEST)
    await http.send(REQUEST)

    expect(left).toEqual([400, 400 + SECOND])
  })
})
