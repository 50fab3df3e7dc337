import { mistakesInAfter, wayBetween } from "../after"

describe("wayBetween", () => {
  const after = { a: ["b", "c"], b: ["d"], c: ["e"], d: ["e"], e: [] }

  it.each([
    ["a", "b", ["a", "b"]],
    // The shortest, though another one is named first.
    ["a", "e", ["a", "c", "e"]],
    ["a", "a", null],
    ["e", "a", null],
    ["x", "a", null],
    ["a", "x", null],
  ])("leads from %s to %s by %p", (from, to, way) => {
    expect(wayBetween(after, from, to)).toEqual(way)
  })

  it("leads around a circle, and ends beside one", () => {
    const circle = { a: ["b"], b: ["c"], c: ["b"] }
    expect(wayBetween(circle, "b", "b")).toEqual(["b", "c", "b"])
    expect(wayBetween(circle, "a", "a")).toBeNull()
  })
})

describe("mistakesInAfter", () => {
  it.each([
    [{}],
    [{ a: [], b: [] }],
    [{ a: ["b", "c"], b: ["c"], c: [] }],
    [{ a: ["c"], b: ["c"], c: [] }],
  ])("finds none in %j", (after) => {
    expect(mistakesInAfter(after)).toEqual([])
  })

  it("says where one is named that isn't there, and who is, without quoting it", () => {
    expect(
      mistakesInAfter({ aplazame: ["akinon", "s3cret"], akinon: [], erp: [] })
    ).toEqual([
      'provider "aplazame": after.1: expected the id of another configured provider: akinon, erp',
    ])
  })

  it("names one that names itself, once", () => {
    expect(mistakesInAfter({ a: ["a"] })).toEqual([
      'provider "a": after.0: expected the id of another configured provider: there is none',
    ])
  })

  it("names each circle once, and who is on it", () => {
    const mistakes = mistakesInAfter({
      a: ["b"],
      b: ["c"],
      c: ["a"],
      d: ["e"],
      e: ["d"],
      f: ["a"],
    })
    expect(mistakes).toEqual([
      'after: expected no circle, and "a" goes after "b" goes after "c" goes after "a": nothing of an order would ever be sent there',
      'after: expected no circle, and "d" goes after "e" goes after "d": nothing of an order would ever be sent there',
    ])
  })

  it("names two circles that meet", () => {
    expect(mistakesInAfter({ a: ["b", "c"], b: ["a"], c: ["a"] })).toHaveLength(
      2
    )
  })

  it("lists them all", () => {
    expect(
      mistakesInAfter({ a: ["a", "x"], b: ["c", "y"], c: ["b"] })
    ).toHaveLength(4)
  })
})
