import type { Bench } from "./bench"
import { measureBytes } from "./lines/bytes"
import { measureCancelRoute } from "./lines/cancel-route"
import { measureDrains, measureVoids } from "./lines/drain"
import { measureEvents } from "./lines/events"
import { measureFirstBytes } from "./lines/first-byte"
import { measureGrowth } from "./lines/growth"
import { measureIsolation } from "./lines/isolation"
import { measureJobs } from "./lines/jobs"
import { measureMemory } from "./lines/memory"
import { measureProcesses } from "./lines/processes"
import type { LineName, Lines } from "./results"

const MEASURES: {
  [Name in LineName]: (bench: Bench) => Promise<Lines[Name]>
} = {
  drains: measureDrains,
  voids: measureVoids,
  firstBytes: measureFirstBytes,
  isolation: measureIsolation,
  processes: measureProcesses,
  bytes: measureBytes,
  events: measureEvents,
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
  for (const name of names) {
    await measureInto(lines, name, bench)
  }
  return lines
}

const measureInto = async <Name extends LineName>(
  lines: { [Each in Name]?: Lines[Each] },
  name: Name,
  bench: Bench
): Promise<void> => {
  lines[name] = await MEASURES[name](bench)
}
