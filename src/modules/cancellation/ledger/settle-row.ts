import { Decimal, OutcomeType, Proof } from "../../../provider-kit"
import { Health } from "../core/circuit"
import { CancellationStatus } from "../core/status"
import { LastError } from "../types"
import { AttemptPurpose } from "../core/vocabulary"

/** The end of one cancellation's attempt, with its evidence. */
export interface SettleRow {
  attempt_id: string
  cancellation_id: string
  provider_order_id: string
  /**
   * The time at which a lease that was found expired had ended: the attempt is
   * settled only while the lease still ends then. A delayed heartbeat may
   * extend the lease after all, and its holder may send then. Null: settled by
   * the holder itself.
   */
  expired_at: Date | null
  /**
   * For an expired lease: whether the attempt was marked as being sent when the
   * lease was found expired. The end rests on that, so the attempt is settled
   * only while that is still so.
   */
  was_marked: boolean
  /** Only the holder knows: no call left, even if the attempt is marked. */
  was_unsent: boolean
  /** The cancellation's last error stays: it says more than this end does. */
  keeps_error: boolean
  status: CancellationStatus
  purpose: AttemptPurpose
  next_attempt_at: Date | null
  failure_count: number
  absent_count: number
  /** Null: stays as it is. */
  retry_until: Date | null
  last_error: LastError | null
  /** The proof of a success; else null. */
  proof: Proof | null
  was_seen_waiting: boolean
  /** Null: stays as it is. */
  provider_reference: string | null
  /** The remainder that the provider named; null if it named none. */
  remaining: Decimal | null
  outcome: OutcomeType
  http_status: number | null
  request: unknown
  response: unknown
  error: LastError | null
  duration_ms: number | null
  /** What the attempt says about the provider itself. */
  health: Health
}

export interface SettledRow {
  id: string
  status: CancellationStatus
  provider_id: string
  kind: string
  /** Null for a void that a full cancellation superseded along the way. */
  attempt_id: string | null
  /** From its capture to its end, in milliseconds. Null: it has not ended. */
  waited_ms: number | null
}
