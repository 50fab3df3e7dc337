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

const takes = () =>
  z
    .array(
      z.strictObject({
        id: anId().describe("Medusa line item id."),
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
    )
    .min(1)
    .max(MAX_LINES)
    .nullish()

/** What a void is made of; null where it is left out. */
export const voidItems = () =>
  field(takes(), (value): VoidItem[] | null | Problem =>
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
