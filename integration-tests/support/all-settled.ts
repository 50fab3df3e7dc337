/** The results of those that weren't refused. */
export const fulfilled = <T>(results: PromiseSettledResult<T>[]): T[] =>
  results.flatMap((result) =>
    result.status === "fulfilled" ? [result.value] : []
  )

/** The messages that the others got. */
export const reasons = (results: PromiseSettledResult<unknown>[]): string[] =>
  results.flatMap((result) =>
    result.status === "rejected" ? [(result.reason as Error).message] : []
  )
