import { z } from "@medusajs/framework/zod"
import { field, Problem, problem } from "./field"
import { isAbsent, isId } from "./guards"
import { anId } from "./id"
import { MAX_LINES, MAX_UNITS, readList } from "./read-list"
import { readText } from "./read-text"
import { REASON_MAX_LENGTH } from "./text"

export interface VoidItem {
  id: string
  quantity: number
  reason: string | null
}

const TWO_LINES = "name two line items: give one of them"

interface Names {
  id?: unknown
  line_item_id?: unknown
}

const isOneLine = ({ id, line_item_id }: Names): boolean =>
  id === undefined || line_item_id === undefined || id === line_item_id

const howMany = () => ({
  quantity: z
    .number()
    .int()
    .min(1)
    .max(MAX_UNITS)
    .describe("How many units of it."),
  reason: z
    .string()
    .max(REASON_MAX_LENGTH)
    .nullish()
    .describe("Why these, where it is another reason than the void's."),
})

const takes = () =>
  z
    .array(
      z
        .union([
          z.strictObject({
            line_item_id: anId().describe("Medusa line item id."),
            id: anId().optional().describe("The same id, where it is given."),
            ...howMany(),
          }),
          z.strictObject({
            id: anId().describe("Medusa line item id, as `line_item_id`."),
            ...howMany(),
          }),
        ])
        .refine(isOneLine, `line_item_id and id ${TWO_LINES}`)
    )
    .min(1)
    .max(MAX_LINES)
    .nullish()

/** Voids began with `id`; registrations say `line_item_id`. Both are taken. */
const readLineItem = (names: Names, at: string): string | Problem => {
  const { id, line_item_id = id } = names
  if (!isId(line_item_id)) {
    return problem(`${at} needs the line_item_id.`)
  }
  return isOneLine(names)
    ? line_item_id
    : problem(`line_item_id and id of ${at} ${TWO_LINES}.`)
}

/** What a void is made of; null where it is left out. */
export const voidItems = () =>
  field(takes(), (value): VoidItem[] | null | Problem =>
    isAbsent(value)
      ? null
      : readList(
          value,
          ["line_item_id", "id", "quantity", "reason"],
          ({ quantity, reason: why, ...names }, at) => {
            const id = readLineItem(names, at)
            if (id instanceof Problem) {
              return id
            }
            if (
              typeof quantity !== "number" ||
              !Number.isInteger(quantity) ||
              quantity < 1 ||
              quantity > MAX_UNITS
            ) {
              return problem(
                `quantity of ${at} must be a whole number from 1 to ${MAX_UNITS}.`
              )
            }
            const read = readText(`reason of ${at}`, why, REASON_MAX_LENGTH)
            return read instanceof Problem
              ? read
              : { id, quantity, reason: read }
          }
        )
  )
