/** What came of those that were not refused. */
export const fulfilled = <T>(results: PromiseSettledResult<T>[]): T[] =>
  results.flatMap((result) =>
    result.status === "fulfilled" ? [result.value] : []
  )

/** What the others were told. */
export const reasons = (results: PromiseSettledResult<unknown>[]): string[] =>
  results.flatMap((result) =>
    result.status === "rejected" ? [(result.reason as Error).message] : []
  )
