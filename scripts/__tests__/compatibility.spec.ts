import { readFileSync } from "node:fs"
import { TESTED_MEDUSA } from "../../src/modules/cancellation/core/tested-medusa"
import { endsOfMinors, keyOf, plan } from "../compatibility/plan"
import {
  hasPassed,
  type Result,
  resultsIn,
  testedIn,
  withResult,
} from "../compatibility/table"

describe("the versions to test", () => {
  it("are the lowest and the newest of each minor, by number", () => {
    expect(
      endsOfMinors(["2.15.0", "2.15.10", "2.9.1", "2.15.2", "2.16.0"])
    ).toEqual(["2.9.1", "2.15.0", "2.15.10", "2.16.0"])
  })

  it("have one pair of Node and PostgreSQL each, the first and the last every Node", () => {
    const rows = plan(["2.15.0", "2.16.0", "2.17.0", "2.18.0"])
    const nodesOf = (medusa: string) =>
      rows.filter((row) => row.medusa === medusa).map(({ node }) => node)

    expect(nodesOf("2.15.0").sort()).toEqual(["20.19", "22", "24"])
    expect(nodesOf("2.16.0")).toHaveLength(1)
    expect(nodesOf("2.17.0")).toHaveLength(1)
    expect(nodesOf("2.18.0").sort()).toEqual(["20.19", "22", "24"])
    const pairs = rows.map(({ node, postgres }) => `${node} ${postgres}`)
    expect(new Set(pairs).size).toBe(6)
  })

  it("are tested once with each of what is asked for", () => {
    expect(plan(["2.21.2"], ["24"], ["13"])).toEqual([
      { medusa: "2.21.2", node: "24", postgres: "13" },
    ])
    expect(plan(["2.21.1", "2.21.2"], ["24"], ["13", "18"])).toEqual([
      { medusa: "2.21.1", node: "24", postgres: "13" },
      { medusa: "2.21.2", node: "24", postgres: "18" },
    ])
  })
})

describe("the table", () => {
  const page = (...rows: string[]): string =>
    [
      "# Compatibility\n\nWhat it says before.\n",
      "| Medusa | Node |",
      "| --- | --- |",
      ...rows,
      "\nWhat it says below.\n",
    ].join("\n")

  const result = (more: Partial<Result>): Result => ({
    medusa: "2.15.0",
    node: "20.19.6",
    postgres: "13.23.0",
    plugin: "0.1.0",
    passed: 16,
    failed: 0,
    skipped: 1,
    date: "2026-11-26",
    ...more,
  })

  const ROW = "| 2.15.0 | 20.19.6 | 13.23.0 | 0.1.0 | 16 | 0 | 1 | 2026-11-26 |"

  it("gets a row, and everything around it stays", () => {
    expect(withResult(page(), result({}))).toBe(page(ROW))
    expect(resultsIn(page(ROW))).toEqual([result({})])
  })

  it("keeps one row for a version of each, the newest", () => {
    const once = withResult(page(), result({ node: "20.19.0", failed: 2 }))
    expect(withResult(once, result({}))).toBe(page(ROW))
  })

  it("is sorted by number", () => {
    const written = ["2.21.0", "2.9.0", "2.15.0"].reduce(
      (text, medusa) => withResult(text, result({ medusa })),
      page()
    )
    expect(resultsIn(written).map(({ medusa }) => medusa)).toEqual([
      "2.9.0",
      "2.15.0",
      "2.21.0",
    ])
  })

  it("of the documents has nothing that failed", () => {
    const results = resultsIn(readFileSync("docs/compatibility.md", "utf8"))
    expect(results.length).toBeGreaterThan(0)
    expect(results.filter((one) => !hasPassed(one))).toEqual([])
    expect(new Set(results.map(keyOf)).size).toBe(results.length)
  })

  it("says with which versions the plugin doesn't warn at boot", () => {
    const rows = [{}, { medusa: "2.16.0" }, { medusa: "2.17.0", failed: 1 }]
    const written = rows.reduce(
      (text, row) => withResult(text, result(row)),
      page()
    )
    expect(testedIn(written)).toEqual({ lowest: "2.15.0", newest: "2.16.0" })
    expect(testedIn(readFileSync("docs/compatibility.md", "utf8"))).toEqual(
      TESTED_MEDUSA
    )
  })
})
