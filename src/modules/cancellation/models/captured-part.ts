import { model } from "@medusajs/framework/utils"

/**
 * A part of a provider order's total that a refund or an edit took: its exact
 * amount, and its share once the running sum was rounded. A part with a share
 * of zero has no cancellation, and counts in that of the next part.
 */
export const CapturedPart = model
  .define(
    { name: "CapturedPart", tableName: "cncl_captured_part" },
    {
      id: model.id({ prefix: "cnpt" }).primaryKey(),
      provider_order_id: model.text(),
      source: model.text(),
      /** The id of the refund, or of the order change. */
      source_id: model.text(),
      currency_code: model.text(),
      /** Decimals as text: Medusa's numbers would need one more column each. */
      amount: model.text(),
      share: model.text(),
    }
  )
  .indexes([
    {
      name: "UQ_cncl_captured_part",
      on: ["provider_order_id", "source", "source_id"],
      unique: true,
      where: "deleted_at IS NULL",
    },
  ])
