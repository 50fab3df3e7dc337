export interface Column {
  title: string
  align?: "left" | "right"
  /** Breaks wide cells of this column until the table fits. */
  wraps?: boolean
}

const GAP = "  "
const LEAST_WRAPPED = 20

/**
 * A table in plain text. A cell may have several lines. A cell that is too wide
 * for a wrapping column continues on the next line, indented.
 *
 * @param width - characters in a line; only wrapping columns get narrower
 * @param paint - colours one padded line of a cell; the heading is row -1
 */
export function renderTable(
  columns: Column[],
  rows: string[][],
  width: number,
  paint: (text: string, column: number, row: number) => string = (text) => text
): string {
  const widths = fit(columns, rows, width)
  const lines = [
    columns.map(({ title }) => title),
    widths.map((each) => "─".repeat(each)),
    ...rows,
  ].flatMap((cells, index) => renderRow(columns, widths, cells, index, paint))
  return lines.join("\n")
}

function renderRow(
  columns: Column[],
  widths: number[],
  cells: string[],
  index: number,
  paint: (text: string, column: number, row: number) => string
): string[] {
  // Two lines of heading come before the first row.
  const row = Math.max(index - 2, -1)
  const wrapped = widths.map((width, column) =>
    (cells[column] ?? "").split("\n").flatMap((line) => wrap(line, width))
  )
  const height = Math.max(...wrapped.map((lines) => lines.length))
  return Array.from({ length: height }, (_, line) =>
    columns
      .map(({ align }, column) => {
        const text = wrapped[column]?.[line] ?? ""
        const width = widths[column] ?? 0
        return paint(
          align === "right" ? text.padStart(width) : text.padEnd(width),
          column,
          index < 2 ? -1 : row
        )
      })
      .join(GAP)
      .trimEnd()
  )
}

function fit(columns: Column[], rows: string[][], width: number): number[] {
  const natural = columns.map(({ title }, column) =>
    Math.max(
      title.length,
      ...rows.flatMap((cells) =>
        (cells[column] ?? "").split("\n").map((line) => line.length)
      )
    )
  )
  const excess =
    natural.reduce((sum, each) => sum + each, 0) +
    GAP.length * (columns.length - 1) -
    width
  if (excess <= 0) {
    return natural
  }
  const wrapping = columns.flatMap(({ wraps }, column) =>
    wraps ? [column] : []
  )
  const room = wrapping.reduce((sum, column) => sum + (natural[column] ?? 0), 0)
  return natural.map((each, column) =>
    wrapping.includes(column)
      ? Math.max(
          Math.min(each, LEAST_WRAPPED),
          each - Math.ceil((excess * each) / room)
        )
      : each
  )
}

const INDENT = "  "

/**
 * Breaks a text after a space, a comma or a slash if possible, and indents what
 * follows.
 *
 * @param width - 3 or more
 */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = []
  let rest = text
  while (rest.length > width) {
    const head = rest.slice(0, width)
    const at = Math.max(
      ...[" ", ",", "/"].map((char) => head.lastIndexOf(char))
    )
    // A break in the indentation would make no progress.
    const cut = at < Math.max(width / 3, INDENT.length) ? width : at + 1
    lines.push(rest.slice(0, cut).trimEnd())
    rest = INDENT + rest.slice(cut).trimStart()
  }
  return [...lines, rest]
}
