import type { Attempt, Cancellation, HistoryEntry } from "./wire"

/** What happened to a cancellation, in order. */
export type TimelineEntry = { at: string; id: string } & (
  | { type: "created" }
  | { type: "attempt"; attempt: Attempt; next: Attempt | null }
  | { type: "history"; entry: HistoryEntry }
  | { type: "settled" }
)

/**
 * The newest comes first. The end of a cancellation isn't listed beside the
 * attempt, or the person's word, that caused it.
 */
export const timelineOf = (cancellation: Cancellation): TimelineEntry[] => {
  const attempts = cancellation.attempts ?? []
  const history = cancellation.history ?? []
  const entries: TimelineEntry[] = [
    { type: "created", at: cancellation.created_at, id: "created" },
    ...attempts.map((attempt, index) => ({
      type: "attempt" as const,
      at: attempt.started_at,
      id: attempt.id,
      attempt,
      next: attempts[index + 1] ?? null,
    })),
    ...history.map((entry, index) => ({
      type: "history" as const,
      at: entry.at,
      id: `history-${index}`,
      entry,
    })),
  ]
  if (cancellation.status === "superseded" && cancellation.settled_at) {
    entries.push({
      type: "settled",
      at: cancellation.settled_at,
      id: "settled",
    })
  }
  return entries
    .map((entry, index) => ({ entry, index }))
    .sort(
      (a, b) =>
        Date.parse(b.entry.at) - Date.parse(a.entry.at) || b.index - a.index
    )
    .map(({ entry }) => entry)
}
