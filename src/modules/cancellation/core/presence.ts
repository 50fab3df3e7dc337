import { AutomatedSource } from "./vocabulary"

/** How often a process says what it runs with. */
export const RENEW_MS = 60_000

/** A process that has said nothing for this long has ended, or hangs. */
export const PRESENT_MS = 3 * RENEW_MS

/** What nobody ran with for this long, while others ran, is switched off. */
export const GONE_AFTER_MS = 600_000

/** What a process runs with. */
export interface Configuration {
  /** Ids of its providers. */
  providers: string[]
  /** What captures by itself. */
  sources: AutomatedSource[]
}

/** One of several configurations that run at the same time. */
export interface RunningConfiguration extends Configuration {
  /** How many processes have it. */
  processes: number
}

/**
 * Which configurations run, the most common first, where they are not all the
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

/** The same for people, without how many there are: that changes all the time. */
export const inLists = (disagreement: RunningConfiguration[]): string =>
  disagreement
    .map(
      ({ providers, sources }) =>
        `[${providers.join(", ") || "no provider"}; automated: ${sources.join(", ") || "nothing"}]`
    )
    .sort()
    .join(" and ")
