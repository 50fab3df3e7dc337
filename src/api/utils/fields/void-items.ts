import { z } from "@medusajs/framework/zod"
import { REASON_MAX_LENGTH } from "../../../modules/cancellation/core/limits"
import { id } from "./id"
import { MAX_UNITS, lines } from "./lines"
import { text } from "./text"

export interface VoidItem {
  id: string
  quantity: number
  reason: string | null
}

const HOW_MANY = `must be a whole number from 1 to ${MAX_UNITS}.`

const howMany = () => ({
  quantity: z
    .number(HOW_MANY)
    .int(HOW_MANY)
    .min(1, HOW_MANY)
    .max(MAX_UNITS, HOW_MANY)
    .describe("How many units of it."),
  reason: text(REASON_MAX_LENGTH).describe(
    "Why these, where it is another reason than the void's."
  ),
})

interface Names {
  id?: string | undefined
  line_item_id?: string | undefined
}

const isOneLine = ({ id, line_item_id }: Names): boolean =>
  id === undefined || line_item_id === undefined || id === line_item_id

/** Voids began with `id`; registrations say `line_item_id`. Both are taken. */
const voidItem = () =>
  z
    .union([
      z.strictObject({
        line_item_id: id().describe("Medusa line item id."),
        id: id().optional().describe("The same id, where it is given."),
        ...howMany(),
      }),
      z.strictObject({
        id: id().describe("Medusa line item id, as `line_item_id`."),
        ...howMany(),
      }),
    ])
    .refine(isOneLine, {
      path: ["line_item_id and id"],
      error: "name two line items: give one of them.",
    })
    .transform(({ quantity, reason, ...names }): VoidItem => ({
      id: "line_item_id" in names ? names.line_item_id : names.id,
      quantity,
      reason,
    }))

/** What a void is made of; null where it is left out. */
export const voidItems = () =>
  lines(voidItem())
    .nullish()
    .transform((items) => items ?? null)
