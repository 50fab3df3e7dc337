import { type Chart, lineChart } from "../report/chart"
import { ARMS } from "../report/tables"

const chart = (fields: Partial<Chart> = {}): Chart => ({
  title: "Rate & latency",
  xLabel: "ms",
  yLabel: "a second",
  xTicks: [0, 100],
  series: [
    {
      name: "pipeline",
      points: [
        { x: 0, y: 1_000 },
        { x: 100, y: 100 },
      ],
    },
    {
      name: "by hand",
      points: [
        { x: 0, y: 500 },
        { x: 100, y: 10 },
      ],
    },
  ],
  ...fields,
})

const heightsOf = (svg: string): number[] =>
  [...svg.matchAll(/<circle cx="[\d.]+" cy="([\d.]+)"/g)].map(([, y]) =>
    Number(y)
  )

describe("lineChart", () => {
  it("draws a line for each series, and a circle for each point", () => {
    const svg = lineChart(chart())
    expect(svg.match(/<polyline /g)).toHaveLength(2)
    expect(svg.match(/<circle /g)).toHaveLength(4)
    expect(svg).toContain("pipeline: 1,000")
  })

  it("is well-formed: what is opened is closed, and texts are escaped", () => {
    const svg = lineChart(chart({ title: 'a <b> & "c"' }))
    expect(svg).toContain("a &lt;b> &amp; &quot;c&quot;")
    expect(svg.match(/<text /g)).toHaveLength(svg.match(/<\/text>/g)!.length)
    expect(svg.trimEnd().endsWith("</svg>")).toBe(true)
  })

  it("puts a tenth as far down from anywhere: the y axis is logarithmic", () => {
    const [thousand, hundred, , ten] = heightsOf(lineChart(chart()))
    expect(hundred! - thousand!).toBeCloseTo(ten! - hundred!, 0)
    expect(hundred!).toBeGreaterThan(thousand!)
  })

  it("keeps the names of lines that end together apart", () => {
    const same = { points: [{ x: 100, y: 50 }] }
    const svg = lineChart(
      chart({
        series: [
          { name: "one", ...same },
          { name: "two", ...same },
        ],
      })
    )
    const places = [...svg.matchAll(/y="([\d.]+)" fill="#/g)].map(([, y]) =>
      Number(y)
    )
    expect(places).toHaveLength(2)
    expect(Math.abs(places[0]! - places[1]!)).toBeGreaterThanOrEqual(15)
  })

  it("draws a chart of a single value", () => {
    const svg = lineChart(
      chart({
        xTicks: [0],
        series: [{ name: "one", points: [{ x: 0, y: 7 }] }],
      })
    )
    expect(svg).not.toContain("NaN")
  })

  it("draws as many lines as there are arms, each in a style of its own", () => {
    const svg = lineChart(
      chart({
        series: ARMS.map((name) => ({ name, points: [{ x: 0, y: 10 }] })),
      })
    )
    const styles = [...svg.matchAll(/stroke="(#\w+)" stroke-width/g)]
    expect(new Set(styles.map(([, colour]) => colour)).size).toBe(ARMS.length)
  })

  it("refuses a point that is on no tick", () => {
    expect(() =>
      lineChart(chart({ series: [{ name: "one", points: [{ x: 5, y: 1 }] }] }))
    ).toThrow("no tick")
  })
})
