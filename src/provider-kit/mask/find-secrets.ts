import { CUT_OFF } from "../cut-text"
import { Form, MIN_SECRET_LENGTH } from "./forms"
import { Unescaped, mayEscape, unescapeOnce } from "./unescape"
import { CUT_OFF_RUNS, Wanted, wantedOf } from "./wanted"

/** From the first character to just behind the last. */
export type Range = [start: number, end: number]

/** The deepest nesting that was seen is JSON in JSON in a URL. */
const MAX_LAYERS = 3

/** Takes a range of secret text. */
type Found = (start: number, end: number) => void

/** Finds all occurrences, without overlaps. */
const findForm = (
  text: string,
  at: number,
  { text: form, before, after }: Form,
  found: Found
): void => {
  for (
    let index = text.indexOf(form);
    index >= 0;
    index = text.indexOf(form, index + form.length)
  ) {
    const start = Math.max(0, index - before)
    const end = Math.min(text.length, index + form.length + after)
    found(at + start, at + end)
  }
}

/** Finds the beginning of a secret where the text was cut off inside it. */
const findBeginning = (
  text: string,
  at: number,
  { text: form, before }: Form,
  found: Found
): void => {
  for (let length = form.length - 1; length >= MIN_SECRET_LENGTH; length -= 1) {
    if (text.endsWith(form.slice(0, length))) {
      const start = Math.max(0, text.length - length - before)
      found(at + start, at + text.length)
      return
    }
  }
}

interface Part {
  text: string
  at: number
}

/** Looks for each form in each part of a text that may hold it. */
const findIn = (
  parts: readonly Part[],
  forms: readonly Form[],
  /** Where the text was cut off, or its length where it wasn't. */
  cutAt: number,
  found: Found
): void => {
  for (const { text, at } of parts) {
    for (const form of forms) {
      findForm(text, at, form, found)
      if (at + text.length === cutAt) {
        findBeginning(text, at, form, found)
      }
    }
  }
}

const inUrlAlphabet = (run: string): string =>
  run.replaceAll("+", "-").replaceAll("/", "_")

const inLowerCase = (run: string): string => run.toLowerCase()

/** The runs of these characters in a part of a text. */
const runsOf = ({ text, at }: Part, runs: RegExp): Part[] =>
  Array.from(text.matchAll(runs), ({ 0: run, index }) => ({
    text: run,
    at: at + index,
  }))

/** In the spelling that the forms have, which is as long. */
const spelled = (parts: Part[], spell: (run: string) => string): Part[] =>
  parts.map(({ text, at }) => ({ text: spell(text), at }))

/** Also where the sign of the cut is written as an escape. */
const mayBeCutOff = (text: string): boolean =>
  text.endsWith(CUT_OFF) || mayEscape(text)

/** Half of an escape at the cut reveals less than a character. */
const HALF_AN_ESCAPE =
  /(?:%[\da-f]?|\\(?:u[\da-f]{0,3})?|&(?:#?[\da-z]{0,7}))$/i

const holdsAny = (text: string, forms: readonly Form[]): boolean =>
  forms.some((form) => text.includes(form.text))

/** Whether any form stands in a text that wasn't cut off: in nearly none. */
const holdsForm = (text: string, { plain, base64, hex }: Wanted): boolean =>
  holdsAny(text, plain) ||
  holdsAny(inUrlAlphabet(text), base64) ||
  holdsAny(inLowerCase(text), hex)

const findInLayer = (text: string, wanted: Wanted, found: Found): void => {
  const isCutOff = text.endsWith(CUT_OFF)
  if (!isCutOff && !holdsForm(text, wanted)) {
    return
  }
  const whole = isCutOff
    ? text.slice(0, -CUT_OFF.length).replace(HALF_AN_ESCAPE, "")
    : text
  const cutAt = isCutOff ? whole.length : -1
  const { base64Runs, hexRuns } = isCutOff ? CUT_OFF_RUNS : wanted
  const all = { text: whole, at: 0 }
  const base64 = runsOf(all, base64Runs)
  // Hexadecimal is longer, and its signs are base64's too: it is in these runs.
  const hex = base64.flatMap((run) => runsOf(run, hexRuns))
  findIn([all], wanted.plain, cutAt, found)
  findIn(spelled(base64, inUrlAlphabet), wanted.base64, cutAt, found)
  findIn(spelled(hex, inLowerCase), wanted.hex, cutAt, found)
}

/** Where the same text stands one layer further out. */
const outwards =
  ({ starts }: Unescaped, found: Found): Found =>
  (start, end) => {
    const last = starts[end - 1] ?? 0
    let behind = end
    // Both halves of a surrogate pair may share one escape.
    while (starts[behind] === last) {
      behind += 1
    }
    found(starts[start] ?? 0, starts[behind] ?? last)
  }

/**
 * Looks for secrets in a text: as they are, and in percent-encoding, base64,
 * hexadecimal, or as a string in JSON or HTML, also nested. It takes time
 * linear in the text for each secret.
 */
const search = (
  text: string,
  secrets: readonly string[],
  found: Found
): void => {
  const wanted = wantedOf(secrets)
  if (!wanted || (text.length < wanted.shortest && !mayBeCutOff(text))) {
    return
  }
  let layer = text
  let told = found
  for (let depth = 0; ; depth += 1) {
    findInLayer(layer, wanted, told)
    const inner = depth < MAX_LAYERS ? unescapeOnce(layer) : null
    if (!inner) {
      return
    }
    layer = inner.text
    told = outwards(inner, told)
  }
}

/** The ranges in order, none overlapping another. */
export const findSecrets = (
  text: string,
  secrets: readonly string[]
): Range[] => {
  const ranges: Range[] = []
  search(text, secrets, (start, end) => ranges.push([start, end]))
  if (!ranges.length) {
    return ranges
  }
  ranges.sort(([a], [b]) => a - b)
  const merged: Range[] = []
  for (const [start, end] of ranges) {
    const last = merged.at(-1)
    if (last && start < last[1]) {
      last[1] = Math.max(last[1], end)
    } else {
      merged.push([start, end])
    }
  }
  return merged
}

export const holdsSecret = (
  text: string,
  secrets: readonly string[]
): boolean => findSecrets(text, secrets).length > 0
