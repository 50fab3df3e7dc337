import { model } from "@medusajs/framework/utils"

/**
 * A part of a provider order's total that a refund or an edit took: exactly,
 * and what it came to when the running sum was rounded. One that came to
 * nothing has no cancellation, and counts in the next one's.
 */
export const CapturedPart = model
  .define(
    { name: "CapturedPart", tableName: "cncl_captured_part" },
    {
      id: model.id({ prefix: "cnpt" }).primaryKey(),
      provider_order_id: model.text(),
      source: model.text(),
      /** Of the refund, or of the order change. */
      source_id: model.text(),
      currency_code: model.text(),
      /** Decimals as text: Medusa's numbers would need a column more each. */
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
