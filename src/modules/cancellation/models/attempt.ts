import { model } from "@medusajs/framework/utils"
import { OUTCOME_TYPES } from "../../../provider-kit"
import { Cancellation } from "./cancellation"
import { ATTEMPT_PURPOSES } from "../core/vocabulary"

/**
 * One call, or one read, made for a cancellation: the evidence. Its id is the
 * lease token of the cancellation while it runs.
 */
export const Attempt = model
  .define(
    { name: "Attempt", tableName: "cncl_attempt" },
    {
      id: model.id({ prefix: "cnat" }).primaryKey(),
      cancellation: model.belongsTo(() => Cancellation, {
        mappedBy: "attempts",
      }),
      number: model.number(),
      purpose: model.enum([...ATTEMPT_PURPOSES]),
      outcome: model.enum([...OUTCOME_TYPES]).nullable(),
      http_status: model.number().nullable(),
      request: model.json().nullable(),
      response: model.json().nullable(),
      error: model.json().nullable(),
      /** What was read before the send, to compare with afterwards. */
      baseline: model.json().nullable(),
      /** Committed just before the first byte may leave. Null: never sent. */
      send_started_at: model.dateTime().nullable(),
      started_at: model.dateTime(),
      finished_at: model.dateTime().nullable(),
      duration_ms: model.number().nullable(),
    }
  )
  .indexes([
    {
      name: "UQ_cncl_attempt_number",
      on: ["cancellation_id", "number"],
      unique: true,
      where: "deleted_at IS NULL",
    },
  ])
