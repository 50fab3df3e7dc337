import { model } from "@medusajs/framework/utils"
import { TOTAL_SOURCES, UNITS } from "../../../provider-kit"
import { Cancellation } from "./cancellation"
import { ORIGINS } from "../core/vocabulary"

/**
 * The counterpart of a Medusa order at one provider. It is also the lane: code
 * that decides about its cancellations holds a lock on this row.
 */
export const ProviderOrder = model
  .define(
    { name: "ProviderOrder", tableName: "cncl_provider_order" },
    {
      id: model.id({ prefix: "cnpo" }).primaryKey(),
      order_id: model.text(),
      order_display_id: model.number().nullable(),
      /** The number that the store itself gave the order. */
      order_custom_display_id: model.text().nullable(),
      provider_id: model.text(),
      external_id: model.text().searchable(),
      unit: model.enum([...UNITS]),
      currency_code: model.text().nullable(),
      /** In the unit; a total of items counts units. Null: not known. */
      total: model.bigNumber().nullable(),
      total_source: model.enum([...TOTAL_SOURCES]).nullable(),
      /** `[{ line_item_id, external_item_ids }]`, one external id a unit. */
      items: model.json().nullable(),
      origin: model.enum([...ORIGINS]),
      /**
       * Where it was last found: `metadata.<key>`, `payment.<payment id>`, `id`
       * … Null: somebody named it, or it was not found since this column
       * exists.
       */
      found_in: model.text().nullable(),
      metadata: model.json().nullable(),
      /** Where the provider's record and the ledger differ, and since when. */
      drift: model.json().nullable(),
      /**
       * `{ remaining, total }`: what the provider said is left, and the most
       * that there can have been according to that. The answer with the lowest
       * total is kept.
       */
      told: model.json().nullable(),
      /** When the provider's record was last read to look for drift. */
      record_checked_at: model.dateTime().nullable(),
      cancellations: model.hasMany(() => Cancellation, {
        mappedBy: "provider_order",
      }),
    }
  )
  .indexes([
    {
      name: "UQ_cncl_provider_order_external_id",
      on: ["provider_id", "external_id"],
      unique: true,
      where: "deleted_at IS NULL",
    },
    {
      name: "IDX_cncl_provider_order_order_id",
      on: ["order_id"],
      where: "deleted_at IS NULL",
    },
  ])
