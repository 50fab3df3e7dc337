import { z } from "@medusajs/framework/zod"
import { AdminCancellationError } from "./cancellation"
import {
  currencyCode,
  number,
  numberOrNull,
  requestPreview,
  text,
  time,
  timeOrNull,
  unit,
} from "./fields"

export const AdminVoidItemFigures = z.object({
  id: text("Medusa line item id."),
  quantity: number("Units that the provider knows."),
  voided: number("Units voided."),
  remaining: number("Units left."),
})

export const AdminVoidFigures = z
  .object({
    provider_order_id: text("Begins with `cnpo_`."),
    provider_id: text("The provider's id in the configuration."),
    unit: unit(),
    currency_code: currencyCode(),
    total: numberOrNull("Null where it is not known."),
    voided: number(
      "What voids took, or a whole cancel, which takes all that there is."
    ),
    reserved: number("What may still succeed, or may have."),
    remaining: numberOrNull(
      "`total - voided - reserved`, and never less than 0."
    ),
    source: z.enum(["provider", "ledger"]).describe("Whose figures these are."),
    ledger: z
      .object({
        voided: number(
          "What voids took that succeeded, or a whole cancel that did."
        ),
        reserved: number("What may still succeed, or may have."),
      })
      .describe("The ledger's own figures."),
    provider: z
      .object({
        voided: numberOrNull(
          "All, where it shows the order as cancelled. Null where it doesn't say."
        ),
        remaining: numberOrNull("Null where it doesn't say."),
        read_at: time("When it was asked."),
      })
      .nullable()
      .describe("What the provider says; null where it can't be asked."),
    drift: z
      .boolean()
      .describe(
        "True: the provider's record and the ledger differ: in what was voided, in what is left, or in whether the order is cancelled."
      ),
    provider_error: AdminCancellationError.nullable().describe(
      "Why the provider could not be asked."
    ),
    results: z
      .array(
        z.object({
          id: text("The provider's id of the void."),
          amount: number("In the unit."),
          created_at: timeOrNull("When, where the provider says so."),
        })
      )
      .describe("The voids in the provider's own record."),
    items: z
      .array(AdminVoidItemFigures)
      .optional()
      .describe("Only where the unit is `item`."),
  })
  .describe(
    "How much of a provider order is voided and can be. In its unit; for items, in units."
  )

export const AdminVoidPreview = z
  .object({
    request: requestPreview().describe(
      "What would be sent, without keys and personal data."
    ),
    remaining_after: numberOrNull("In the unit; null where it is not known."),
  })
  .describe("What a void would be. Nothing is sent.")
