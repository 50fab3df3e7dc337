import { z } from "@medusajs/framework/zod"
import { type ItemMapping } from "../../../provider-kit"
import { anExternalId, id } from "./id"
import { MAX_UNITS, lines } from "./lines"

const ONE_A_UNIT = "must be a list with one id a unit."

/** Items to correct: left out and null are two things. */
export const itemMappingChange = () =>
  lines(
    z.strictObject({
      line_item_id: id().describe("Medusa line item id."),
      external_item_ids: z
        .array(anExternalId("must be a text or a whole number."), ONE_A_UNIT)
        .min(1, ONE_A_UNIT)
        .max(MAX_UNITS, ONE_A_UNIT)
        .describe("One id of the provider's a unit."),
    })
  ).nullish()

/** Items to register; null where they are left out. */
export const itemMapping = () =>
  itemMappingChange().transform((items): ItemMapping[] | null => items ?? null)
