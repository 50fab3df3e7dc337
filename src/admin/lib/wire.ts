/**
 * What the plugin's routes answer with: JSON, so every time is a text. The
 * routes themselves are documented in docs/.
 */
export type Unit = "currency" | "climes" | "item" | "none"

export type CancellationKind = "cancel" | "void"

export const STATUSES = [
  "pending",
  "in_progress",
  "accepted",
  "succeeded",
  "rejected",
  "needs_review",
  "superseded",
  "dismissed",
] as const

export type CancellationStatus = (typeof STATUSES)[number]

export const KINDS = ["cancel", "void"] as const

export const SOURCES = [
  "order_canceled",
  "order_edited",
  "payment_refunded",
  "admin",
  "workflow",
] as const

export type CancellationSource = (typeof SOURCES)[number]

export interface LastError {
  code: string
  message: string
  provider_code: string | null
  provider_message: string | null
  cause?: string | null
}

export interface ItemMapping {
  line_item_id: string
  external_item_ids: (string | number)[]
}

export interface ProviderOrder {
  id: string
  order_id: string
  order_display_id: number | null
  provider_id: string
  external_id: string
  unit: Unit
  currency_code: string | null
  total: number | null
  total_source: string | null
  items: ItemMapping[] | null
  origin: "explicit" | "metadata" | "option"
  metadata: Record<string, unknown> | null
  drift: Record<string, unknown> | null
  created_at: string
  updated_at: string
}

export interface VoidFigures {
  provider_order_id: string
  provider_id: string
  unit: Unit
  currency_code: string | null
  total: number | null
  voided: number
  reserved: number
  remaining: number | null
  source: "provider" | "ledger"
  ledger: { voided: number; reserved: number }
  provider: {
    voided: number | null
    remaining: number | null
    read_at: string
  } | null
  drift: boolean
  provider_error: LastError | null
  items?: {
    id: string
    quantity: number
    voided: number
    remaining: number
  }[]
}

export interface CancellationItem {
  id: string
  quantity: number
  external_item_ids: (string | number)[]
  reason: string | null
}

export interface HistoryEntry {
  at: string
  by: string | null
  action: "retry" | "resolve"
  resolution?: "succeeded" | "dismissed"
  note: string | null
}

export interface Attempt {
  id: string
  number: number
  purpose: "send" | "read_back" | "poll"
  outcome:
    | "succeeded"
    | "already_done"
    | "accepted"
    | "rejected"
    | "retry"
    | "unknown"
    | null
  http_status: number | null
  request: { method: string; url: string; body: unknown } | null
  response: { body: unknown } | null
  error: LastError | null
  send_started_at: string | null
  started_at: string
  finished_at: string | null
  duration_ms: number | null
}

export interface Cancellation {
  id: string
  order_id: string
  order_display_id: number | null
  provider_order_id: string
  provider_id: string
  external_id: string
  kind: CancellationKind
  unit: Unit
  amount: number | null
  currency_code: string | null
  items: CancellationItem[] | null
  reason: string | null
  note: string | null
  source: CancellationSource
  source_id: string | null
  captured_by: "event" | "reconciliation" | "request" | "registration"
  status: CancellationStatus
  attempt_count: number
  next_attempt_at: string | null
  last_error: LastError | null
  provider_reference: string | null
  created_by: string | null
  resolved_by: string | null
  history: HistoryEntry[] | null
  settled_at: string | null
  created_at: string
  updated_at: string
  attempts?: Attempt[]
}

export interface CancellationProvider {
  id: string
  identifier: string | null
  unit: Unit | null
  supports_void: boolean
  is_configured: boolean
  is_paused: boolean
  pause: {
    by: "operator" | "auth"
    reason: string | null
    since: string
  } | null
  circuit: { state: "closed" | "open" | "half_open"; until: string | null }
  counts: Record<
    "pending" | "in_progress" | "accepted" | "needs_review",
    number
  >
  last_success_at: string | null
  last_failure_at: string | null
}

export interface VoidPreview {
  request: { method: string; url: string; body: unknown }
  remaining_after: number | null
}

export interface VoidBody {
  provider_order_id: string
  amount?: number
  items?: { id: string; quantity: number; reason?: string }[]
  reason?: string
  note?: string
  details?: Record<string, unknown>
}
