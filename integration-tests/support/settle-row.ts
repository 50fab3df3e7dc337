import { SettleRow } from "../../src/modules/cancellation/ledger/settle-row"

/** The end of an attempt that proved not to have been processed, but for these. */
export const settleRow = (
  fields: Partial<SettleRow> &
    Pick<
      SettleRow,
      "attempt_id" | "cancellation_id" | "provider_order_id" | "next_attempt_at"
    >
): SettleRow => ({
  expired_at: null,
  was_marked: false,
  was_unsent: false,
  keeps_error: false,
  status: "pending",
  purpose: "send",
  failure_count: 0,
  absent_count: 0,
  retry_until: null,
  last_error: null,
  proof: null,
  was_seen_waiting: false,
  provider_reference: null,
  remaining: null,
  outcome: "retry",
  http_status: null,
  request: null,
  response: null,
  error: null,
  duration_ms: null,
  health: { type: "silent" },
  ...fields,
})
