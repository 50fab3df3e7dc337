import { z } from "@medusajs/framework/zod"
import { NOTE_MAX_LENGTH } from "../../../modules/cancellation/core/limits"
import { EXTERNAL_ID_MAX_LENGTH } from "../../../modules/cancellation/core/matching/external-id"
import { CANCELLATION_STATUSES } from "../../../modules/cancellation/core/status"
import {
  CANCELLATION_KINDS,
  CANCELLATION_SOURCES,
  CAPTURE_PATHS,
  RESOLUTIONS,
  TROUBLES,
} from "../../../modules/cancellation/core/vocabulary"
import {
  body,
  hasAny,
  ids,
  listParams,
  note,
  object,
  oneOrSeveralIds,
  onlyTrue,
  orderParam,
  requiredText,
  retrieveParams,
  someOf,
  textParam,
  timeRange,
} from "../../utils/fields"

const filtersWithinOrder = () => ({
  status: someOf(CANCELLATION_STATUSES).describe("One status, or several."),
  provider_id: oneOrSeveralIds().describe("One provider, or several."),
  kind: someOf(CANCELLATION_KINDS).describe(
    "`cancel` is all of a provider order, `void` a part."
  ),
  source: someOf(CANCELLATION_SOURCES).describe("What caused it."),
  captured_by: someOf(CAPTURE_PATHS).describe("By which path it was captured."),
  created_at: timeRange().describe(
    "A time, or bounds of it. ISO 8601; a day will do."
  ),
  q: textParam(EXTERNAL_ID_MAX_LENGTH).describe(
    "A part of the provider's id of the order or of the number that the store itself gave the order, or Medusa's number of the order; numbers with or without `#`. A whole e-mail address finds what belongs to the newest 200 orders placed with it."
  ),
})

const filters = () => ({
  ...filtersWithinOrder(),
  order_id: oneOrSeveralIds().describe("One order, or several."),
  trouble: someOf(TROUBLES).describe(
    "What keeps it from having happened at the provider; several find any of them. `failing`: its last call failed and is tried again, or it was not sent yet because the provider failed, or asked for a pause. `paused`: it waits at a provider that is paused."
  ),
})

const page = () => listParams({ limit: 20, order: "-created_at" })

export const AdminGetCancellations = z.strictObject({
  ...page(),
  order: orderParam().describe(
    "The field to put them in order by; with `-` in front, the last first. Left out: `-created_at`; with `trouble`, the most urgent first (`needs_review`, `rejected`, `failing`, `paused`), and of each the newest."
  ),
  ...filters(),
  id: oneOrSeveralIds().describe("One cancellation, or several."),
})
export type AdminGetCancellationsType = z.infer<typeof AdminGetCancellations>

export const AdminGetOrderCancellations = z.strictObject({
  ...page(),
  ...filtersWithinOrder(),
})
export type AdminGetOrderCancellationsType = z.infer<
  typeof AdminGetOrderCancellations
>

export const AdminGetCancellation = z.strictObject(retrieveParams())

export const AdminRetryCancellation = body({
  note: note(),
  details: object().describe(
    "In place of those that it was captured with. Needed where they were forgotten since, as they are when it was rejected; `{}` sends it without any."
  ),
  confirm_not_applied: onlyTrue().describe(
    "You looked: the provider has not done it. Needed, with a note, after an unknown outcome that can't be read back."
  ),
  without_waiting: onlyTrue().describe(
    "Sends one that waits for another provider although it is not done there. Needed, with a note, where `waits_for` is not null."
  ),
})
export type AdminRetryCancellationType = z.infer<typeof AdminRetryCancellation>

export const AdminResolveCancellation = body({
  resolution: z
    .enum(RESOLUTIONS)
    .describe(
      "`succeeded`: it is done at the provider. `dismissed`: it is not wanted any more."
    ),
  note: requiredText(
    NOTE_MAX_LENGTH,
    "is missing: say how you know, or why it is closed."
  ).describe("How you know, or why it is closed."),
  confirm_not_applied: onlyTrue().describe(
    "You looked: the provider has not done it. Needed for `dismissed` where it may have."
  ),
})
export type AdminResolveCancellationType = z.infer<
  typeof AdminResolveCancellation
>

export const AdminReopenCancellation = body({
  note: requiredText(
    NOTE_MAX_LENGTH,
    "is missing: say why it is opened again."
  ).describe("Why it is opened again."),
})
export type AdminReopenCancellationType = z.infer<
  typeof AdminReopenCancellation
>

export const AdminExportCancellations = z.strictObject(filters())
export type AdminExportCancellationsType = z.infer<
  typeof AdminExportCancellations
>

export const AdminRetryCancellations = body({
  ids: ids().describe("Which. Either these, or filters."),
  ...filters(),
})
  .refine(
    ({ ids: given, ...others }) => given !== null || hasAny(others),
    "Give the ids of the cancellations to retry, or filters."
  )
  .refine(
    ({ ids: given, ...others }) => given === null || !hasAny(others),
    "Give either ids or filters, not both."
  )
export type AdminRetryCancellationsType = z.infer<
  typeof AdminRetryCancellations
>
