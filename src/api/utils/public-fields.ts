/**
 * What the routes show of each thing: exactly this, whatever else its table
 * holds. It is the default, and all that can be asked for with `fields`.
 */
export const PROVIDER_ORDER_FIELDS = [
  "id",
  "order_id",
  "order_display_id",
  "order_custom_display_id",
  "provider_id",
  "external_id",
  "order_url",
  "unit",
  "currency_code",
  "total",
  "total_source",
  "items",
  "origin",
  "metadata",
  "drift",
  "created_at",
  "updated_at",
] as const

export const CANCELLATION_FIELDS = [
  "id",
  "order_id",
  "order_display_id",
  "order_custom_display_id",
  "provider_order_id",
  "provider_id",
  "external_id",
  "order_url",
  "kind",
  "unit",
  "amount",
  "currency_code",
  "items",
  "reason",
  "note",
  "source",
  "source_id",
  "captured_by",
  "idempotency_key",
  "status",
  "attempt_count",
  "next_attempt_at",
  "waits_for",
  "proof",
  "last_error",
  "provider_reference",
  "created_by",
  "resolved_by",
  "history",
  "settled_at",
  "created_at",
  "updated_at",
] as const

export const ATTEMPT_FIELDS = [
  "id",
  "number",
  "purpose",
  "outcome",
  "http_status",
  "request",
  "response",
  "error",
  "send_started_at",
  "started_at",
  "finished_at",
  "duration_ms",
] as const

export const VOID_FIELDS = [
  "provider_order_id",
  "provider_id",
  "unit",
  "currency_code",
  "total",
  "voided",
  "reserved",
  "remaining",
  "source",
  "ledger",
  "provider",
  "drift",
  "provider_error",
  "results",
  "items",
] as const

export const PROVIDER_FIELDS = [
  "id",
  "identifier",
  "unit",
  "supports_void",
  "is_configured",
  "is_paused",
  "pause",
  "circuit",
  "counts",
  "failing",
  "waiting_since",
  "last_success_at",
  "last_failure_at",
] as const

/** Of `row`, the fields of this list that it has. */
export const pick = <Field extends string>(
  row: Record<string, unknown>,
  fields: readonly Field[]
): Partial<Record<Field, unknown>> =>
  Object.fromEntries(
    fields.filter((name) => name in row).map((name) => [name, row[name]])
  ) as Partial<Record<Field, unknown>>
