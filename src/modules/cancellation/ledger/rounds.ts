/**
 * The same items in their order, in rounds in none of which a key comes twice.
 * Of two rows that are joined to one, PostgreSQL takes either, and doesn't say
 * which; one after the other, the first counts, and the second finds that out.
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
