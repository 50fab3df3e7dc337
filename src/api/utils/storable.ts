import { invalid } from "../../modules/cancellation/errors"

/** Deeper than anything that means something, and far from what a stack bears. */
const MAX_DEPTH = 64

const HALF_A_PAIR = /\p{Surrogate}/u

const notStorable = (what: string): string =>
  `has ${what} in it, which can't be stored: leave it out.`

const flawOfText = (text: string): string | null =>
  text.includes("\u0000")
    ? notStorable("a NUL character (U+0000)")
    : HALF_A_PAIR.test(text)
      ? notStorable("half of a character (a surrogate without its other half)")
      : null

const flawOf = (value: unknown): string | null => {
  const left: { value: unknown; depth: number }[] = [{ value, depth: 0 }]
  for (let next = left.pop(); next; next = left.pop()) {
    const { value: one, depth } = next
    if (typeof one === "string") {
      const flaw = flawOfText(one)
      if (flaw) {
        return flaw
      }
    } else if (typeof one === "object" && one !== null) {
      if (depth >= MAX_DEPTH) {
        return `has more than ${MAX_DEPTH} lists or objects one inside the other: make it flatter.`
      }
      for (const [name, inner] of Object.entries(one)) {
        left.push({ value: name, depth }, { value: inner, depth: depth + 1 })
      }
    }
  }
  return null
}

/**
 * What PostgreSQL can't hold, in a column or a comparison, is refused here, for
 * every route and whatever field it is in: it would come back as a 500.
 *
 * @param where - "The body", for the message
 * @throws INVALID_DATA, 400
 */
export const refuseUnstorable = (where: string, value: unknown): void => {
  const flaw = flawOf(value)
  if (flaw) {
    throw invalid(`${where} ${flaw}`)
  }
}
