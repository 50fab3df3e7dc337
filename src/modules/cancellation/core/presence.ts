import { AutomatedSource } from "./vocabulary"

/** How often a process reports what it runs with. */
export const RENEW_MS = 60_000

/** A process that hasn't reported for this long has ended, or hangs. */
export const PRESENT_MS = 3 * RENEW_MS

/**
 * A source or provider that no process ran with for this long, while other
 * processes ran, is switched off.
 */
export const GONE_AFTER_MS = 600_000

/** What a process runs with. */
export interface Configuration {
  /** Ids of its providers. */
  providers: string[]
  /** The sources that capture automatically. */
  sources: AutomatedSource[]
}

/** One of several configurations that are running at the same time. */
export interface RunningConfiguration extends Configuration {
  /** How many processes have this configuration. */
  processes: number
}

/**
 * The running configurations, the most common first, if they are not all the
 * same. Null: they are.
 */
export const disagreementOf = (
  processes: Configuration[]
): RunningConfiguration[] | null => {
  const running = new Map<string, RunningConfiguration>()
  for (const { providers, sources } of processes) {
    const one = {
      providers: [...providers].sort(),
      sources: [...sources].sort(),
    }
    const key = JSON.stringify(one)
    const known = running.get(key)
    running.set(key, { ...one, processes: (known?.processes ?? 0) + 1 })
  }
  return running.size > 1
    ? [...running.entries()]
        .sort(
          ([a, one], [b, other]) =>
            other.processes - one.processes || (a < b ? -1 : 1)
        )
        .map(([, one]) => one)
    : null
}

/**
 * The disagreement for people, without the number of processes, which changes
 * all the time.
 */
export const inLists = (disagreement: RunningConfiguration[]): string =>
  disagreement
    .map(
      ({ providers, sources }) =>
        `[${providers.join(", ") || "no provider"}; automated: ${sources.join(", ") || "nothing"}]`
    )
    .sort()
    .join(" and ")
