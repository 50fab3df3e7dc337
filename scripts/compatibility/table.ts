import { byVersion, keyOf, type Row } from "./plan"

/** A row of docs/compatibility.md: what was tested, and what came of it. */
export interface Result extends Row {
  /** The plugin's version. */
  plugin: string
  passed: number
  failed: number
  skipped: number
  /** The day of the run. */
  date: string
}

const COLUMNS = [
  "medusa",
  "node",
  "postgres",
  "plugin",
  "passed",
  "failed",
  "skipped",
  "date",
] as const satisfies readonly (keyof Result)[]

const ROW = /^\| \d.*\|$/gm

/** The rows that the page has now. */
export const resultsIn = (page: string): Result[] =>
  (page.match(ROW) ?? []).map((line) => {
    const [medusa, node, postgres, plugin, passed, failed, skipped, date] = line
      .split("|")
      .slice(1)
      .map((cell) => cell.trim()) as [string, ...string[]]
    return {
      medusa,
      node,
      postgres,
      plugin,
      passed: Number(passed),
      failed: Number(failed),
      skipped: Number(skipped),
      date,
    } as Result
  })

/** The first and the last version with which nothing failed. */
export const testedIn = (page: string): { lowest: string; newest: string } => {
  const tested = resultsIn(page).filter(hasPassed)
  return {
    lowest: tested[0]?.medusa ?? "",
    newest: tested.at(-1)?.medusa ?? "",
  }
}

export const hasPassed = ({ passed, failed }: Result): boolean =>
  failed === 0 && passed > 0

/** The page with this result, in place of an older one of the same pair. */
export const withResult = (page: string, result: Result): string => {
  const others = resultsIn(page).filter((one) => keyOf(one) !== keyOf(result))
  const rows = [...others, result]
    .sort(
      (a, b) =>
        byVersion(a.medusa, b.medusa) ||
        byVersion(a.node, b.node) ||
        byVersion(a.postgres, b.postgres)
    )
    .map((row) => `| ${COLUMNS.map((name) => row[name]).join(" | ")} |`)
  const [head = "", ...rest] = page.split(/^(?=\| ---)/m)
  const [rule = "", ...below] = rest.join("").split("\n")
  const after = below.join("\n").replace(/^(?:\|.*\n)*/, "")
  return `${head}${rule}\n${rows.join("\n")}\n${after}`
}
