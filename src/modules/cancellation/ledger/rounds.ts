/**
 * Splits items into rounds so that no round has a key twice; the order is kept.
 * If two rows are joined to one, PostgreSQL takes either of them, and doesn't
 * say which. In rounds, the first one counts, and the second one finds that
 * out.
 */
export const roundsOf = <T>(items: T[], keyOf: (item: T) => string): T[][] => {
  const rounds: T[][] = []
  const seen = new Map<string, number>()
  for (const item of items) {
    const key = keyOf(item)
    const round = seen.get(key) ?? 0
    seen.set(key, round + 1)
    ;(rounds[round] ??= []).push(item)
  }
  return rounds
}
