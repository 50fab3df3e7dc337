import { wholeResults } from "../__fixtures__/results"
import { documentOf } from "../report/document"
import { mistakesIn } from "../report/shape"
import { asText, tablesOf } from "../report/tables"
import { targetsOf } from "../report/targets"
import { sizesOf } from "../sizes"

const sizes = sizesOf({ isQuick: true })
const results = () => wholeResults(sizes)

describe("mistakesIn", () => {
  it("finds none in whole results", () => {
    expect(mistakesIn(results(), sizes, { hasRedis: true })).toEqual([])
  })

  it("asks for nothing of BullMQ where there is no Redis", () => {
    const without = results()
    without.firstBytes.delays.BullMQ = null
    without.drains.forEach(({ rates }) => {
      rates.BullMQ = null
    })
    expect(mistakesIn(without, sizes, { hasRedis: false })).toEqual([])
    expect(mistakesIn(without, sizes, { hasRedis: true })).toHaveLength(5)
  })

  it("names an arm that is missing, and where", () => {
    const some = results()
    some.drains[0]!.rates["pg-boss"] = null
    expect(mistakesIn(some, sizes, { hasRedis: true })).toEqual([
      "pg-boss at 0 ms: 0 values, and not 1",
    ])
  })

  it.each([NaN, 0, Infinity])("takes %d for no measurement", (value) => {
    const some = results()
    some.growth.sweep[0] = value
    expect(mistakesIn(some, sizes, { hasRedis: true })).toEqual([
      "sweeps: a value that is no measurement",
    ])
  })

  it("notices that nothing was verified", () => {
    expect(
      mistakesIn({ ...results(), verified: 0 }, sizes, { hasRedis: true })
    ).toEqual(["no delivery was verified"])
  })
})

describe("targetsOf", () => {
  it("has every goal, and finds them reached", () => {
    const targets = targetsOf(results())
    expect(targets).toHaveLength(14)
    expect(targets.filter(({ isReached }) => !isReached)).toEqual([])
  })

  it("finds a goal missed by a little", () => {
    const some = results()
    some.drains[2]!.rates.pipeline = [1_599]
    const missed = targetsOf(some).filter(({ isReached }) => !isReached)
    expect(missed.map(({ line }) => line)).toEqual([
      "drain at 100 ms, of the bare pool",
    ])
  })

  it("says of what was not measured neither that it is reached nor missed", () => {
    const some = results()
    some.drains[0]!.rates.BullMQ = null
    const target = targetsOf(some).find(({ line }) => line.includes("BullMQ"))
    expect(target).toMatchObject({ measured: "not measured", isReached: null })
  })
})

describe("the tables", () => {
  it("have as many cells in each row as their heads", () => {
    for (const { head, rows } of tablesOf(results())) {
      expect(rows.map(({ length }) => length)).toEqual(
        rows.map(() => head.length)
      )
    }
  })

  it("are in columns on a terminal", () => {
    const [title, ...lines] = asText({
      title: "Title",
      head: ["", "a"],
      rows: [
        ["long name", "1"],
        ["x", "2"],
      ],
    }).split("\n")
    expect(title).toBe("Title")
    expect(lines).toEqual(["           a", "long name  1", "x          2"])
  })
})

describe("documentOf", () => {
  const document = documentOf(results(), {
    hardware: "2 cores",
    loadBefore: 0.25,
    stolen: 0.125,
    versions: [["Node", "20.19.0"]],
  })

  it("names the machine, the versions and both charts", () => {
    expect(document).toContain("2 cores.")
    expect(document).toContain("Node 20.19.0.")
    expect(document).toContain("took 13 % of its processors")
    expect(document).toContain("images/rate-by-latency.svg")
    expect(document).toContain("images/rate-by-ledger.svg")
  })

  it("has every table", () => {
    expect(document.match(/^\| ---/gm)).toHaveLength(tablesOf(results()).length)
    expect(document).not.toContain("undefined")
  })
})
