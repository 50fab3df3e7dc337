import { median, percentile } from "./statistics"

/** How often each arm of a line is measured. */
export interface Rounds {
  least: number
  /** As long as the line is noisy. */
  most: number
}

/** One of the things that a line compares. */
export interface TurnTaker<Name extends string = string> {
  name: Name
  /** Measures once. */
  measure(): Promise<number>
}

/** A line whose middle half is further apart than this gets more rounds. */
const NOISY_SPREAD = 0.1

/** The middle half of the values, from end to end, as a part of the median. */
export const middleSpread = (values: readonly number[]): number =>
  (percentile(values, 0.75) - percentile(values, 0.25)) / median(values)

/** Pure: whether what was measured so far asks for another round. */
export const needsAnotherRound = (
  measured: readonly (readonly number[])[],
  { least, most }: Rounds
): boolean => {
  const done = Math.min(...measured.map(({ length }) => length))
  return (
    done < least ||
    (done < most &&
      measured.some((values) => middleSpread(values) > NOISY_SPREAD))
  )
}

/**
 * Measures the arms in turns, so that whatever slows the machine slows all of
 * them. Each round begins with another arm.
 */
export const inTurns = async <Name extends string>(
  arms: readonly TurnTaker<Name>[],
  rounds: Rounds
): Promise<Partial<Record<Name, number[]>>> => {
  const measured = arms.map((): number[] => [])
  for (let round = 0; needsAnotherRound(measured, rounds); round++) {
    for (let turn = 0; turn < arms.length; turn++) {
      const place = (round + turn) % arms.length
      measured[place]?.push((await arms[place]?.measure()) as number)
    }
  }
  return Object.fromEntries(
    arms.map(({ name }, place) => [name, measured[place]])
  ) as Partial<Record<Name, number[]>>
}
