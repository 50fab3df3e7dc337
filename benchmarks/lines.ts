import type { Bench } from "./bench"
import { measureCancelRoute } from "./lines/cancel-route"
import { measureDrains, measureVoids } from "./lines/drain"
import { measureFirstBytes } from "./lines/first-byte"
import { measureGrowth } from "./lines/growth"
import { measureIsolation } from "./lines/isolation"
import { measureJobs } from "./lines/jobs"
import { measureMemory } from "./lines/memory"
import type { LineName, Lines } from "./results"

const MEASURES: {
  [Name in LineName]: (bench: Bench) => Promise<Lines[Name]>
} = {
  drains: measureDrains,
  voids: measureVoids,
  firstBytes: measureFirstBytes,
  isolation: measureIsolation,
  cancelRoute: measureCancelRoute,
  growth: measureGrowth,
  memory: measureMemory,
  jobs: measureJobs,
}

export const measureLines = async (
  bench: Bench,
  names: readonly LineName[]
): Promise<Partial<Lines>> => {
  const lines: Partial<Lines> = {}
  const measure = async <Name extends LineName>(name: Name): Promise<void> => {
    lines[name] = await MEASURES[name](bench)
  }
  for (const name of names) {
    await measure(name)
  }
  return lines
}
