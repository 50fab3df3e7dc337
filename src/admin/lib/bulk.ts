import { MOVING } from "./status"
import type { Cancellation, CancellationStatus } from "./wire"

/** What became of those that were tried again: a key of `bulk.*`. */
export const GROUPS = [
  { name: "done", statuses: ["succeeded"] },
  { name: "refused", statuses: ["rejected"] },
  { name: "review", statuses: ["needs_review"] },
  { name: "closed", statuses: ["superseded", "dismissed"] },
  { name: "running", statuses: MOVING },
] as const satisfies { name: string; statuses: CancellationStatus[] }[]

/** How many are in each group, without the empty ones. */
export const groupsOf = (
  cancellations: readonly Pick<Cancellation, "status">[]
) =>
  GROUPS.map(({ name, statuses }) => ({
    name,
    statuses,
    count: cancellations.filter(({ status }) =>
      statuses.some((one) => one === status)
    ).length,
  })).filter(({ count }) => count > 0)

/** How many are at each provider, the most first. */
export const countByProvider = (
  cancellations: readonly Pick<Cancellation, "provider_id">[]
): [string, number][] => {
  const counts = new Map<string, number>()
  for (const { provider_id } of cancellations) {
    counts.set(provider_id, (counts.get(provider_id) ?? 0) + 1)
  }
  return [...counts].sort(([, a], [, b]) => b - a)
}
