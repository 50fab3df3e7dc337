import { model } from "@medusajs/framework/utils"

/**
 * What only one provider needs and nobody else may see, such as IBANs. Kept
 * apart from the cancellation and without a relation to it, so that no query
 * across modules reaches it, and deleted as soon as it is not needed.
 */
export const PrivateDetail = model.define(
  { name: "PrivateDetail", tableName: "cncl_private_detail" },
  {
    /** The cancellation's id. */
    id: model.text().primaryKey(),
    details: model.json(),
  }
)
