import { isMoving } from "./status"
import type { Cancellation, CancellationProvider, Trouble } from "./wire"

/**
 * What keeps it from having happened outside, as the list's filter has it. Null
 * where nothing does, or where nothing is known to.
 */
export const troubleOf = (
  { status, last_error }: Pick<Cancellation, "status" | "last_error">,
  provider: Pick<CancellationProvider, "is_paused"> | undefined
): Trouble | null => {
  if (status === "needs_review" || status === "rejected") {
    return status
  }
  if (!isMoving({ status })) {
    return null
  }
  if (provider?.is_paused) {
    return "paused"
  }
  return last_error ? "failing" : null
}
