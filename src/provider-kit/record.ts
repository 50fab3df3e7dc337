import type { Said } from "./answer-rules"
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

/**
 * What a record may show that speaks against a full cancellation. `shipped`,
 * `captured` and `blocked`: the provider most likely refuses it.
 * `not_confirmed` and `unclear`: what it would do can't be said yet.
 */
export const OBSTACLE_TYPES = [
  "shipped",
  "captured",
  "blocked",
  "not_confirmed",
  "unclear",
] as const

export type ObstacleType = (typeof OBSTACLE_TYPES)[number]

export interface Obstacle {
  type: ObstacleType
  /** One sentence for a person: what the record shows, and what follows. */
  message: string
}

/** What a provider itself says about one provider order. */
export interface ProviderRecord {
  /** `cancelling`: a full cancellation was taken, and isn't settled yet. */
  state: "open" | "cancelling" | "cancelled"
  /** The provider's own word for the state, which is shown to people. */
  status: string | null
  /**
   * The total before anything was taken away. Decimal, in the unit. It replaces
   * a total that was only derived, so it is null where the provider doesn't
   * say: a cancelled order with a remainder of 0 doesn't.
   */
  total: string | null
  /** What is left, in the unit. Null where the provider doesn't say. */
  remaining: string | null
  /** Null where the provider keeps no list of voids. */
  voids: RecordedVoid[] | null
  /** Null where the provider's unit isn't `item`. */
  items: RecordedItem[] | null
  /**
   * What in the record shows that the order is cancelled, for `findEffect`,
   * where `status` alone doesn't. Null or left out where it isn't cancelled.
   */
  proof?: Proof | null
  /**
   * What speaks against a full cancellation of an order that is open. Only a
   * preview shows it, and no outcome rests on it. Null or left out: nothing.
   */
  obstacle?: Obstacle | null
}

export type RecordReading =
  | { type: "found"; record: ProviderRecord; exchanges?: Exchange[] }
  /** The provider answers that it has no such order. */
  | { type: "missing"; error: OutcomeError; exchanges?: Exchange[] }
  /** The read itself failed, which says nothing about the order. */
  | {
      type: "failed"
      error: OutcomeError
      retry_after_ms?: number | null
      exchanges?: Exchange[]
    }

/** What the record shows about one call whose outcome is unknown. */
export type Effect =
  | {
      type: "applied"
      reference?: string | null
      /** What in the record shows it. Its `by` is always `record`. */
      proof: Proof
    }
  /** The provider took it, and shows it as waiting to be decided. */
  | { type: "settling" }
  /**
   * Nothing shows of it. After a record that showed it as waiting, this means
   * that the provider turned it down, perhaps with a code and words.
   */
  | ({ type: "absent" } & Partial<Said>)
  /** The record can't tell, for example because it is ambiguous. */
  | { type: "undecidable"; reason: string }

/** @param reason - what a person should look for */
export const undecidable = (reason: string): Effect => ({
  type: "undecidable",
  reason,
})

export interface EffectContext {
  /** What `prepare` returned before the send. Null where nothing was read. */
  baseline: unknown
  /** References that belong to other cancellations of this provider order. */
  owned_references: string[]
}
