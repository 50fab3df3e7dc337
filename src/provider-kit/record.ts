import { Exchange } from "./http/exchange"
import { OutcomeError, Proof } from "./outcome"

/** One void that the provider's own record lists. */
export interface RecordedVoid {
  id: string
  /** Decimal, in the provider order's unit. */
  amount: string
  created_at: string | null
}

export interface RecordedItem {
  external_item_id: string | number
  state: "open" | "cancelling" | "cancelled"
}

/** What a provider itself says about one provider order. */
export interface ProviderRecord {
  /** `cancelling`: the provider took a whole cancel and has not settled it. */
  state: "open" | "cancelling" | "cancelled"
  /** The provider's own word for the state, to be shown. */
  status: string | null
  /**
   * What there was before anything was taken away, decimal, in the unit. It
   * replaces a total that was only derived, so it is null where the provider
   * doesn't tell: a cancelled order that shows a remainder of 0 doesn't.
   */
  total: string | null
  /** What is left, decimal, in the unit; null where the provider doesn't tell. */
  remaining: string | null
  /** Null where the provider keeps no list of voids. */
  voids: RecordedVoid[] | null
  /** Null where the provider is not measured in items. */
  items: RecordedItem[] | null
  /**
   * What of it shows that the order is cancelled, for `findEffect`, where
   * `status` alone doesn't say it. Null or left out where it isn't.
   */
  proof?: Proof | null
}

export type RecordReading =
  | { type: "found"; record: ProviderRecord; exchanges?: Exchange[] }
  /** The provider answers that it has no such order. */
  | { type: "missing"; error: OutcomeError; exchanges?: Exchange[] }
  /** The read itself failed: it says nothing about the order. */
  | {
      type: "failed"
      error: OutcomeError
      retry_after_ms?: number | null
      exchanges?: Exchange[]
    }

/** What the record says about one call whose outcome is unknown. */
export type Effect =
  | {
      type: "applied"
      reference?: string | null
      /** What of the record shows it; its `by` is always `record`. */
      proof: Proof
    }
  /** Taken, shown as waiting, and not settled yet. */
  | { type: "settling" }
  /**
   * Nothing shows of it. After a record that showed it as waiting, this means
   * that the provider turned it down.
   */
  | { type: "absent" }
  /** The record can't tell, for example because it is ambiguous. */
  | { type: "undecidable"; reason: string }

/** @param reason - what a person should look for */
export const undecidable = (reason: string): Effect => ({
  type: "undecidable",
  reason,
})

export interface EffectContext {
  /** What `prepare` returned before the send; null where nothing was read. */
  baseline: unknown
  /** References that other cancellations of this provider order own. */
  owned_references: string[]
}
