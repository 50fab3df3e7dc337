import { inTurns, middleSpread, needsAnotherRound } from "../rounds"

describe("middleSpread", () => {
  it("is the distance of the quartiles, as a part of the median", () => {
    expect(middleSpread([80, 90, 100, 110, 500])).toBe(0.2)
  })

  it("is nothing where there is one value", () => {
    expect(middleSpread([100])).toBe(0)
  })
})

describe("needsAnotherRound", () => {
  const rounds = { least: 3, most: 5 }
  const steady = [100, 101, 102, 103, 104]
  const noisy = [100, 150, 200, 250, 300]

  it.each([
    { done: 0, asks: true },
    { done: 2, asks: true },
    { done: 3, asks: false },
  ])("asks until there are enough: $done of steady arms", ({ done, asks }) => {
    const measured = [steady.slice(0, done), steady.slice(0, done)]
    expect(needsAnotherRound(measured, rounds)).toBe(asks)
  })

  it.each([
    { done: 3, asks: true },
    { done: 4, asks: true },
    { done: 5, asks: false },
  ])("asks as long as one arm is noisy: $done of them", ({ done, asks }) => {
    const measured = [steady.slice(0, done), noisy.slice(0, done)]
    expect(needsAnotherRound(measured, rounds)).toBe(asks)
  })
})

describe("inTurns", () => {
  it("begins each round with another arm, and keeps the arms' values apart", async () => {
    const asked: string[] = []
    const arm = <Name extends string>(name: Name, value: number) => ({
      name,
      measure: async () => {
        asked.push(name)
        return value
      },
    })
    const measured = await inTurns([arm("a", 1), arm("b", 2), arm("c", 3)], {
      least: 2,
      most: 2,
    })
    expect(asked.join("")).toBe("abcbca")
    expect(measured).toEqual({ a: [1, 1], b: [2, 2], c: [3, 3] })
  })
})
