import { z } from "@medusajs/framework/zod"
import { type Decimal, type ItemMapping, toDecimal } from "../../provider-kit"

/** What is wrong with a value, in words for a shop assistant. */
class Problem {
  constructor(readonly message: string) {}
}

const problem = (message: string): Problem => new Problem(message)

/**
 * A field with messages of its own. Medusa replaces zod's message for a wrong
 * type by one that repeats the value, in the answer and in the log; what is
 * reported as `custom` it leaves alone.
 */
const field = <T>(read: (value: unknown) => T | Problem) =>
  z.unknown().transform((value, context): T => {
    const result = read(value)
    if (result instanceof Problem) {
      context.addIssue({ code: "custom", message: result.message })
      return z.NEVER
    }
    return result
  })

/** A body with exactly these fields. */
export const body = <Shape extends z.ZodRawShape>(shape: Shape) =>
  field((value) =>
    // No body at all is an empty one.
    value === undefined || isPlainObject(value)
      ? (value ?? {})
      : problem("The body must be a JSON object.")
  ).pipe(z.object(shape).strict())

const isPlainObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value)

const isAbsent = (value: unknown): value is null | undefined =>
  value === null || value === undefined

const readText = (
  name: string,
  value: unknown,
  maxLength: number
): string | null | Problem => {
  if (isAbsent(value)) {
    return null
  }
  if (typeof value !== "string") {
    return problem(`${name} must be a text.`)
  }
  const text = value.trim()
  return text.length > maxLength
    ? problem(`${name} is too long: ${maxLength} characters at most.`)
    : text || null
}

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

/** Beyond this a JSON number no longer holds cents exactly. */
const LARGEST_AMOUNT = 1e13

/**
 * An amount, as an exact decimal. How many decimals it may have is known where
 * the currency is.
 */
const readAmount = (value: unknown): Decimal | Problem => {
  if (typeof value !== "number" || !Number.isFinite(value)) {
    return problem("amount must be a number, for example 12.5, without quotes.")
  }
  if (value <= 0) {
    return problem("amount must be more than zero.")
  }
  return value > LARGEST_AMOUNT
    ? problem("amount is too large.")
    : toDecimal(value)
}

/** An amount; null where it is left out. */
export const amount = () =>
  field((value) => (isAbsent(value) ? null : readAmount(value)))

/** An amount that is to be corrected: left out and null are two things. */
export const amountChange = () =>
  field((value) => (isAbsent(value) ? value : readAmount(value)))

const MAX_LINES = 500
const MAX_UNITS = 10_000

const readList = <T>(
  value: unknown,
  names: readonly string[],
  read: (entry: Record<string, unknown>, at: string) => T | Problem
): T[] | Problem => {
  if (!Array.isArray(value)) {
    return problem("items must be a list.")
  }
  if (value.length === 0) {
    return problem("items is empty: leave it out, or list at least one item.")
  }
  if (value.length > MAX_LINES) {
    return problem(`items is too long: ${MAX_LINES} items at most.`)
  }
  const list: T[] = []
  for (const [index, entry] of (value as unknown[]).entries()) {
    const at = `item ${index + 1}`
    if (!isPlainObject(entry)) {
      return problem(`${at} must be an object.`)
    }
    const unknown = Object.keys(entry).find((name) => !names.includes(name))
    if (unknown !== undefined) {
      return problem(`${at} has the unknown field "${unknown.slice(0, 50)}".`)
    }
    const result = read(entry, at)
    if (result instanceof Problem) {
      return result
    }
    list.push(result)
  }
  return list
}

const isId = (value: unknown): value is string =>
  typeof value === "string" && value.length > 0 && value.length <= 255

export interface VoidItem {
  id: string
  quantity: number
  reason: string | null
}

/** What a void is made of; null where it is left out. */
export const voidItems = () =>
  field((value): VoidItem[] | null | Problem =>
    isAbsent(value)
      ? null
      : readList(
          value,
          ["id", "quantity", "reason"],
          ({ id, quantity, reason: why }, at) => {
            if (!isId(id)) {
              return problem(`${at} needs the id of a line item.`)
            }
            if (
              typeof quantity !== "number" ||
              !Number.isInteger(quantity) ||
              quantity < 1 ||
              quantity > MAX_UNITS
            ) {
              return problem(
                `quantity of ${at} must be a whole number, at least 1.`
              )
            }
            const read = readText(`reason of ${at}`, why, REASON_MAX_LENGTH)
            return read instanceof Problem
              ? read
              : { id, quantity, reason: read }
          }
        )
  )

const isExternalId = (value: unknown): value is string | number =>
  typeof value === "number"
    ? Number.isSafeInteger(value) && value >= 0
    : isId(value) && value.trim().length > 0

const readItemMapping = (value: unknown): ItemMapping[] | Problem =>
  readList(
    value,
    ["line_item_id", "external_item_ids"],
    ({ line_item_id, external_item_ids: ids }, at) => {
      if (!isId(line_item_id)) {
        return problem(`${at} needs the line_item_id.`)
      }
      if (!Array.isArray(ids) || !ids.length || ids.length > MAX_UNITS) {
        return problem(
          `external_item_ids of ${at} must be a list with one id a unit.`
        )
      }
      return (ids as unknown[]).every(isExternalId)
        ? {
            line_item_id,
            external_item_ids: (ids as (string | number)[]).map((id) =>
              typeof id === "string" ? id.trim() : id
            ),
          }
        : problem(`external_item_ids of ${at} must be texts or whole numbers.`)
    }
  )

/** Items to register; null where they are left out. */
export const itemMapping = () =>
  field((value) => (isAbsent(value) ? null : readItemMapping(value)))

/** Items to correct: left out and null are two things. */
export const itemMappingChange = () =>
  field((value) => (isAbsent(value) ? value : readItemMapping(value)))

/** The provider's id of an order. */
export const externalId = () =>
  field((value): string | Problem =>
    isExternalId(value)
      ? String(value).trim()
      : problem(
          "external_id must be the provider's id of the order: a text of at most 255 characters, or a whole number."
        )
  )

/** The id of something of ours. */
export const id = (name: string) =>
  field((value): string | Problem =>
    isId(value) ? value : problem(`${name} is missing.`)
  )

/**
 * An object that is taken as it is; null where it is left out. Nothing of it is
 * repeated in a message: it may hold an IBAN.
 */
export const object = (name: string) =>
  field((value): Record<string, unknown> | null | Problem =>
    isAbsent(value)
      ? null
      : isPlainObject(value)
        ? value
        : problem(`${name} must be an object.`)
  )

/** An object that is to be corrected: left out and null are two things. */
export const objectChange = (name: string) =>
  field((value): Record<string, unknown> | null | undefined | Problem =>
    isAbsent(value) || isPlainObject(value)
      ? value
      : problem(`${name} must be an object.`)
  )

/** `true`, or left out. */
export const onlyTrue = (name: string) =>
  field((value): boolean | Problem =>
    value === true || isAbsent(value)
      ? value === true
      : problem(`${name} must be true, or left out.`)
  )

export const oneOf = <const T extends string>(
  name: string,
  values: readonly T[]
) =>
  field(
    (value): T | Problem =>
      values.find((one) => one === value) ??
      problem(`${name} must be one of: ${values.join(", ")}.`)
  )

const MAX_IDS = 1_000

/** A list of ids; null where it is left out. */
export const ids = (name: string) =>
  field((value): string[] | null | Problem => {
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

/** One value or several, all of them known. */
export const someOf = <const T extends string>(
  name: string,
  values: readonly T[]
) =>
  field((value): T[] | undefined | Problem => {
    if (isAbsent(value)) {
      return undefined
    }
    const given: unknown[] = Array.isArray(value) ? value : [value]
    const known = values.filter((one) => given.includes(one))
    return given.length > 0 &&
      given.every((one) => known.some((k) => k === one))
      ? known
      : problem(`${name} must be one of: ${values.join(", ")}.`)
  })

/** One text or several. */
export const someTexts = (name: string) =>
  field((value): string[] | undefined | Problem => {
    if (isAbsent(value)) {
      return undefined
    }
    const given: unknown[] = Array.isArray(value) ? value : [value]
    return given.length > 0 && given.length <= MAX_IDS && given.every(isId)
      ? given
      : problem(`${name} must be an id, or a list of ids.`)
  })

const MAX_SEARCH = 255

/** What to search for; undefined where it is left out or empty. */
export const searchText = () =>
  field((value): string | undefined | Problem => {
    const read = readText("q", value, MAX_SEARCH)
    return read instanceof Problem ? read : (read ?? undefined)
  })

export type TimeRange = Partial<
  Record<"$gt" | "$gte" | "$lt" | "$lte" | "$eq" | "$ne", Date>
>

const TIME_OPERATORS = ["$gt", "$gte", "$lt", "$lte", "$eq", "$ne"] as const

/** A time, or bounds of one: `{ "$gte": "2026-01-01" }`. */
export const timeRange = (name: string) =>
  field((value): TimeRange | undefined | Problem => {
    if (isAbsent(value)) {
      return undefined
    }
    const bounds = isPlainObject(value) ? value : { $eq: value }
    const range: TimeRange = {}
    for (const [operator, bound] of Object.entries(bounds)) {
      const known = TIME_OPERATORS.find((one) => one === operator)
      const time =
        typeof bound === "string" ? new Date(bound) : new Date(Number.NaN)
      if (!known || Number.isNaN(time.getTime())) {
        return problem(
          `${name} must be a time, or an object of ${TIME_OPERATORS.join(", ")} with a time each.`
        )
      }
      range[known] = time
    }
    return range
  })

/** A whole number in a query string. */
const wholeNumber = (
  name: string,
  { from, to, otherwise }: { from: number; to: number; otherwise: number }
) =>
  field((value): number | Problem => {
    if (isAbsent(value) || value === "") {
      return otherwise
    }
    const number =
      typeof value === "string" && /^\d{1,9}$/.test(value)
        ? Number(value)
        : value
    return typeof number === "number" &&
      Number.isInteger(number) &&
      number >= from &&
      number <= to
      ? number
      : problem(`${name} must be a whole number from ${from} to ${to}.`)
  })

const fieldNames = (name: string) =>
  field((value): string | undefined | Problem => {
    const read = readText(name, value, 2_000)
    return read instanceof Problem ? read : (read ?? undefined)
  })

/** What every list of Medusa's takes. */
export const listParams = (defaults: { limit: number; order: string }) => ({
  limit: wholeNumber("limit", { from: 1, to: 200, otherwise: defaults.limit }),
  offset: wholeNumber("offset", { from: 0, to: 1_000_000, otherwise: 0 }),
  order: field((value): string | Problem => {
    const read = readText("order", value, 100)
    return read instanceof Problem ? read : (read ?? defaults.order)
  }),
  fields: fieldNames("fields"),
})

export const retrieveParams = () => ({ fields: fieldNames("fields") })
