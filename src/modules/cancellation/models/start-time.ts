import { model } from "@medusajs/framework/utils"

/**
 * Since when one source of cancellations is switched on for one provider.
 * Nothing older is captured automatically.
 */
export const StartTime = model
  .define(
    { name: "StartTime", tableName: "cncl_start_time" },
    {
      id: model.id({ prefix: "cnst" }).primaryKey(),
      provider_id: model.text(),
      source: model.text(),
      enabled_at: model.dateTime(),
      disabled_at: model.dateTime().nullable(),
      /** Since when processes have run without the source, and none with it. */
      absent_since: model.dateTime().nullable(),
      /** When a process last ran without the source, even if others had it. */
      absent_until: model.dateTime().nullable(),
    }
  )
  .indexes([
    {
      name: "UQ_cncl_start_time",
      on: ["provider_id", "source"],
      unique: true,
      where: "deleted_at IS NULL",
    },
  ])
