import {
  CancellationCall,
  Proof,
  ProviderRecord,
} from "../../../../src/provider-kit"

/** What a call did at the provider, in the provider's own words. */
export type Effected =
  | { type: "done"; reference: string | null; statement: string }
  /** Taken, and to be decided later. */
  | { type: "taken"; is_shown: boolean }
  | { type: "done_already"; proof: Proof }
  | { type: "refused"; code: string; message: string }

/** The provider's side of one provider order. */
export interface RemoteOrder {
  /** Carries out the call, or takes it. */
  apply(call: CancellationCall, isAtOnce: boolean): Effected
  /** Somebody else ends it at the provider. */
  end(state: "captured" | "expired" | "cancelled"): void
  /** Decides the first call that waits, if any. */
  decide(isCarriedOut: boolean): void
  record(): ProviderRecord
  /** Nothing is left to cancel. */
  readonly isOver: boolean
  readonly isCancelled: boolean
  /** What voids took, in the unit, without those that others made there. */
  readonly voided: number
  /** A reader who looks for this call has seen it waiting. */
  wasSeenWaiting(cancellationId: string): void
  /** Whether a decision about this call is still open. */
  isWaiting(cancellationId: string): boolean
}

export const refusedAs = (state: string): Effected => ({
  type: "refused",
  code: state,
  message: `The order is ${state}.`,
})

/** The record itself shows it. */
export const overAlready = (state: string): Effected => ({
  type: "done_already",
  proof: { by: "record", statement: `The record shows the order as ${state}.` },
})
