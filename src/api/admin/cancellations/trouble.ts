import {
  type CancellationStatus,
  MOVING_STATUSES,
} from "../../../modules/cancellation/core/status"
import { type Trouble } from "../../../modules/cancellation/core/vocabulary"

/** All that is open: with it the database has an index for any trouble. */
const OPEN: readonly CancellationStatus[] = [
  ...MOVING_STATUSES,
  "needs_review",
  "rejected",
]

/**
 * What is in any of these troubles, as Query takes it.
 *
 * @param paused - the ids of the providers that are paused
 */
export const inTrouble = (
  troubles: readonly Trouble[],
  paused: string[]
): Record<string, unknown> => ({
  status: OPEN,
  $or: troubles.map((trouble) => CONDITIONS[trouble](paused)),
})

const CONDITIONS: Record<
  Trouble,
  (paused: string[]) => Record<string, unknown>
> = {
  needs_review: () => ({ status: ["needs_review"] }),
  rejected: () => ({ status: ["rejected"] }),
  failing: (paused) => ({
    status: MOVING_STATUSES,
    last_error: { $ne: null },
    provider_id: { $nin: paused },
  }),
  paused: (paused) => ({ status: MOVING_STATUSES, provider_id: paused }),
}
