import { z } from "@medusajs/framework/zod"
import { field, Problem, problem } from "./field"
import { isAbsent, isExternalId, isId } from "./guards"

const MAX_LENGTH = 255

export const anId = () => z.string().min(1).max(MAX_LENGTH)

export const anExternalId = () =>
  z.union([anId().regex(/\S/), z.number().int().min(0)])

/** The provider's id of an order. */
export const externalId = () =>
  field(anExternalId(), (value): string | Problem =>
    isExternalId(value)
      ? String(value).trim()
      : problem(
          "external_id must be the provider's id of the order: a text of at most 255 characters, or a whole number."
        )
  )

/** The id of something of ours. */
export const id = (name: string) =>
  field(anId(), (value): string | Problem =>
    isId(value) ? value : problem(`${name} is missing.`)
  )

const MAX_IDS = 1_000

const someIds = () => z.array(anId()).min(1).max(MAX_IDS)

/** A list of ids; null where it is left out. */
export const ids = (name: string) =>
  field(someIds().nullish(), (value): string[] | null | Problem => {
    if (isAbsent(value)) {
      return null
    }
    if (!Array.isArray(value) || !value.length || !value.every(isId)) {
      return problem(`${name} must be a list of ids.`)
    }
    return value.length > MAX_IDS
      ? problem(`${name} is too long: ${MAX_IDS} at most.`)
      : [...new Set(value)]
  })

/** One text or several. */
export const someTexts = (name: string) =>
  field(
    z.union([anId(), someIds()]).optional(),
    (value): string[] | undefined | Problem => {
      if (isAbsent(value)) {
        return undefined
      }
      const given: unknown[] = Array.isArray(value) ? value : [value]
      return given.length > 0 && given.length <= MAX_IDS && given.every(isId)
        ? given
        : problem(`${name} must be an id, or a list of ids.`)
    }
  )
