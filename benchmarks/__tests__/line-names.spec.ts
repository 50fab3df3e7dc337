import { wholeResults } from "../__fixtures__/results"
import { LINES, chosenLines, isWhole } from "../line-names"
import { sizesOf } from "../sizes"

describe("chosenLines", () => {
  it("are all where nothing is said", () => {
    expect(chosenLines(undefined)).toEqual(LINES)
  })

  it("keep the order in which lines are measured", () => {
    expect(chosenLines("voids,drains")).toEqual(["drains", "voids"])
  })

  it.each(["drain", "drains,", ""])("refuse what is no line: %j", (only) => {
    expect(() => chosenLines(only)).toThrow("choose from drains, voids,")
  })
})

describe("isWhole", () => {
  it("is true of a run of every line only", () => {
    const results = wholeResults(sizesOf({ isQuick: true }))
    expect(isWhole(results)).toBe(true)
    expect(isWhole({ ...results, voids: undefined })).toBe(false)
  })
})
