import { model } from "@medusajs/framework/utils"

/** A process of the store that runs, or ran lately, and what it runs with. */
export const RunningProcess = model.define(
  { name: "RunningProcess", tableName: "cncl_process" },
  {
    id: model.id({ prefix: "cnpr" }).primaryKey(),
    /** Ids of its providers. */
    providers: model.json(),
    /** The sources that capture automatically. */
    sources: model.json(),
    seen_at: model.dateTime(),
  }
)
