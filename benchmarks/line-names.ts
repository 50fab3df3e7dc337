import type { LineName, Results, WholeResults } from "./results"

const NAMES: Record<LineName, true> = {
  drains: true,
  voids: true,
  firstBytes: true,
  isolation: true,
  processes: true,
  bytes: true,
  events: true,
  cancelRoute: true,
  growth: true,
  memory: true,
  // The last one: it adds a million orders.
  jobs: true,
}

/** In the order in which they are measured. */
export const LINES = Object.keys(NAMES) as LineName[]

/**
 * Reads what `--only` names. Left out: every line.
 *
 * @throws for a name that is no line's
 */
export const chosenLines = (only: string | undefined): LineName[] => {
  const names = only?.split(",") ?? LINES
  const unknown = names.filter((name) => !LINES.some((line) => line === name))
  if (unknown.length) {
    throw new Error(
      `there is no line "${unknown.join('" or "')}": choose from ${LINES.join(", ")}`
    )
  }
  return LINES.filter((line) => names.includes(line))
}

export const isWhole = (results: Results): results is WholeResults =>
  LINES.every((line) => results[line] !== undefined)
