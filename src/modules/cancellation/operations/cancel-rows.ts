import { generateEntityId } from "@medusajs/framework/utils"
import { NewCancellation } from "../ledger/insert-cancellations"
import { CancellationSource, CapturedBy } from "../types"

export interface CancelCause {
  source: CancellationSource
  source_id: string | null
  captured_by: CapturedBy
  reason?: string | null
  note?: string | null
  details?: Record<string, unknown> | null
  created_by?: string | null
  idempotency_key?: string | null
  request_hash?: string | null
  caused_at?: Date | string | null
}

/** The fact that one cancellation is captured for: once, whoever delivers it. */
export const factKey = (
  source: CancellationSource,
  sourceId: string | null,
  providerOrderId: string
): string | null =>
  sourceId === null ? null : `${source}:${sourceId}:${providerOrderId}`

/** A whole cancel of a provider order. */
export const cancelRow = (
  providerOrderId: string,
  cause: CancelCause
): NewCancellation => ({
  id: generateEntityId(undefined, "cncl"),
  provider_order_id: providerOrderId,
  kind: "cancel",
  amount: null,
  raw_amount: null,
  items: null,
  reason: cause.reason ?? null,
  note: cause.note ?? null,
  details: cause.details ?? null,
  source: cause.source,
  source_id: cause.source_id,
  captured_by: cause.captured_by,
  fact_key: factKey(cause.source, cause.source_id, providerOrderId),
  idempotency_key: cause.idempotency_key ?? null,
  request_hash: cause.request_hash ?? null,
  created_by: cause.created_by ?? null,
  caused_at: cause.caused_at ?? null,
})
