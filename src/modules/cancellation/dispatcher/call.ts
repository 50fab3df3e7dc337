import { CancellationCall } from "../../../provider-kit"
import { ClaimedRow } from "../ledger/claimed-row"

/** A claimed row, as a strategy receives it. */
export const callOf = (row: ClaimedRow): CancellationCall => ({
  cancellation_id: row.id,
  kind: row.kind,
  provider_order: {
    id: row.provider_order_id,
    order_id: row.order_id,
    order_display_id: row.order_display_id,
    external_id: row.external_id,
    unit: row.unit,
    currency_code: row.currency_code,
    total: row.provider_order_total,
    total_source: row.provider_order_total_source,
    items: row.provider_order_items,
    metadata: row.provider_order_metadata,
  },
  amount: row.amount,
  items: row.items,
  remaining: row.remaining,
  reserved: row.reserved,
  told_remaining: row.told_remaining,
  may_have_been_sent: row.may_have_been_sent,
  source: row.source,
  caused_at: row.caused_at?.toISOString() ?? null,
  is_confirmed_not_applied: row.is_confirmed_not_applied,
  reason: row.reason,
  note: row.note,
  details: row.details,
})
