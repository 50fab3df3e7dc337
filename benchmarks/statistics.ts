/** The middle value, or the mean of the two in the middle. */
export const median = (values: readonly number[]): number => {
  const sorted = ascending(values)
  const middle = Math.floor(sorted.length / 2)
  return sorted.length % 2
    ? at(sorted, middle)
    : (at(sorted, middle - 1) + at(sorted, middle)) / 2
}

/**
 * The smallest value that at least this share of the values don't exceed.
 *
 * @param share - from 0 to 1
 */
export const percentile = (
  values: readonly number[],
  share: number
): number => {
  const sorted = ascending(values)
  return at(sorted, Math.max(0, Math.ceil(sorted.length * share) - 1))
}

export interface Interval {
  low: number
  high: number
}

/**
 * The 95 % confidence interval of a ratio of medians, by the percentile
 * bootstrap: both samples are drawn many times, with replacement.
 *
 * @param chance - uniform in [0, 1)
 */
export const ratioInterval = (
  numerator: readonly number[],
  denominator: readonly number[],
  chance: () => number,
  resamples = 2_000
): Interval => {
  const ratios = Array.from(
    { length: resamples },
    () =>
      median(resample(numerator, chance)) /
      median(resample(denominator, chance))
  )
  return { low: percentile(ratios, 0.025), high: percentile(ratios, 0.975) }
}

/**
 * A small pseudo-random generator (mulberry32). It begins the same each time,
 * so that an interval can be recomputed from the same samples.
 */
export const seededChance = (seed: number): (() => number) => {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

const resample = (values: readonly number[], chance: () => number): number[] =>
  values.map(() => at(values, Math.floor(chance() * values.length)))

const ascending = (values: readonly number[]): number[] => {
  if (values.length === 0) {
    throw new Error("there are no values")
  }
  return [...values].sort((a, b) => a - b)
}

const at = (values: readonly number[], index: number): number =>
  values[index] as number
