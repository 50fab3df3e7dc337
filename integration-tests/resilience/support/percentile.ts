/** The smallest value that at least this share of the values don't exceed. */
export const percentile = (values: number[], share: number): number => {
  const sorted = [...values].sort((a, b) => a - b)
  const index = Math.ceil(sorted.length * share) - 1
  return sorted[Math.max(0, index)] ?? 0
}
