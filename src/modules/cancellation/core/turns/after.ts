/** The providers that each provider goes after, by id: the option `after`. */
export type After = Readonly<Record<string, readonly string[]>>

/** The providers that this one goes after. */
export const namedBy = (after: After, id: string): readonly string[] =>
  after[id] ?? []

/**
 * The providers on the shortest way from one provider to another, both
 * included. Null: there is no way.
 */
export const wayBetween = (
  after: After,
  from: string,
  to: string
): string[] | null => {
  const seen = new Set([from])
  let ways = [[from]]
  while (ways.length) {
    const longer: string[][] = []
    for (const way of ways) {
      for (const next of namedBy(after, way.at(-1) as string)) {
        if (next === to) {
          return [...way, next]
        }
        if (!seen.has(next)) {
          seen.add(next)
          longer.push([...way, next])
        }
      }
    }
    ways = longer
  }
  return null
}

/**
 * What is wrong with the option `after`, a sentence each. The keys are all
 * configured providers. What isn't one of them is not quoted: it may be a
 * secret in the wrong place.
 */
export const mistakesInAfter = (after: After): string[] => {
  const ids = Object.keys(after)
  return [
    ...ids.flatMap((id) =>
      namedBy(after, id).flatMap((name, index) =>
        name !== id && ids.includes(name)
          ? []
          : [
              `provider "${id}": after.${index}: expected the id of another configured provider: ${
                ids.filter((other) => other !== id).join(", ") ||
                "there is none"
              }`,
            ]
      )
    ),
    ...circlesIn(after).map(
      (circle) =>
        `after: expected no circle, and ${circle.map((id) => `"${id}"`).join(" goes after ")}: nothing of an order would ever be sent there`
    ),
  ]
}

/** Each circle once, from the provider on it that is configured first. */
const circlesIn = (after: After): string[][] => {
  const known = new Set<string>()
  return Object.keys(after).flatMap((id) => {
    const circle = wayBetween(after, id, id)
    // A provider that names itself is told so already.
    if (!circle || circle.length === 2 || known.has(id)) {
      return []
    }
    circle.forEach((each) => known.add(each))
    return [circle]
  })
}
