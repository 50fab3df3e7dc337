/**
 * The names of the plugin's events, for a subscriber's `event`. This file
 * imports nothing.
 */
export const CancellationEvents = {
  SUCCEEDED: "cancellation.succeeded",
  REJECTED: "cancellation.rejected",
  NEEDS_REVIEW: "cancellation.needs_review",
  OVERDUE: "cancellation.overdue",
  PROVIDER_PAUSED: "cancellation_provider.paused",
  PROVIDER_RESUMED: "cancellation_provider.resumed",
  PROVIDER_ORDER_DRIFTED: "provider_order.drifted",
} as const satisfies Record<string, CancellationEventName>

export type CancellationEventName = keyof CancellationEventData

/** What an event names: what happened to it is read from the ledger. */
export interface CancellationEventId {
  id: string
}

export interface CancellationProviderEvent extends CancellationEventId {
  /** Why, for people; null where nobody said. */
  reason: string | null
}

/** What each event carries as its `data`, by its name. */
export interface CancellationEventData {
  /** `id` is the cancellation's, `cncl_…`. */
  "cancellation.succeeded": CancellationEventId
  "cancellation.rejected": CancellationEventId
  "cancellation.needs_review": CancellationEventId
  "cancellation.overdue": CancellationEventId
  /** `id` is the provider's id in the configuration. */
  "cancellation_provider.paused": CancellationProviderEvent
  "cancellation_provider.resumed": CancellationProviderEvent
  /** `id` is the provider order's, `cnpo_…`. */
  "provider_order.drifted": CancellationEventId
}
