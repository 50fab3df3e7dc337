import { readFileSync } from "node:fs"
import { join } from "node:path"

/** These wait more than they compute: they run beside the others. */
export const PATIENT_SUITES: readonly string[] = ["processes", "resilience"]

export interface Runs<Result> {
  /** @param log - the file that its output goes to instead of the terminal */
  run: (suite: string, log?: string) => Promise<Result>
  /** A folder for these files. */
  folder: string
  /** No further suite begins. */
  isOver: () => boolean
  show: (output: Buffer) => void
}

/**
 * Runs suites one after the other, and the patient ones at the same time. What
 * those print is shown between two others, or after them. Alone they run as any
 * other.
 */
export async function runSuites<Result>(
  suites: readonly string[],
  { run, folder, isOver, show }: Runs<Result>
): Promise<Result[]> {
  const inTurn = async (
    lane: readonly string[],
    one: (suite: string) => Promise<Result>
  ): Promise<Result[]> => {
    const results: Result[] = []
    for (const suite of lane) {
      results.push(await one(suite))
      if (isOver()) {
        break
      }
    }
    return results
  }

  const beside = PATIENT_SUITES.filter((suite) => suites.includes(suite))
  const others = suites.filter((suite) => !beside.includes(suite))
  if (others.length === 0) {
    return inTurn(suites, (suite) => run(suite))
  }

  const ended: string[] = []
  const showEnded = () => {
    for (const log of ended.splice(0)) {
      show(readFileSync(log))
    }
  }
  const results = await Promise.all([
    inTurn(others, async (suite) => {
      const result = await run(suite)
      showEnded()
      return result
    }),
    inTurn(beside, async (suite) => {
      const log = join(folder, `${suite}.log`)
      const result = await run(suite, log)
      ended.push(log)
      return result
    }),
  ])
  showEnded()
  return results.flat()
}
