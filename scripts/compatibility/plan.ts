/** What one row of the table is tested with. */
export interface Row {
  medusa: string
  /** The beginning of a version, such as `20.19` or `22`. */
  node: string
  postgres: string
}

/** The Nodes and PostgreSQLs that the plugin promises to run on. */
export const NODES = ["20.19", "22", "24"]
export const POSTGRES = ["13", "18"]

/**
 * Every version with every Node and every PostgreSQL would take days. Each
 * version gets one pair, in turns; the first and the last version get every
 * Node, and both PostgreSQLs.
 */
export const plan = (
  versions: string[],
  nodes: string[] = NODES,
  postgres: string[] = POSTGRES
): Row[] => {
  const pairs = pairsOf(nodes, postgres)
  const last = versions.length - 1
  const rows = versions.flatMap((medusa, index) => {
    const isEnd = index === 0 || index === last
    return Array.from({ length: isEnd ? nodes.length : 1 }, (_, turn) => {
      const start = index === last ? nodes.length : index
      return { medusa, ...pairs[(start + turn) % pairs.length] } as Row
    })
  })
  return [...new Map(rows.map((row) => [keyOf(row), row])).values()]
}

/** Each pair once, in an order in which both halves change with each step. */
const pairsOf = (
  nodes: string[],
  postgres: string[]
): Pick<Row, "node" | "postgres">[] =>
  postgres.flatMap((_, shift) =>
    nodes.map((node, index) => ({
      node,
      postgres: postgres[(index + shift) % postgres.length] ?? "",
    }))
  )

export const keyOf = ({ medusa, node, postgres }: Row): string =>
  [medusa, major(node), major(postgres)].join(" ")

const major = (version: string): string => version.split(".")[0] ?? ""

/** The lowest and the newest version of each minor, lowest first. */
export const endsOfMinors = (versions: string[]): string[] => {
  const minors = new Map<string, string[]>()
  for (const version of [...versions].sort(byVersion)) {
    const minor = version.split(".", 2).join(".")
    minors.set(minor, [...(minors.get(minor) ?? []), version])
  }
  return [...minors.values()].flatMap(endsOf)
}

/** The first and the last of a list, which may be one. */
export const endsOf = (versions: string[]): string[] =>
  versions.filter((_, index) => [0, versions.length - 1].includes(index))

/** By number; a pre-release stands beside the version that it leads to. */
export const byVersion = (a: string, b: string): number =>
  a.localeCompare(b, "en", { numeric: true })
