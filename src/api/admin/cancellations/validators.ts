import { z } from "@medusajs/framework/zod"
import { CANCELLATION_STATUSES } from "../../../modules/cancellation/core/status"
import {
  NOTE_MAX_LENGTH,
  body,
  ids,
  listParams,
  note,
  object,
  oneOf,
  onlyTrue,
  requiredText,
  retrieveParams,
  searchText,
  someOf,
  someTexts,
  timeRange,
} from "../../utils/fields"

const filters = () => ({
  status: someOf("status", CANCELLATION_STATUSES),
  provider_id: someTexts("provider_id"),
  order_id: someTexts("order_id"),
  kind: someOf("kind", ["cancel", "void"]),
  source: someOf("source", [
    "order_canceled",
    "order_edited",
    "payment_refunded",
    "admin",
    "workflow",
  ]),
  captured_by: someOf("captured_by", [
    "event",
    "reconciliation",
    "request",
    "registration",
  ]),
  created_at: timeRange("created_at"),
  q: searchText(),
})

const page = () => listParams({ limit: 20, order: "-created_at" })

export const AdminGetCancellations = z.object({ ...page(), ...filters() })
export type AdminGetCancellationsType = z.infer<typeof AdminGetCancellations>

const { order_id: _, ...filtersWithinOrder } = filters()

export const AdminGetOrderCancellations = z.object({
  ...page(),
  ...filtersWithinOrder,
})
export type AdminGetOrderCancellationsType = z.infer<
  typeof AdminGetOrderCancellations
>

export const AdminGetCancellation = z.object(retrieveParams())

export const AdminRetryCancellation = body({
  note: note(),
  details: object("details"),
  confirm_not_applied: onlyTrue("confirm_not_applied"),
})
export type AdminRetryCancellationType = z.infer<typeof AdminRetryCancellation>

export const AdminResolveCancellation = body({
  resolution: oneOf("resolution", ["succeeded", "dismissed"]),
  note: requiredText(
    "note",
    NOTE_MAX_LENGTH,
    "note is missing: say how you know, or why it is closed."
  ),
})
export type AdminResolveCancellationType = z.infer<
  typeof AdminResolveCancellation
>

export const AdminRetryCancellations = body({
  ids: ids("ids"),
  ...filters(),
}).superRefine(({ ids: given, ...others }, context) => {
  const hasFilters = Object.values(others).some((value) => value !== undefined)
  if (given === null && !hasFilters) {
    context.addIssue({
      code: "custom",
      message: "Give the ids of the cancellations to retry, or filters.",
    })
  }
  if (given !== null && hasFilters) {
    context.addIssue({
      code: "custom",
      message: "Give either ids or filters, not both.",
    })
  }
})
export type AdminRetryCancellationsType = z.infer<
  typeof AdminRetryCancellations
>
