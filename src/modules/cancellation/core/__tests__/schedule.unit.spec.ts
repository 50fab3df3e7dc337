import fc from "fast-check"
import {
  Backoff,
  READ_BACKOFF,
  RETRY_AFTER_CAP_MS,
  SEND_BACKOFF,
  backoffMs,
  nextAttemptAt,
} from "../schedule"

const chance = fc.double({
  min: 0,
  max: 1,
  maxExcluded: true,
  noNaN: true,
})
const failures = fc.integer({ min: 1, max: 200 })
const backoff = fc.constantFrom(SEND_BACKOFF, READ_BACKOFF)
const FLOOR = 250

const ceilingOf = ({ baseMs, capMs }: Backoff, n: number): number =>
  Math.min(capMs, baseMs * 2 ** (n - 1))

describe("the pause before the next attempt", () => {
  it.each([
    [1, 2_000],
    [2, 4_000],
    [3, 8_000],
    [4, 16_000],
    [11, 2_048_000],
    [12, 3_600_000],
    [13, 3_600_000],
    [1_000, 3_600_000],
  ])("grows: after %i failures it is below %i ms", (n, ceiling) => {
    expect(backoffMs(SEND_BACKOFF, n, 0.999_999_999)).toBe(ceiling - 1)
    expect(backoffMs(SEND_BACKOFF, n, 0.5)).toBe(ceiling / 2)
  })

  it.each([
    [1, 5_000],
    [2, 10_000],
    [8, 640_000],
    [9, 900_000],
    [50, 900_000],
  ])("of reads: after %i failures it is below %i ms", (n, ceiling) => {
    expect(backoffMs(READ_BACKOFF, n, 0.5)).toBe(ceiling / 2)
  })

  it("has full jitter: anything from the floor to the ceiling", () => {
    fc.assert(
      fc.property(backoff, failures, chance, (given, n, c) => {
        const wait = backoffMs(given, n, c)
        expect(wait).toBeGreaterThanOrEqual(FLOOR)
        expect(wait).toBeLessThanOrEqual(ceilingOf(given, n))
        expect(wait).toBe(Math.max(FLOOR, Math.floor(c * ceilingOf(given, n))))
      })
    )
  })

  it("is never shorter than a quarter of a second", () => {
    expect(backoffMs(SEND_BACKOFF, 1, 0)).toBe(FLOOR)
    expect(backoffMs(SEND_BACKOFF, 30, 0)).toBe(FLOOR)
  })

  it("counts from the first failure, whatever it is told", () => {
    expect(backoffMs(SEND_BACKOFF, 0, 0.5)).toBe(1_000)
    expect(backoffMs(SEND_BACKOFF, -3, 0.5)).toBe(1_000)
  })

  it("is as long as the provider asks, up to an hour", () => {
    fc.assert(
      fc.property(
        backoff,
        failures,
        chance,
        fc.integer({ min: 0, max: 10 * RETRY_AFTER_CAP_MS }),
        (given, n, c, asked) => {
          expect(backoffMs(given, n, c, asked)).toBe(
            Math.max(
              backoffMs(given, n, c),
              Math.min(asked, RETRY_AFTER_CAP_MS)
            )
          )
        }
      )
    )
    expect(backoffMs(SEND_BACKOFF, 1, 0, 90_000)).toBe(90_000)
    expect(backoffMs(SEND_BACKOFF, 1, 0, 86_400_000)).toBe(3_600_000)
    expect(backoffMs(SEND_BACKOFF, 1, 0, -5)).toBe(FLOOR)
  })
})

describe("the time of the next attempt", () => {
  const now = new Date("2030-01-01T00:00:00Z")
  const at = (ms: number): Date => new Date(now.getTime() + ms)

  it("is after the pause, and at the window's end at the latest", () => {
    expect(nextAttemptAt(now, 5_000, at(60_000))).toEqual(at(5_000))
    expect(nextAttemptAt(now, 90_000, at(60_000))).toEqual(at(60_000))
  })

  it("is none once the window is over", () => {
    expect(nextAttemptAt(now, 5_000, now)).toBeNull()
    expect(nextAttemptAt(now, 5_000, at(-1))).toBeNull()
    expect(nextAttemptAt(now, 5_000, at(1))).toEqual(at(1))
  })
})
