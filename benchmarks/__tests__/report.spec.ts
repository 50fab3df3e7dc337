import { wholeResults } from "../__fixtures__/results"
import { documentOf } from "../report/document"
import { mistakesIn } from "../report/shape"
import { asText, tablesOf } from "../report/tables"
import { targetsOf } from "../report/targets"
import { LINES } from "../line-names"
import type { LineName, Results } from "../results"
import { sizesOf } from "../sizes"

const sizes = sizesOf({ isQuick: true })
const results = () => wholeResults(sizes)

const WITH_REDIS = { hasRedis: true }
const mistakes = (
  some: Results,
  installed = WITH_REDIS,
  names: LineName[] = LINES
) => mistakesIn(some, names, sizes, installed)

describe("mistakesIn", () => {
  it("finds none in whole results", () => {
    expect(mistakes(results())).toEqual([])
  })

  it("asks for nothing of BullMQ where there is no Redis", () => {
    const without = results()
    without.firstBytes.delays.BullMQ = null
    without.events.redis = null
    without.isolation.queueWith = null
    without.isolation.queueWithout = null
    without.drains.forEach(({ rates }) => {
      rates.BullMQ = null
    })
    expect(mistakes(without, { hasRedis: false })).toEqual([])
    expect(mistakes(without)).toHaveLength(8)
  })

  it.each(["pg-boss", "graphile-worker"] as const)(
    "names %s where it is missing, and where that is",
    (arm) => {
      const some = results()
      some.drains[0]!.rates[arm] = null
      expect(mistakes(some)).toEqual([`${arm} at 0 ms: 0 values, and not 1`])
    }
  )

  it.each([NaN, 0, Infinity])("takes %d for no measurement", (value) => {
    const some = results()
    some.jobs.sweep[0] = value
    expect(mistakes(some)).toEqual(["sweeps: a value that is no measurement"])
  })

  it("allows for the further rounds of a noisy line, and for no more", () => {
    const full = sizesOf({ isQuick: false })
    const some = wholeResults(full)
    const { most } = full.voids.rounds
    some.voids.pipeline = Array.from({ length: most }, () => 1)
    expect(mistakesIn(some, LINES, full, WITH_REDIS)).toEqual([])
    some.voids.pipeline.push(1)
    expect(mistakesIn(some, LINES, full, WITH_REDIS)).toHaveLength(1)
  })

  it("misses a line only where it was to be measured", () => {
    const { drains, verified } = results()
    const some = { drains, verified }
    expect(mistakes(some, WITH_REDIS, ["drains"])).toEqual([])
    expect(mistakes(some, WITH_REDIS, ["drains", "voids"])).toEqual([
      "voids was not measured",
    ])
  })

  it("notices that nothing was verified", () => {
    const some = { ...results(), verified: 0 }
    expect(mistakes(some)).toEqual(["no delivery was verified"])
    expect(mistakes(some, WITH_REDIS, ["jobs"])).toEqual([])
  })
})

describe("targetsOf", () => {
  it("has every goal, and finds them reached", () => {
    const targets = targetsOf(results())
    expect(targets).toHaveLength(22)
    expect(targets.filter(({ isReached }) => !isReached)).toEqual([])
  })

  it("finds a goal missed by a little", () => {
    const some = results()
    some.drains[2]!.rates.pipeline = [1_699]
    some.voids.pipeline = [749]
    const missed = targetsOf(some).filter(({ isReached }) => !isReached)
    expect(missed.map(({ line }) => line)).toEqual([
      "drain at 100 ms, of the bare pool",
      "partial voids at 100 ms, read and marked, of the bare pool",
    ])
  })

  it("shows the ratio of the medians, and the reach of the single rounds", () => {
    const some = results()
    some.voids = {
      pipeline: [800, 900, 700],
      "bare pool": [1_000, 1_000, 1_400],
    }
    const [target] = targetsOf({ voids: some.voids, verified: 1 })
    expect(target?.measured).toBe("0.80 (0.50 to 0.90)")
  })

  it("says of what was not measured neither that it is reached nor missed", () => {
    const some = results()
    some.drains[0]!.rates.BullMQ = null
    some.events.redis = null
    const unknown = targetsOf(some).filter(
      ({ isReached }) => isReached === null
    )
    expect(unknown).toMatchObject([
      { line: "drain at 0 ms, over BullMQ", measured: "not measured" },
      {
        line: "order.canceled to first byte, Redis event bus, p50",
        measured: "not measured",
      },
    ])
  })

  it("compares several processes with one", () => {
    const { processes, verified } = results()
    processes[2]!.rates = [1_690]
    expect(targetsOf({ processes, verified })).toMatchObject([
      { line: "drain at 0 ms by 2 processes, of one's", isReached: true },
      { line: "drain at 0 ms by 4 processes, of one's", isReached: false },
    ])
  })

  it("counts the bytes of every table, but not of what was there before", () => {
    const { bytes, verified } = results()
    const { calls } = bytes
    bytes.tables.push({
      name: "cncl_more",
      heap: 50 * calls,
      indexes: 6 * calls,
    })
    expect(targetsOf({ bytes, verified })).toMatchObject([
      { measured: "0.70 (2,056)", isReached: false },
    ])
  })

  it("has the goals of the lines that were measured, and no others", () => {
    const { jobs, verified } = results()
    expect(targetsOf({ jobs, verified }).map(({ line }) => line)).toEqual([
      expect.stringContaining("sweep"),
      expect.stringContaining("reconciliation"),
    ])
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
