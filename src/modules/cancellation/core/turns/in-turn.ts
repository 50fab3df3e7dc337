import { After, wayBetween } from "./after"

/**
 * In the order in which one cause is captured: what others go after comes
 * first, so that it is known by the time that they are captured. Apart from
 * that, the order stays.
 */
export const inTurn = <T extends { provider_id: string }>(
  items: readonly T[],
  after: After
): T[] => {
  const goesAfter = (one: T, other: T): boolean =>
    wayBetween(after, one.provider_id, other.provider_id) !== null
  const left = [...items]
  const sorted: T[] = []
  while (left.length) {
    const first = left.findIndex((one) =>
      left.every((other) => !goesAfter(one, other))
    )
    // Without a circle, some provider goes after none of the others.
    sorted.push(...left.splice(Math.max(0, first), 1))
  }
  return sorted
}

/**
 * The option, without what would close a circle with what an order's
 * cancellations were recorded with. An older configuration may have named the
 * providers the other way round: both would wait for each other for ever.
 *
 * @param recorded - what cancellations of the order go after
 */
export const withoutCircles = (
  after: After,
  recorded: readonly { provider_id: string; goes_after: readonly string[] }[]
): After => {
  const ways: Record<string, readonly string[]> = {}
  for (const { provider_id, goes_after } of recorded) {
    ways[provider_id] = [...(ways[provider_id] ?? []), ...goes_after]
  }
  const kept: Record<string, readonly string[]> = {}
  for (const [id, names] of Object.entries(after)) {
    const allowed = names.filter(
      (name) => name !== id && wayBetween(ways, name, id) === null
    )
    if (allowed.length) {
      kept[id] = allowed
      ways[id] = [...(ways[id] ?? []), ...allowed]
    }
  }
  return kept
}
