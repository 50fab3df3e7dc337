import { z } from "@medusajs/framework/zod"
import { type ItemMapping } from "../../../provider-kit"
import { field, Problem, problem } from "./field"
import { isAbsent, isExternalId, isId } from "./guards"
import { anExternalId, anId } from "./id"
import { MAX_LINES, MAX_UNITS, readList } from "./read-list"

const takes = () =>
  z
    .array(
      z.strictObject({
        line_item_id: anId().describe("Medusa line item id."),
        external_item_ids: z
          .array(anExternalId())
          .min(1)
          .max(MAX_UNITS)
          .describe("One id of the provider's a unit."),
      })
    )
    .min(1)
    .max(MAX_LINES)
    .nullish()

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
  field(takes(), (value) => (isAbsent(value) ? null : readItemMapping(value)))

/** Items to correct: left out and null are two things. */
export const itemMappingChange = () =>
  field(takes(), (value) => (isAbsent(value) ? value : readItemMapping(value)))
