import { requestHash } from "../core/request-hash"
import { keyReused } from "../errors"
import { findByIdempotencyKey } from "../ledger/find-cancellations"
import { Sql } from "../ledger/sql"
import { CaptureCancelsInput, CaptureVoidInput } from "../types"

/**
 * An `Idempotency-Key`, and a hash that tells whether two requests are the
 * same.
 */
export interface RequestKey {
  key: string
  hash: string
}

export const cancelKey = (input: CaptureCancelsInput): RequestKey | null =>
  keyOf(input, {
    kind: "cancel",
    provider_order_ids: input.provider_order_ids,
    reason: input.reason,
    note: input.note,
    details: input.details,
  })

export const voidKey = (input: CaptureVoidInput): RequestKey | null =>
  keyOf(input, {
    kind: "void",
    provider_order_id: input.provider_order_id,
    amount: input.amount,
    items: input.items,
    reason: input.reason,
    note: input.note,
    details: input.details,
  })

const keyOf = (
  { idempotency_key }: { idempotency_key?: string | null },
  request: Record<string, unknown>
): RequestKey | null =>
  idempotency_key == null
    ? null
    : { key: idempotency_key, hash: requestHash(request) }

/**
 * The cancellation that the key was used for in this order.
 *
 * @throws DUPLICATE_ERROR if the key was used for another request
 */
export const knownByKey = async (
  trx: Sql,
  orderId: string,
  { key, hash }: RequestKey
): Promise<string | null> => {
  const known = await findByIdempotencyKey(trx, orderId, key)
  if (known && known.request_hash !== hash) {
    throw keyReused()
  }
  return known?.id ?? null
}
