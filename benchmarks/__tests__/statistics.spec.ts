import { median, percentile, ratioInterval, seededChance } from "../statistics"

describe("median", () => {
  it("is the middle one of an odd number of values, whatever their order", () => {
    expect(median([9, 1, 5])).toBe(5)
  })

  it("is the mean of the two in the middle of an even number", () => {
    expect(median([1, 10, 2, 4])).toBe(3)
  })

  it("leaves the values as they are", () => {
    const values = [3, 1, 2]
    median(values)
    expect(values).toEqual([3, 1, 2])
  })

  it("has no answer without values", () => {
    expect(() => median([])).toThrow("there are no values")
  })
})

describe("percentile", () => {
  const hundred = Array.from({ length: 100 }, (_, index) => 100 - index)

  it.each([
    [0, 1],
    [0.5, 50],
    [0.99, 99],
    [1, 100],
  ])("of %d gives %d of the numbers from 1 to 100", (share, expected) => {
    expect(percentile(hundred, share)).toBe(expected)
  })

  it("of a single value is that value", () => {
    expect(percentile([7], 0.99)).toBe(7)
  })
})

describe("ratioInterval", () => {
  const around = (centre: number, chance: () => number): number[] =>
    Array.from({ length: 200 }, () => centre * (0.9 + 0.2 * chance()))

  it("holds the ratio that the samples were made with", () => {
    const chance = seededChance(1)
    const { low, high } = ratioInterval(
      around(30, chance),
      around(20, chance),
      chance
    )
    expect(low).toBeLessThan(1.5)
    expect(high).toBeGreaterThan(1.5)
    expect(high - low).toBeLessThan(0.1)
  })

  it("shuts one out when the samples differ", () => {
    const chance = seededChance(2)
    const { low } = ratioInterval(
      around(22, chance),
      around(20, chance),
      chance
    )
    expect(low).toBeGreaterThan(1)
  })

  it("is a point where nothing varies", () => {
    const chance = seededChance(3)
    expect(ratioInterval([4, 4, 4], [2, 2, 2], chance, 50)).toEqual({
      low: 2,
      high: 2,
    })
  })

  it("comes out the same from the same seed", () => {
    const interval = () => {
      const chance = seededChance(4)
      return ratioInterval(around(5, chance), around(4, chance), chance, 100)
    }
    expect(interval()).toEqual(interval())
  })
})

describe("seededChance", () => {
  it("is uniform in [0, 1)", () => {
    const chance = seededChance(5)
    const drawn = Array.from({ length: 10_000 }, chance)
    expect(Math.min(...drawn)).toBeGreaterThanOrEqual(0)
    expect(Math.max(...drawn)).toBeLessThan(1)
    const mean = drawn.reduce((sum, value) => sum + value, 0) / drawn.length
    expect(mean).toBeCloseTo(0.5, 1)
  })
})
