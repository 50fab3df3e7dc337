import { model } from "@medusajs/framework/utils"

/** Which database the ledger was in when it was last looked at. One row. */
export const LedgerIdentity = model.define(
  { name: "LedgerIdentity", tableName: "cncl_ledger_identity" },
  {
    id: model.text().primaryKey(),
    /** The PostgreSQL cluster's identifier; null if it may not be read. */
    system_identifier: model.text().nullable(),
    timeline: model.text().nullable(),
    database_name: model.text(),
    database_oid: model.text(),
  }
)
