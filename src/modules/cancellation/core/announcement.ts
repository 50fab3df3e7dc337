import type { CancellationEventName } from "../../../types/events"
import { PausedBy } from "./vocabulary"

/** Who stopped the calls to a provider: a pause, or an open circuit. */
export type StoppedBy = PausedBy | "circuit"

/** Something that happened, and that others are to hear of. */
export interface Announcement {
  name: CancellationEventName
  /** The event's `id`: what it is about. */
  subject_id: string
  provider_id: string
  /** Why, for people. */
  reason: string | null
  /** Of a provider that is paused, or goes on. */
  stopped_by: StoppedBy | null
}

/** A provider is paused, or goes on. */
export const ofProvider = (
  state: "paused" | "resumed",
  provider_id: string,
  stopped_by: StoppedBy,
  reason: string | null
): Announcement => ({
  name: `cancellation_provider.${state}`,
  subject_id: provider_id,
  provider_id,
  reason,
  stopped_by,
})
