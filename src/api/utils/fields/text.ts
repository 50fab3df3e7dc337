import { field, Problem, problem } from "./field"
import { readText } from "./read-text"

/** A text, trimmed; null where it is left out or empty. */
export const text = (name: string, maxLength: number) =>
  field((value) => readText(name, value, maxLength))

/** @param why - what to say where it is left out or empty */
export const requiredText = (name: string, maxLength: number, why: string) =>
  field((value) => readText(name, value, maxLength) ?? problem(why))

export const REASON_MAX_LENGTH = 500
export const NOTE_MAX_LENGTH = 2_000

export const reason = () => text("reason", REASON_MAX_LENGTH)
export const note = () => text("note", NOTE_MAX_LENGTH)

const MAX_SEARCH = 255

/** What to search for; undefined where it is left out or empty. */
export const searchText = () =>
  field((value): string | undefined | Problem => {
    const read = readText("q", value, MAX_SEARCH)
    return read instanceof Problem ? read : (read ?? undefined)
  })
