import { model } from "@medusajs/framework/utils"

/** Something that one recipient, a person or the feed, has not been told yet. */
export const Notice = model.define(
  { name: "Notice", tableName: "cncl_notice" },
  {
    id: model.autoincrement().primaryKey(),
    /** `feed`, or what stands for an entry of the option `notify`. */
    recipient: model.text(),
    name: model.text(),
    subject_id: model.text(),
    provider_id: model.text(),
    reason: model.text().nullable(),
    stopped_by: model.text().nullable(),
    happened_at: model.dateTime(),
  }
)
