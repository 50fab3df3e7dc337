import { model } from "@medusajs/framework/utils"
import { UNITS } from "../../../provider-kit"
import { CANCELLATION_STATUSES } from "../core/status"
import {
  ATTEMPT_PURPOSES,
  CANCELLATION_KINDS,
  CANCELLATION_SOURCES,
  CAPTURE_PATHS,
} from "../core/vocabulary"
import { Attempt } from "./attempt"
import { ProviderOrder } from "./provider-order"

/** One instruction to one provider about one provider order. */
export const Cancellation = model
  .define(
    { name: "Cancellation", tableName: "cncl_cancellation" },
    {
      id: model.id({ prefix: "cncl" }).primaryKey(),
      /** The order of requests: lanes are first in, first out by it. */
      seq: model.autoincrement(),
      provider_order: model.belongsTo(() => ProviderOrder, {
        mappedBy: "cancellations",
      }),
      provider_id: model.text(),
      order_id: model.text(),
      order_display_id: model.number().nullable(),
      order_custom_display_id: model.text().nullable(),
      external_id: model.text().searchable(),
      kind: model.enum([...CANCELLATION_KINDS]),
      unit: model.enum([...UNITS]),
      amount: model.bigNumber().nullable(),
      currency_code: model.text().nullable(),
      items: model.json().nullable(),
      reason: model.text().nullable(),
      note: model.text().nullable(),
      source: model.enum([...CANCELLATION_SOURCES]),
      source_id: model.text().nullable(),
      captured_by: model.enum([...CAPTURE_PATHS]),
      /** The fact that caused it, with the provider order: captured once. */
      fact_key: model.text().nullable(),
      idempotency_key: model.text().nullable(),
      /** Hash of the validated body that came with `idempotency_key`. */
      request_hash: model.text().nullable(),
      status: model.enum([...CANCELLATION_STATUSES]),
      /** What the next, or the running, attempt is for. */
      purpose: model.enum([...ATTEMPT_PURPOSES]).default("send"),
      attempt_count: model.number().default(0),
      /** Consecutive failures of the current purpose: drives the backoff. */
      failure_count: model.number().default(0),
      /** Read-backs that found nothing: failed ones in between count for neither. */
      absent_count: model.number().default(0),
      next_attempt_at: model.dateTime().nullable(),
      /**
       * The ids of the providers that it goes after, by the configuration with
       * which it was recorded. Null: none, or a person sent it without them.
       */
      goes_after: model.json().nullable(),
      /**
       * Those of them whose cancellations of the same cause aren't done: it
       * isn't due until they are. Null: it doesn't wait.
       */
      waits_for: model.json().nullable(),
      /** End of the retry window. */
      retry_until: model.dateTime().nullable(),
      /** The attempt that holds it. Settling needs this token. */
      lease_token: model.text().nullable(),
      lease_expires_at: model.dateTime().nullable(),
      last_error: model.json().nullable(),
      /** The proof of a success: `{ by, statement, at }`. */
      proof: model.json().nullable(),
      /** When the provider's record first showed it as waiting. */
      waiting_seen_at: model.dateTime().nullable(),
      /** When the cause happened, if that is known. */
      caused_at: model.dateTime().nullable(),
      /** What every attempt tells alike: `{ remaining_after, lines }`. */
      captured_with: model.json().nullable(),
      /** When it was announced that it has waited for too long. */
      overdue_at: model.dateTime().nullable(),
      provider_reference: model.text().nullable(),
      created_by: model.text().nullable(),
      resolved_by: model.text().nullable(),
      /** Who did what by hand, and why: `[{ at, by, action, note }]`. */
      history: model.json().nullable(),
      settled_at: model.dateTime().nullable(),
      attempts: model.hasMany(() => Attempt, { mappedBy: "cancellation" }),
    }
  )
  .indexes([
    {
      name: "UQ_cncl_cancellation_fact_key",
      on: ["fact_key"],
      unique: true,
      where: "deleted_at IS NULL AND fact_key IS NOT NULL",
    },
    {
      name: "UQ_cncl_cancellation_idempotency_key",
      on: ["order_id", "idempotency_key"],
      unique: true,
      where: "deleted_at IS NULL AND idempotency_key IS NOT NULL",
    },
    {
      name: "UQ_cncl_cancellation_live_cancel",
      on: ["provider_order_id"],
      unique: true,
      where:
        "deleted_at IS NULL AND kind = 'cancel' AND status NOT IN ('rejected', 'superseded', 'dismissed')",
    },
    {
      name: "UQ_cncl_cancellation_in_progress",
      on: ["provider_order_id"],
      unique: true,
      where: "deleted_at IS NULL AND status = 'in_progress'",
    },
    {
      name: "IDX_cncl_cancellation_lane",
      on: ["provider_order_id", "seq"],
      where: "deleted_at IS NULL",
    },
    {
      name: "IDX_cncl_cancellation_due",
      on: ["provider_id", "next_attempt_at"],
      where:
        "deleted_at IS NULL AND status IN ('pending', 'accepted') AND lease_token IS NULL",
    },
    {
      name: "IDX_cncl_cancellation_leased",
      on: ["lease_expires_at"],
      where: "deleted_at IS NULL AND lease_token IS NOT NULL",
    },
    {
      name: "IDX_cncl_cancellation_waiting",
      on: ["order_id"],
      where: "deleted_at IS NULL AND waits_for IS NOT NULL",
    },
    {
      name: "IDX_cncl_cancellation_order_id",
      on: ["order_id"],
      where: "deleted_at IS NULL",
    },
    {
      name: "IDX_cncl_cancellation_created_at",
      on: ["created_at"],
      where: "deleted_at IS NULL",
    },
    {
      name: "IDX_cncl_cancellation_settled_at",
      on: ["provider_id", "settled_at"],
      where: "deleted_at IS NULL AND status = 'succeeded'",
    },
    {
      name: "IDX_cncl_cancellation_open",
      on: ["provider_id", "status"],
      where:
        "deleted_at IS NULL AND status IN ('pending', 'in_progress', 'accepted', 'needs_review', 'rejected')",
    },
  ])
