import {
  type CancellationStatus,
  MOVING_STATUSES,
} from "../../../modules/cancellation/core/status"
import { type Trouble } from "../../../modules/cancellation/core/vocabulary"
import { type ImpededProviders } from "../../../modules/cancellation/types"

/** All that is open: with it the database has an index for any trouble. */
const OPEN: readonly CancellationStatus[] = [
  ...MOVING_STATUSES,
  "needs_review",
  "rejected",
]

/**
 * What is in any of these troubles, as Query takes it.
 *
 * @param providers - the ids of those that are paused, and of those that fail
 */
export const inTrouble = (
  troubles: readonly Trouble[],
  providers: ImpededProviders
): Record<string, unknown> => ({
  status: OPEN,
  $or: troubles.map((trouble) => CONDITIONS[trouble](providers)),
})

const CONDITIONS: Record<
  Trouble,
  (providers: ImpededProviders) => Record<string, unknown>
> = {
  needs_review: () => ({ status: ["needs_review"] }),
  rejected: () => ({ status: ["rejected"] }),
  failing: ({ paused, failing }) => ({
    $or: [
      {
        status: MOVING_STATUSES,
        last_error: { $ne: null },
        provider_id: { $nin: paused },
      },
      // It was not sent yet: the provider is left alone for a while. One that
      // waits for another provider would not be sent to a healthy one either.
      {
        status: ["pending"],
        last_error: null,
        waits_for: null,
        provider_id: failing,
      },
    ],
  }),
  paused: ({ paused }) => ({ status: MOVING_STATUSES, provider_id: paused }),
}
