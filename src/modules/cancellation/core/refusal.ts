/**
 * The codes of all refusals, each with the status that a route answers it with.
 * They are stable: a program may rely on them, and never on a message.
 * docs/api.md says when each is given, and what to do.
 *
 * This file imports nothing, so that a browser may load it.
 */
export const REFUSAL_STATUS = {
  invalid_request: 400,
  not_configured: 400,
  void_unsupported: 400,
  unit_mismatch: 400,
  amount_required: 400,
  items_required: 400,
  invalid_amount: 400,
  invalid_items: 400,
  unknown_item: 400,
  total_unknown: 400,
  exceeds_remaining: 400,
  below_voided: 400,
  already_canceled: 400,
  wrong_status: 400,
  note_required: 400,
  confirmation_required: 400,
  details_required: 400,
  waits_for_others: 400,
  items_taken: 400,
  has_cancellations: 400,
  refused_by_provider: 400,
  provider_mistake: 400,
  refused_by_store: 400,
  order_not_found: 404,
  provider_order_not_found: 404,
  cancellation_not_found: 404,
  provider_not_found: 404,
  already_registered: 409,
  body_too_large: 413,
  idempotency_key_reused: 422,
} as const

export type RefusalCode = keyof typeof REFUSAL_STATUS

type Status = (typeof REFUSAL_STATUS)[RefusalCode]

/** The codes that a route answers with this status. */
export type RefusalCodeOf<S extends Status> = {
  [Code in RefusalCode]: (typeof REFUSAL_STATUS)[Code] extends S ? Code : never
}[RefusalCode]

export const REFUSAL_CODES = Object.keys(REFUSAL_STATUS) as RefusalCode[]

/** The status of a refusal's code; null for what is no code of a refusal. */
export const statusOfRefusal = (code: unknown): Status | null =>
  REFUSAL_CODES.includes(code as RefusalCode)
    ? REFUSAL_STATUS[code as RefusalCode]
    : null

/** Why something can't be done: for a program, and for a shop assistant. */
export interface Refusal {
  code: RefusalCodeOf<400>
  message: string
}

export const refusal = (code: Refusal["code"], message: string): Refusal => ({
  code,
  message,
})
