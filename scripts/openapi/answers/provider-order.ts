import { z } from "@medusajs/framework/zod"
import { TOTAL_SOURCES } from "../../../src/provider-kit"
import {
  anyObject,
  currencyCode,
  customDisplayId,
  displayId,
  externalItemIds,
  numberOrNull,
  orderUrl,
  text,
  time,
  unit,
} from "./fields"
import { ORIGINS } from "../../../src/modules/cancellation/core/vocabulary"

export const AdminProviderOrderItem = z
  .object({
    line_item_id: text("Medusa line item id."),
    external_item_ids: externalItemIds(),
  })
  .describe("Which of the provider's items a line item is.")

export const AdminProviderOrder = z
  .object({
    id: text("Begins with `cnpo_`."),
    order_id: text("Medusa order id."),
    order_display_id: displayId(),
    order_custom_display_id: customDisplayId(),
    provider_id: text("The provider's id in the configuration."),
    external_id: text("The provider's id of the order."),
    order_url: orderUrl(),
    unit: unit(),
    currency_code: currencyCode(),
    total: numberOrNull("In the unit; null where it is not known."),
    total_source: z
      .enum(TOTAL_SOURCES)
      .nullable()
      .describe("Where the total is from."),
    items: z
      .array(AdminProviderOrderItem)
      .nullable()
      .describe("Null where the unit is not `item`, or they are not known."),
    origin: z.enum(ORIGINS).describe("How it was found."),
    metadata: anyObject().nullable().describe("As it was registered."),
    drift: anyObject()
      .nullable()
      .describe("How the provider's record differs from the ledger."),
    created_at: time("When it was recorded."),
    updated_at: time("When it was last written."),
  })
  .describe("The counterpart of a Medusa order at one provider.")
