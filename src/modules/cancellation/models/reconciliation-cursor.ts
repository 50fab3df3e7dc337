import { model } from "@medusajs/framework/utils"

/** How far the reconciliation has read in Medusa's own tables. */
export const ReconciliationCursor = model.define(
  { name: "ReconciliationCursor", tableName: "cncl_reconciliation_cursor" },
  {
    /** The facts that it reads for, e.g. `order_canceled`. */
    id: model.text().primaryKey(),
    /** Everything up to this time, and this id at that time, was read once. */
    position: model.dateTime().nullable(),
    position_id: model.text().nullable(),
    /** When everything since the start time was last read. */
    swept_at: model.dateTime().nullable(),
  }
)
