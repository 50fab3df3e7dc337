import { model } from "@medusajs/framework/utils"

/** How far the reconciliation has read in Medusa's own tables. */
export const ReconciliationCursor = model.define(
  { name: "ReconciliationCursor", tableName: "cncl_reconciliation_cursor" },
  {
    /** What it reads for, e.g. `order_canceled`. */
    id: model.text().primaryKey(),
    /** Everything up to this time, and this id in it, was read once. */
    position: model.dateTime().nullable(),
    position_id: model.text().nullable(),
    /** When everything since the start time was read last. */
    swept_at: model.dateTime().nullable(),
  }
)
