const timeOf = (created: string | null | undefined): number => {
  const time = Date.parse(created ?? "")
  return Number.isNaN(time) ? Infinity : time
}

/**
 * Sorts by `created`. Entries without a readable time come last, in the list's
 * order, which is oldest first in Aplazame's sample.
 */
export const oldestFirst = <T>(
  entries: readonly T[],
  createdOf: (entry: T) => string | null | undefined
): T[] =>
  [...entries].sort((one, other) => {
    const [a, b] = [timeOf(createdOf(one)), timeOf(createdOf(other))]
    return a === b ? 0 : a < b ? -1 : 1
  })

export const newestFirst = <T>(
  entries: readonly T[],
  createdOf: (entry: T) => string | null | undefined
): T[] => oldestFirst(entries, createdOf).reverse()
