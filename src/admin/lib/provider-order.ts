import { RELEASED_STATUSES } from "../../modules/cancellation/core/status"
import type { Cancellation } from "./wire"

/** Whether a full cancellation stands. Nothing can be voided beside it. */
export const hasLiveCancel = (
  cancellations: Pick<Cancellation, "kind" | "status">[]
): boolean =>
  cancellations.some(
    ({ kind, status }) =>
      kind === "cancel" &&
      !RELEASED_STATUSES.some((released) => released === status)
  )
