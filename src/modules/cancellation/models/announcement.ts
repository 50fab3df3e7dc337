import { model } from "@medusajs/framework/utils"

/**
 * An event that the bus has not taken yet. It is written with the change that
 * it tells of, and deleted once the bus has it.
 */
export const Announcement = model.define(
  { name: "Announcement", tableName: "cncl_announcement" },
  {
    id: model.autoincrement().primaryKey(),
    /** The event's name. */
    name: model.text(),
    /** What it is about: the event's `id`. */
    subject_id: model.text(),
    provider_id: model.text(),
    reason: model.text().nullable(),
    stopped_by: model.text().nullable(),
  }
)
