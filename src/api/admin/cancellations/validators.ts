import { type z } from "@medusajs/framework/zod"
import { CANCELLATION_STATUSES } from "../../../modules/cancellation/core/status"
import {
  CANCELLATION_KINDS,
  CANCELLATION_SOURCES,
  CAPTURE_PATHS,
  RESOLUTIONS,
} from "../../../modules/cancellation/core/vocabulary"
import {
  NOTE_MAX_LENGTH,
  about,
  body,
  ids,
  listParams,
  note,
  object,
  oneOf,
  onlyTrue,
  query,
  requiredText,
  retrieveParams,
  searchText,
  someOf,
  someTexts,
  timeRange,
} from "../../utils/fields"

const filtersWithinOrder = () => ({
  status: about(
    "One status, or several.",
    someOf("status", CANCELLATION_STATUSES)
  ),
  provider_id: about("One provider, or several.", someTexts("provider_id")),
  kind: about(
    "`cancel` is all of a provider order, `void` a part.",
    someOf("kind", CANCELLATION_KINDS)
  ),
  source: about("What caused it.", someOf("source", CANCELLATION_SOURCES)),
  captured_by: about(
    "By which path it was captured.",
    someOf("captured_by", CAPTURE_PATHS)
  ),
  created_at: about(
    "A time, or bounds of it. ISO 8601; a day will do.",
    timeRange("created_at")
  ),
  q: about(
    "A part of the provider's id of the order or of the number that the store itself gave the order, or Medusa's number of the order; numbers with or without `#`.",
    searchText()
  ),
})

const filters = () => ({
  ...filtersWithinOrder(),
  order_id: about("One order, or several.", someTexts("order_id")),
})

const page = () => listParams({ limit: 20, order: "-created_at" })

export const AdminGetCancellations = query({ ...page(), ...filters() })
export type AdminGetCancellationsType = z.infer<typeof AdminGetCancellations>

export const AdminGetOrderCancellations = query({
  ...page(),
  ...filtersWithinOrder(),
})
export type AdminGetOrderCancellationsType = z.infer<
  typeof AdminGetOrderCancellations
>

export const AdminGetCancellation = query(retrieveParams())

export const AdminRetryCancellation = body({
  note: note(),
  details: about(
    "In place of those that it was captured with. Needed where they were forgotten since, as they are when it was rejected; `{}` sends it without any.",
    object("details")
  ),
  confirm_not_applied: about(
    "You looked: the provider has not done it. Needed, with a note, after an unknown outcome that can't be read back.",
    onlyTrue("confirm_not_applied")
  ),
})
export type AdminRetryCancellationType = z.infer<typeof AdminRetryCancellation>

export const AdminResolveCancellation = body({
  resolution: about(
    "`succeeded`: it is done at the provider. `dismissed`: it is not wanted any more.",
    oneOf("resolution", RESOLUTIONS)
  ),
  note: about(
    "How you know, or why it is closed.",
    requiredText(
      "note",
      NOTE_MAX_LENGTH,
      "note is missing: say how you know, or why it is closed."
    )
  ),
  confirm_not_applied: about(
    "You looked: the provider has not done it. Needed for `dismissed` where it may have.",
    onlyTrue("confirm_not_applied")
  ),
})
export type AdminResolveCancellationType = z.infer<
  typeof AdminResolveCancellation
>

export const AdminRetryCancellations = body(
  {
    ids: about("Which. Either these, or filters.", ids("ids")),
    ...filters(),
  },
  ({ ids: given, ...others }) => {
    const hasFilters = Object.values(others).some(
      (value) => value !== undefined
    )
    if (given === null && !hasFilters) {
      return "Give the ids of the cancellations to retry, or filters."
    }
    return given !== null && hasFilters
      ? "Give either ids or filters, not both."
      : null
  }
)
export type AdminRetryCancellationsType = z.infer<
  typeof AdminRetryCancellations
>
