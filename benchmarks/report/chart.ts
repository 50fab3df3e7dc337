export interface Point {
  x: number
  y: number
}

export interface Series {
  name: string
  points: Point[]
}

export interface Chart {
  title: string
  xLabel: string
  yLabel: string
  /** Each tick is written below its place. The axis is even between them. */
  xTicks: number[]
  series: Series[]
}

const WIDTH = 760
const HEIGHT = 420
const LEFT = 70
const RIGHT = 130
const TOP = 50
const BOTTOM = 60
const INNER_WIDTH = WIDTH - LEFT - RIGHT
const INNER_HEIGHT = HEIGHT - TOP - BOTTOM

/** Each line has its own dash, so that it is recognised without colour. */
const STYLES = [
  { colour: "#2563eb", dash: "none" },
  { colour: "#6b7280", dash: "8 4" },
  { colour: "#d97706", dash: "2 3" },
  { colour: "#059669", dash: "12 3 2 3" },
  { colour: "#dc2626", dash: "4 4" },
  { colour: "#7c3aed", dash: "10 3 2 3 2 3" },
]

/**
 * A line chart as SVG. Its y axis is logarithmic, because the arms are decades
 * apart. It has its own background for light and dark pages.
 */
export const lineChart = (chart: Chart): string => {
  const ys = chart.series.flatMap(({ points }) => points.map(({ y }) => y))
  const decades = decadesOf(ys)
  const xOf = (x: number): number => {
    const index = chart.xTicks.indexOf(x)
    if (index < 0) {
      throw new Error(`${x} is no tick of the chart "${chart.title}"`)
    }
    const steps = Math.max(1, chart.xTicks.length - 1)
    return round(LEFT + (INNER_WIDTH * index) / steps)
  }
  const [lowest, highest] = [decades[0] ?? 0, decades.at(-1) ?? 1]
  const yOf = (y: number): number =>
    round(
      TOP +
        INNER_HEIGHT *
          (1 - (Math.log10(y) - lowest) / Math.max(1, highest - lowest))
    )

  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${escaped(chart.title)}" font-family="system-ui, sans-serif" font-size="12" fill="#111827">`,
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="#ffffff"/>`,
    `<text x="${LEFT}" y="26" font-size="15" font-weight="600">${escaped(chart.title)}</text>`,
    ...decades.flatMap((decade) => [
      `<line x1="${LEFT}" x2="${LEFT + INNER_WIDTH}" y1="${yOf(10 ** decade)}" y2="${yOf(10 ** decade)}" stroke="#e5e7eb"/>`,
      `<text x="${LEFT - 8}" y="${yOf(10 ** decade) + 4}" text-anchor="end">${grouped(10 ** decade)}</text>`,
    ]),
    ...chart.xTicks.map(
      (tick) =>
        `<text x="${xOf(tick)}" y="${TOP + INNER_HEIGHT + 20}" text-anchor="middle">${grouped(tick)}</text>`
    ),
    `<text x="${LEFT + INNER_WIDTH / 2}" y="${HEIGHT - 14}" text-anchor="middle">${escaped(chart.xLabel)}</text>`,
    `<text x="16" y="${TOP + INNER_HEIGHT / 2}" text-anchor="middle" transform="rotate(-90 16 ${TOP + INNER_HEIGHT / 2})">${escaped(chart.yLabel)}</text>`,
    ...chart.series.flatMap((series, index) =>
      drawn(series, index, labelPlaces(chart.series, yOf)[index] ?? 0, xOf, yOf)
    ),
    "</svg>",
    "",
  ].join("\n")
}

const drawn = (
  { name, points }: Series,
  index: number,
  labelY: number,
  xOf: (x: number) => number,
  yOf: (y: number) => number
): string[] => {
  const { colour, dash } = STYLES[index % STYLES.length] as (typeof STYLES)[0]
  const path = points.map(({ x, y }) => `${xOf(x)},${yOf(y)}`).join(" ")
  return [
    `<polyline points="${path}" fill="none" stroke="${colour}" stroke-width="2" stroke-dasharray="${dash}"/>`,
    ...points.map(
      ({ x, y }) =>
        `<circle cx="${xOf(x)}" cy="${yOf(y)}" r="3.5" fill="${colour}"><title>${escaped(name)}: ${grouped(Math.round(y))}</title></circle>`
    ),
    `<text x="${LEFT + INNER_WIDTH + 10}" y="${labelY + 4}" fill="${colour}" font-weight="600">${escaped(name)}</text>`,
  ]
}

const LABEL_HEIGHT = 15

/** Places beside the lines' ends, moved apart where ends are close together. */
const labelPlaces = (
  series: Series[],
  yOf: (y: number) => number
): number[] => {
  const places = series.map(({ points }, index) => ({
    index,
    y: yOf((points.at(-1) as Point).y),
  }))
  places.sort((a, b) => a.y - b.y)
  places.forEach((place, index) => {
    const above = places[index - 1]
    if (above) {
      place.y = Math.max(place.y, above.y + LABEL_HEIGHT)
    }
  })
  return places.sort((a, b) => a.index - b.index).map(({ y }) => y)
}

const decadesOf = (values: number[]): number[] => {
  const low = Math.floor(Math.log10(Math.min(...values)))
  const high = Math.max(low + 1, Math.ceil(Math.log10(Math.max(...values))))
  return Array.from({ length: high - low + 1 }, (_, index) => low + index)
}

const round = (value: number): number => Math.round(value * 10) / 10

const grouped = (value: number): string => value.toLocaleString("en-US")

const escaped = (text: string): string =>
  text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/"/g, "&quot;")
