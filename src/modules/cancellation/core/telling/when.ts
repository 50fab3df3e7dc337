/** How often what happened is told, all of it in one message. */
export const DIGESTS = ["hourly", "daily"] as const

export type Digest = (typeof DIGESTS)[number]

/**
 * `at_once`: the feed, where a line can still be changed. `collected`: once no
 * storm can be told apart from a single gust any more.
 */
export type When = "at_once" | "collected" | Digest

/** What happens within this time at one provider is told as one. */
export const STORM_MS = 60_000

const PERIOD_MS: Record<Digest, number> = {
  hourly: 3_600_000,
  daily: 86_400_000,
}

/**
 * The time before which something must have happened to be told now. The
 * periods of digests begin with the hour and the day, in UTC.
 */
export const tellableBefore = (when: When, now: Date): Date => {
  switch (when) {
    case "at_once":
      return new Date(now.getTime() + 1)
    case "collected":
      return new Date(now.getTime() - STORM_MS + 1)
    default:
      return new Date(now.getTime() - (now.getTime() % PERIOD_MS[when]))
  }
}
