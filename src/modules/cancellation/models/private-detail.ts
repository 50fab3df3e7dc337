import { model } from "@medusajs/framework/utils"

/**
 * Details that only one provider needs and nobody else may see, such as IBANs.
 * They are kept apart from the cancellation and without a relation to it, so
 * that no query across modules reaches them, and are deleted as soon as they
 * are not needed.
 */
export const PrivateDetail = model.define(
  { name: "PrivateDetail", tableName: "cncl_private_detail" },
  {
    /** The cancellation's id. */
    id: model.text().primaryKey(),
    details: model.json(),
  }
)
