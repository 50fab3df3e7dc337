import { randomBytes } from "node:crypto"

/** Crockford's base 32, as in a ULID. */
const DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
const TIME_LENGTH = 10
const RANDOM_LENGTH = 16

const timeOf = (now: Date): string => {
  let rest = now.getTime()
  let text = ""
  for (let digit = 0; digit < TIME_LENGTH; digit++) {
    text = DIGITS.charAt(rest % 32) + text
    rest = Math.floor(rest / 32)
  }
  return text
}

/**
 * Ids of attempts, in Medusa's form: `cnat_` and a ULID.
 *
 * Medusa's own generator asks the operating system for one random byte a
 * character. A claim needs an id for each free slot, and the cost showed in the
 * profile of a worker. Here the operating system is asked once for all ids.
 */
export const attemptIds = (count: number, now: Date): string[] => {
  const time = timeOf(now)
  const random = randomBytes(count * RANDOM_LENGTH)
  return Array.from({ length: count }, (_, index) => {
    let id = `cnat_${time}`
    for (let at = index * RANDOM_LENGTH; id.length < 5 + 26; at++) {
      id += DIGITS.charAt((random[at] as number) % 32)
    }
    return id
  })
}
