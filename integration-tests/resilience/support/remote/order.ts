import {
  CancellationCall,
  Proof,
  ProviderRecord,
} from "../../../../src/provider-kit"

/** What came of a call at the provider, in its own words. */
export type Effected =
  | { type: "done"; reference: string | null; statement: string }
  /** Taken, to be decided later. */
  | { type: "taken"; is_shown: boolean }
  | { type: "done_already"; proof: Proof }
  | { type: "refused"; code: string; message: string }

/** The provider's side of one provider order. */
export interface RemoteOrder {
  /** Carries the call out, or takes it. */
  apply(call: CancellationCall, isAtOnce: boolean): Effected
  /** Somebody else ends it there. */
  end(state: "captured" | "expired" | "cancelled"): void
  /** The first that waits to be decided, if any does. */
  decide(isCarriedOut: boolean): void
  record(): ProviderRecord
  /** Nothing of it is left to be cancelled. */
  readonly isOver: boolean
  readonly isCancelled: boolean
  /** What voids took, in the unit; what was made there by others isn't in it. */
  readonly voided: number
  /** Who looks for this one has seen that it waits. */
  wasSeenWaiting(cancellationId: string): void
  /** Whether it waits for a decision about this one. */
  isWaiting(cancellationId: string): boolean
}

export const refusedAs = (state: string): Effected => ({
  type: "refused",
  code: state,
  message: `The order is ${state}.`,
})

/** The record itself is what shows it. */
export const overAlready = (state: string): Effected => ({
  type: "done_already",
  proof: { by: "record", statement: `The record shows the order as ${state}.` },
})
