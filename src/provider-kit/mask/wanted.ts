import { Form, Forms, MIN_SECRET_LENGTH, formsOf } from "./forms"

/** What is looked for. It is made once for each set of secrets. */
export interface Wanted extends Forms {
  base64Runs: RegExp
  hexRuns: RegExp
  /** A text that is shorter holds none of the forms. */
  shortest: number
}

const BASE64_SIGN = "[\\w+/-]"
const HEX_SIGN = "[\\da-fA-F]"

/** Looks behind, so that a run that is too short is read only once. */
const runsOfAtLeast = (sign: string, length: number): RegExp =>
  new RegExp(`(?<!${sign})${sign}{${length},}`, "g")

/** Runs that are long enough to hold one of the forms. */
const runsFor = (sign: string, forms: readonly Form[]): RegExp =>
  runsOfAtLeast(sign, Math.min(...forms.map(({ text }) => text.length)))

/** A cut may leave a piece that is shorter than any form. */
export const CUT_OFF_RUNS = {
  base64Runs: runsOfAtLeast(BASE64_SIGN, MIN_SECRET_LENGTH),
  hexRuns: runsOfAtLeast(HEX_SIGN, MIN_SECRET_LENGTH),
}

const wantedFor = (secrets: readonly string[]): Wanted | null => {
  const all = secrets
    .filter(({ length }) => length >= MIN_SECRET_LENGTH)
    .map(formsOf)
  if (!all.length) {
    return null
  }
  const base64 = all.flatMap((forms) => forms.base64)
  const hex = all.flatMap((forms) => forms.hex)
  const plain = all.flatMap((forms) => forms.plain)
  return {
    plain,
    base64,
    hex,
    shortest: Math.min(
      ...[...plain, ...base64, ...hex].map(({ text }) => text.length)
    ),
    base64Runs: runsFor(BASE64_SIGN, base64),
    hexRuns: runsFor(HEX_SIGN, hex),
  }
}

/** How many sets of secrets are remembered. They are few, the texts many. */
const REMEMBERED = 50
const remembered = new Map<string, Wanted | null>()

const recall = (secrets: readonly string[]): Wanted | null => {
  const key = secrets.join("\0")
  const known = remembered.get(key)
  if (known !== undefined) {
    return known
  }
  const wanted = wantedFor(secrets)
  if (remembered.size >= REMEMBERED) {
    remembered.clear()
  }
  remembered.set(key, wanted)
  return wanted
}

/** Nearly always, the same secrets are looked for as the last time. */
let last: { secrets: readonly string[]; wanted: Wanted | null } = {
  secrets: [],
  wanted: null,
}

const areSame = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((secret, index) => secret === b[index])

export const wantedOf = (secrets: readonly string[]): Wanted | null => {
  if (!areSame(last.secrets, secrets)) {
    last = { secrets: [...secrets], wanted: recall(secrets) }
  }
  return last.wanted
}
