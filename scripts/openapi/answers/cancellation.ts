import { z } from "@medusajs/framework/zod"
import { OUTCOME_TYPES } from "../../../src/provider-kit"
import { CANCELLATION_STATUSES } from "../../../src/modules/cancellation/core/status"
import {
  count,
  currencyCode,
  customDisplayId,
  displayId,
  externalItemIds,
  numberOrNull,
  orderUrl,
  text,
  textOrNull,
  time,
  timeOrNull,
  unit,
} from "./fields"
import {
  ATTEMPT_PURPOSES,
  CANCELLATION_KINDS,
  CANCELLATION_SOURCES,
  CAPTURE_PATHS,
  PROOF_SOURCES,
  RESOLUTIONS,
} from "../../../src/modules/cancellation/core/vocabulary"

export const AdminCancellationStatus = z
  .enum(CANCELLATION_STATUSES)
  .describe(
    "`pending` waits for its next attempt, `in_progress` is held by a worker, `accepted` was taken by the provider, which settles it later, `needs_review` waits for a person. The others are final, though a `rejected` one can be retried."
  )

export const AdminCancellationError = z
  .object({
    code: text("Stable, for programs."),
    message: text("What went wrong and what to do next, for people."),
    provider_code: textOrNull("The provider's own code, where it gave one."),
    provider_message: textOrNull("The provider's own words."),
    cause: textOrNull(
      "What led to it, where `code` is one of those of `needs_review`."
    ).optional(),
  })
  .describe("What went wrong last.")

export const AdminCancellationProof = z
  .object({
    by: z
      .enum(PROOF_SOURCES)
      .describe(
        "Whose word it is: the provider's `answer` to a call, its own `record`, or a `person`."
      ),
    statement: text("What it said, for people."),
    at: time(
      "When it was said, or happened by the provider's own clock where it says so."
    ),
  })
  .describe("Why it counts as done; null while it doesn't.")

export const AdminCancellationItem = z.object({
  id: text("Medusa line item id."),
  quantity: count("How many units."),
  external_item_ids: externalItemIds(),
  reason: textOrNull("Why these."),
})

export const AdminCancellationHistoryEntry = z
  .object({
    at: time("When."),
    by: textOrNull("Medusa user id, or the id of an API key."),
    action: z.enum(["retry", "resolve", "reopen"]),
    resolution: z.enum(RESOLUTIONS).optional(),
    not_applied_through: count(
      "It was confirmed that nothing was applied until the attempt of this number."
    ).optional(),
    note: textOrNull("What was said about it."),
  })
  .describe("One thing a person did by hand.")

export const AdminCancellationAttempt = z
  .object({
    id: text("Begins with `cnat_`."),
    number: count("Counted from 1."),
    purpose: z
      .enum(ATTEMPT_PURPOSES)
      .describe(
        "`send` tells the provider, `read_back` finds out whether an earlier call took effect, `poll` whether it has settled."
      ),
    outcome: z
      .enum(OUTCOME_TYPES)
      .nullable()
      .describe("What it taught; null while it runs."),
    http_status: z.number().int().nullable(),
    request: z
      .object({ method: z.string(), url: z.string(), body: z.unknown() })
      .nullable()
      .describe("Without keys and personal data, cut to 4 KB."),
    response: z
      .object({
        body: z.unknown(),
        follow_up: z
          .array(
            z.object({
              request: z.object({
                method: z.string(),
                url: z.string(),
                body: z.unknown(),
              }),
              http_status: z.number().int().nullable(),
              body: z.unknown(),
            })
          )
          .optional()
          .describe("What was asked after it, to be sure."),
      })
      .nullable()
      .describe("Without keys and personal data, cut to 4 KB."),
    error: AdminCancellationError.nullable(),
    send_started_at: timeOrNull("Null: nothing was sent."),
    started_at: time("When it was claimed."),
    finished_at: timeOrNull("Null while it runs."),
    duration_ms: numberOrNull("Milliseconds."),
  })
  .describe("One call, or one read, made for a cancellation.")

export const AdminCancellation = z
  .object({
    id: text("Begins with `cncl_`."),
    order_id: text("Medusa order id."),
    order_display_id: displayId(),
    order_custom_display_id: customDisplayId(),
    provider_order_id: text("Begins with `cnpo_`."),
    provider_id: text("The provider's id in the configuration."),
    external_id: text("The provider's id of the order."),
    order_url: orderUrl(),
    kind: z
      .enum(CANCELLATION_KINDS)
      .describe("`cancel` is all of the provider order, `void` a part of it."),
    unit: unit(),
    amount: numberOrNull("In the unit; null for a `cancel` and for items."),
    currency_code: currencyCode(),
    items: z
      .array(AdminCancellationItem)
      .nullable()
      .describe("Null where the unit is not `item`, and for a `cancel`."),
    reason: textOrNull("Why; told to a provider that takes a reason."),
    note: textOrNull("For colleagues."),
    source: z.enum(CANCELLATION_SOURCES).describe("What caused it."),
    source_id: textOrNull("Of the order, the order change or the refund."),
    captured_by: z.enum(CAPTURE_PATHS).describe("By which path it got here."),
    idempotency_key: textOrNull("The header `Idempotency-Key` of its request."),
    status: AdminCancellationStatus,
    attempt_count: count("Attempts so far, reads included."),
    next_attempt_at: timeOrNull("When it is due next."),
    waits_for: z
      .array(z.string())
      .nullable()
      .describe(
        "The ids of the providers whose cancellations of the same cause have to succeed first; null where it waits for none."
      ),
    proof: AdminCancellationProof.nullable(),
    last_error: AdminCancellationError.nullable(),
    provider_reference: textOrNull("The provider's id of what it did."),
    created_by: textOrNull("Medusa user id, where a person asked for it."),
    resolved_by: textOrNull("Medusa user id, where a person resolved it."),
    history: z
      .array(AdminCancellationHistoryEntry)
      .nullable()
      .describe("What people did by hand, the oldest first."),
    settled_at: timeOrNull("When its status became final."),
    created_at: time("When it was captured."),
    updated_at: time("When it was last written."),
    attempts: z
      .array(AdminCancellationAttempt)
      .optional()
      .describe("Only when one cancellation is read by its id."),
  })
  .describe("One instruction to one provider about one order.")
