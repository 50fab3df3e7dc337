import {
  CancellationKind,
  ItemMapping,
  TotalSource,
  Unit,
} from "../../../provider-kit"
import { CancellationItem } from "../types"
import { CapturedWith } from "./new-cancellation"
import { CancellationStatus } from "./status"
import { AttemptPurpose, CancellationSource } from "./vocabulary"

/** `numeric` arrives as a string: exact, and without exponent. */
type Numeric = string

/** What earlier attempts of a cancellation say. */
export interface History {
  /** An earlier attempt may have taken effect. */
  may_have_been_sent: boolean
  /** The same, and nothing has disproven it since. */
  may_have_been_applied: boolean
  /**
   * A person confirmed that no earlier attempt was applied, and no attempt
   * since may have been.
   */
  is_confirmed_not_applied: boolean
  /** What was read before the first send whose effect is being looked for. */
  baseline: unknown
}

/** A claimed cancellation, with everything that a strategy needs to know. */
export interface ClaimedRow extends History {
  id: string
  attempt_id: string
  attempt_number: number
  /** When it became due: an attempt that isn't made gives it its place back. */
  due_at: Date
  /** The claim has said already that the call may leave now. */
  is_marked: boolean
  provider_id: string
  provider_order_id: string
  order_id: string
  order_display_id: number | null
  external_id: string
  kind: CancellationKind
  unit: Unit
  amount: Numeric | null
  currency_code: string | null
  items: CancellationItem[] | null
  reason: string | null
  note: string | null
  status: CancellationStatus
  purpose: AttemptPurpose
  failure_count: number
  absent_count: number
  retry_until: Date
  details: Record<string, unknown> | null
  provider_order_total: Numeric | null
  provider_order_total_source: TotalSource | null
  provider_order_items: ItemMapping[] | null
  provider_order_metadata: Record<string, unknown> | null
  /** The total minus all voids that were done or may have been. */
  remaining: Numeric | null
  /**
   * Taken by voids that may have been done, or still may be: `remaining` is
   * already without it.
   */
  reserved: Numeric
  /** The most that is left by the provider's answers. Null: it gave none. */
  told_remaining: Numeric | null
  /** The provider's record has shown it as waiting to be decided. */
  was_seen_waiting: boolean
  source: CancellationSource
  /** When the cause happened; null if that isn't known. */
  caused_at: Date | null
  created_at: Date
  /** Null for a full cancellation, and for voids from before it was kept. */
  captured_with: CapturedWith | null
  /** References of the provider order's other cancellations. */
  owned_references: string[] | null
}
