import { type Column, renderTable, wrap } from "../table"

const COLUMNS: Column[] = [
  { title: "order" },
  { title: "request", wraps: true },
  { title: "took", align: "right" },
]

describe("renderTable", () => {
  it("makes each column as wide as its widest line", () => {
    expect(
      renderTable(
        COLUMNS,
        [
          ["#1", "DELETE /a", "5 ms"],
          ["#2", "PATCH /b\n{}", "1200 ms"],
        ],
        80
      ).split("\n")
    ).toEqual([
      "order  request       took",
      "─────  ─────────  ───────",
      "#1     DELETE /a     5 ms",
      "#2     PATCH /b   1200 ms",
      "       {}",
    ])
  })

  it("breaks only wrapping columns, and keeps every line within the width", () => {
    const path = `POST /orders/${"a".repeat(40)}/cancel`
    const lines = renderTable(
      COLUMNS,
      [["#1", `${path}\n{"amount":2550}`, "5 ms"]],
      44
    ).split("\n")

    expect(Math.max(...lines.map((line) => line.length))).toBe(44)
    expect(lines[2]).toMatch(/^#1 {5}POST \/orders\/ +5 ms$/)
    expect(lines.at(-1)).toMatch(/^ {7}\{"amount":2550\}$/)
    expect(lines.join("").replaceAll(/[^a]/g, "")).toContain("a".repeat(40))
  })

  it("never makes a wrapping column too narrow to be read", () => {
    const [heading = ""] = renderTable(
      COLUMNS,
      [["#1", "x".repeat(60), "5 ms"]],
      10
    ).split("\n")

    expect(heading.indexOf("took") - heading.indexOf("request")).toBe(20 + 2)
  })

  it("paints each cell with its row and column, the heading as row -1", () => {
    const painted: [string, number, number][] = []
    renderTable(COLUMNS, [["#1", "a", "1"]], 80, (text, column, row) => {
      painted.push([text.trim(), column, row])
      return text
    })

    expect(painted).toContainEqual(["took", 2, -1])
    expect(painted).toContainEqual(["#1", 0, 0])
    expect(painted.filter(([, , row]) => row > 0)).toEqual([])
  })

  it("leaves cells empty that a row does not have", () => {
    expect(
      renderTable(COLUMNS, [["#1"]], 80)
        .split("\n")
        .at(-1)
    ).toBe("#1")
  })
})

describe("wrap", () => {
  it.each([
    { text: "short", width: 10, lines: ["short"] },
    { text: "", width: 10, lines: [""] },
    {
      text: "PATCH /v0/orders/7d0/cancel",
      width: 20,
      lines: ["PATCH /v0/orders/", "  7d0/cancel"],
    },
    { text: "abcdefgh", width: 4, lines: ["abcd", "  ef", "  gh"] },
    { text: "a,b,c,d,e,f", width: 6, lines: ["a,b,c,", "  d,e,", "  f"] },
  ])("breaks $text at $width", ({ text, width, lines }) => {
    expect(wrap(text, width)).toEqual(lines)
  })

  it("loses nothing but spaces, and ends, at any width from 3", () => {
    const text =
      '{"order":1001, "is_all":true,"path":"/a/b/c","x":"yyyyyyyyyy"}'
    for (let width = 3; width < 70; width += 1) {
      const lines = wrap(text, width)
      expect(lines.every((line) => line.length <= width)).toBe(true)
      expect(lines.join("").replaceAll(" ", "")).toBe(text.replaceAll(" ", ""))
    }
  })
})
