import { z } from "@medusajs/framework/zod"
import { field, Problem, problem } from "./field"
import { readText } from "./read-text"
import { about } from "./takes"

const aText = (maxLength: number) => z.string().max(maxLength)

/** A text, trimmed; null where it is left out or empty. */
export const text = (name: string, maxLength: number) =>
  field(aText(maxLength).nullish(), (value) => readText(name, value, maxLength))

/** @param why - what to say where it is left out or empty */
export const requiredText = (name: string, maxLength: number, why: string) =>
  field(
    aText(maxLength).regex(/\S/),
    (value) => readText(name, value, maxLength) ?? problem(why)
  )

export const REASON_MAX_LENGTH = 500
export const NOTE_MAX_LENGTH = 2_000

export const reason = () =>
  about(
    "Why. A provider that takes a reason is told it.",
    text("reason", REASON_MAX_LENGTH)
  )
export const note = () =>
  about("For colleagues. It stays here.", text("note", NOTE_MAX_LENGTH))

const MAX_SEARCH = 255

/** What to search for; undefined where it is left out or empty. */
export const searchText = () =>
  field(aText(MAX_SEARCH).optional(), (value): string | undefined | Problem => {
    const read = readText("q", value, MAX_SEARCH)
    return read instanceof Problem ? read : (read ?? undefined)
  })
