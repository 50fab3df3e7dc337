import { Decimal, OutcomeType, Proof } from "../../../provider-kit"
import { Health } from "../core/circuit"
import { CancellationStatus } from "../core/status"
import { LastError } from "../types"
import { AttemptPurpose } from "../core/vocabulary"

/** What becomes of one cancellation, and the evidence of its attempt. */
export interface SettleRow {
  attempt_id: string
  cancellation_id: string
  provider_order_id: string
  /**
   * The end of a lease that was found expired: it is settled only while that is
   * still its end. A heartbeat that was held up may extend it after all, and
   * its holder may send then. Null: settled by the holder itself.
   */
  expired_at: Date | null
  /**
   * With it: whether the attempt was marked as being sent when it was found
   * expired. What becomes of it rests on that, so it is settled only while that
   * is still so.
   */
  was_marked: boolean
  status: CancellationStatus
  purpose: AttemptPurpose
  next_attempt_at: Date | null
  failure_count: number
  absent_count: number
  /** Null: stays as it is. */
  retry_until: Date | null
  last_error: LastError | null
  /** Of what succeeded; else null. */
  proof: Proof | null
  was_seen_waiting: boolean
  /** Null: stays as it is. */
  provider_reference: string | null
  /** What the provider said is left; null where it said nothing. */
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
  /** Null for a void that a whole cancel superseded along the way. */
  attempt_id: string | null
}
