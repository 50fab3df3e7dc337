import {
  CancellationKind,
  Decimal,
  ItemMapping,
  OutcomeType,
  RecordedVoid,
  RequestPreview,
  TotalSource,
  Unit,
} from "../../provider-kit"
import { LoweredItem } from "./core/automation/order-version"
import { Reduction } from "./core/automation/reduction"
import { CancellationStatus } from "./core/status"
import {
  AttemptPurpose,
  AutomatedSource,
  CancellationSource,
  CapturedBy,
  CircuitState,
  LikelyEnd,
  Origin,
  PROOF_SOURCES,
  PauseCode,
  PausedBy,
  RecordState,
  Resolution,
} from "./core/vocabulary"

export interface ProviderOrderDTO {
  id: string
  order_id: string
  order_display_id: number | null
  order_custom_display_id: string | null
  provider_id: string
  external_id: string
  unit: Unit
  currency_code: string | null
  total: number | null
  total_source: TotalSource | null
  items: ItemMapping[] | null
  origin: Origin
  metadata: Record<string, unknown> | null
  drift: Record<string, unknown> | null
  created_at: Date
  updated_at: Date
}

export interface CancellationItem {
  id: string
  quantity: number
  external_item_ids: (string | number)[]
  reason: string | null
}

/** The last error, and what to do next. */
export interface LastError {
  code: string
  message: string
  provider_code: string | null
  provider_message: string | null
  /**
   * The error that led to this one, if `code` is one of those of
   * `needs_review`.
   */
  cause?: string | null
}

/** Why the ledger believes that a cancellation was carried out. */
export interface ProofDTO {
  /** The provider's answer to a call, its record, or a person's word. */
  by: (typeof PROOF_SOURCES)[number]
  /** What the answer, the record or the person said. */
  statement: string
  /**
   * ISO time: when it was said, or when it happened by the provider's clock.
   */
  at: string
}

/** One action that a person took. */
export interface HistoryEntry {
  at: string
  by: string | null
  action: "retry" | "resolve" | "reopen"
  resolution?: Resolution
  /**
   * Somebody has confirmed that nothing was applied up to and including the
   * attempt of this number.
   */
  not_applied_through?: number
  note: string | null
}

/** The request to a provider: without keys and personal data, cut to 4 KB. */
export interface AttemptRequest {
  method: string
  url: string
  body: unknown
}

/** The provider's answer, masked and cut as the request is. */
export interface AttemptResponse {
  body: unknown
  /** The later calls of the attempt, which made sure of the outcome. */
  follow_up?: {
    request: AttemptRequest
    http_status: number | null
    body: unknown
  }[]
}

export interface AttemptDTO {
  id: string
  number: number
  purpose: AttemptPurpose
  outcome: OutcomeType | null
  http_status: number | null
  request: AttemptRequest | null
  response: AttemptResponse | null
  error: LastError | null
  send_started_at: Date | null
  started_at: Date
  finished_at: Date | null
  duration_ms: number | null
}

export interface CancellationDTO {
  id: string
  order_id: string
  order_display_id: number | null
  order_custom_display_id: string | null
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
  captured_by: CapturedBy
  idempotency_key: string | null
  status: CancellationStatus
  attempt_count: number
  next_attempt_at: Date | null
  /**
   * The providers whose cancellations of the same cause it waits for; null
   * while it doesn't wait.
   */
  waits_for: string[] | null
  /** Why the cancellation counts as done; null while it doesn't. */
  proof: ProofDTO | null
  last_error: LastError | null
  provider_reference: string | null
  created_by: string | null
  resolved_by: string | null
  history: HistoryEntry[] | null
  settled_at: Date | null
  created_at: Date
  updated_at: Date
  attempts?: AttemptDTO[]
}

/** A provider order that is to be recorded. */
export interface NewProviderOrder {
  provider_id: string
  external_id: string
  origin: Origin
  /**
   * Where it was found: `metadata.<key>`, `payment.<payment id>`, `id` … Left
   * out or null: somebody named it.
   */
  found_in?: string | null
  /** Decimal, in the provider's unit; null if it is not known. */
  total: Decimal | null
  total_source: TotalSource | null
  currency_code: string | null
  items: ItemMapping[] | null
  metadata: Record<string, unknown> | null
}

/** What the ledger needs to know about the order of the provider orders. */
export interface OrderInfo {
  order_id: string
  order_display_id: number | null
  /** The number that the store itself gave the order. */
  order_custom_display_id?: string | null
  /**
   * Not null: recording a provider order also captures its full cancellation,
   * once this time is two minutes past. Before that Medusa may still undo the
   * cancel.
   */
  canceled_at: Date | null
}

/**
 * How certain it is which provider orders an order names, and which it doesn't.
 */
export interface PlacesRead {
  provider_id: string
  /**
   * `order`: the order names at most one. `payments`: each live payment names
   * one.
   */
  of: "order" | "payments"
  /**
   * The places that were read without doubt: a provider order that was found in
   * one of them before, and isn't named there any more, is gone.
   */
  certain: string[]
}

export interface RecordProviderOrdersInput extends OrderInfo {
  provider_orders: NewProviderOrder[]
  /**
   * Provider orders that were found, but written by a shopper. They are
   * remembered as deleted, so that they are not believed later either.
   */
  distrusted?: Pick<NewProviderOrder, "provider_id" | "external_id">[]
  /** Left out: no provider order that was found before is gone. */
  readings?: PlacesRead[]
}

/** A provider order that another order was found to have. */
export interface HeldProviderOrder {
  id: string
  order_id: string
}

export interface RecordProviderOrdersResult {
  /** All provider orders of the order, recorded before or now. */
  provider_orders: ProviderOrderDTO[]
  created_ids: string[]
  skipped: { provider_id: string; external_id: string; reason: string }[]
  /** Those of the given ones that another order was only found to have. */
  held: HeldProviderOrder[]
  /**
   * Full cancellations that were captured because the order is already
   * cancelled.
   */
  cancellation_ids: string[]
}

export interface CaptureCancelsInput {
  order_id: string
  /** Left out: all provider orders of the order. */
  provider_order_ids?: string[]
  source: CancellationSource
  source_id?: string | null
  captured_by: CapturedBy
  reason?: string | null
  note?: string | null
  details?: Record<string, unknown> | null
  created_by?: string | null
  /**
   * Kept with the cancellation that is captured, or with the first of several.
   * If nothing was captured, because a cancel was live already, the key is not
   * kept: the same key with another body is then answered with that cancel, and
   * not refused.
   */
  idempotency_key?: string | null
  /**
   * When the fact happened. A fact that a reconciliation finds is captured only
   * for providers that were switched on by then.
   */
  canceled_at?: Date | string | null
}

export interface CaptureCancelsResult {
  /** The cancel of each provider order, captured now or live before. */
  cancellations: CancellationDTO[]
  /** The ids of the cancellations that this call captured. */
  captured_ids: string[]
}

/** A cancelled order, and the provider orders that were found in it. */
export interface CaptureOrderCancelInput extends Omit<
  RecordProviderOrdersInput,
  "canceled_at"
> {
  /** As the order was read just now; null: nothing is captured. */
  canceled_at: Date | null
  captured_by: Extract<CapturedBy, "event" | "reconciliation">
  /**
   * True: provider orders that another order holds are not waited for any more.
   * Otherwise nothing is captured as long as another order seems to have a
   * provider order of this one: all cancels of one cause are captured together.
   */
  despite_held?: boolean
}

export interface CaptureOrderCancelResult extends Pick<
  RecordProviderOrdersResult,
  "skipped" | "held"
> {
  /** The provider orders for which a cancel was captured, now or before. */
  provider_order_ids: string[]
  /** The ids of the cancellations that this call captured. */
  captured_ids: string[]
}

/** What a line item is called, for people and for providers that ask. */
export interface LineName {
  /** Medusa line item id. */
  id: string
  sku: string | null
  title: string | null
}

export interface VoidItemInput {
  /** Medusa line item id. */
  id: string
  quantity: number
  reason?: string | null
}

export interface CaptureVoidInput {
  order_id: string
  provider_order_id: string
  amount?: Decimal | null
  items?: VoidItemInput[] | null
  /** The lines of `items`, where they could be read. */
  lines?: LineName[]
  reason?: string | null
  note?: string | null
  details?: Record<string, unknown> | null
  source: CancellationSource
  source_id?: string | null
  captured_by: CapturedBy
  created_by?: string | null
  idempotency_key?: string | null
}

/** What somebody asks for, before it is captured. */
export type Instruction =
  | { kind: "cancel"; input: CaptureCancelsInput }
  | { kind: "void"; input: CaptureVoidInput }

export interface CaptureVoidResult {
  cancellation: CancellationDTO
  /** False: the same fact or key was captured before. */
  is_new: boolean
}

/** A fact of Medusa that reduced an order. */
export interface CaptureReductionInput {
  order_id: string
  provider_order_id: string
  reduction: Reduction
  /** The lines of its items, where it has any. */
  lines?: LineName[]
  source: Exclude<AutomatedSource, "order_canceled">
  /** The id of the order change, or of the refund. */
  source_id: string
  captured_by: Extract<CapturedBy, "event" | "reconciliation">
  occurred_at: Date | string
  /** False: the fact counts only if it is no older than the start time. */
  is_live: boolean
}

export type CapturedReduction =
  | {
      type: "captured"
      cancellation_id: string
      /** Units that are unknown at the provider, or were voided before. */
      left_out: LoweredItem[]
    }
  /** The fact was captured before. */
  | { type: "known"; cancellation_id: string }
  | { type: "nothing"; reason: string }
  /** The fact was captured as `rejected`: a person has to look at it. */
  | {
      type: "refused"
      cancellation_id: string
      provider_id: string
      message: string
    }

export interface VoidPreview {
  request: RequestPreview
  /** Decimal as a number, in the unit; null if the total is not known. */
  remaining_after: number | null
}

export interface PreviewCancelsInput {
  order_id: string
  /** Null: all of the order's, as if the order itself were cancelled. */
  provider_order_id: string | null
  source: CancellationSource
  reason: string | null
  note: string | null
  details: Record<string, unknown> | null
  skip: number
  take: number
}

/** What a full cancellation would send, and most likely come to. */
export interface CancelPreview {
  provider_order_id: string
  provider_id: string
  external_id: string
  /** 1: at once. 2: after those of step 1 that it waits for, and so on. */
  step: number
  /** The providers that come first; null if it waits for none. */
  waits_for: string[] | null
  /** Null where nothing would be sent, or it can't be shown before. */
  request: RequestPreview | null
  /** The provider's record; null where it wasn't or can't be read. */
  record: {
    state: RecordState
    status: string | null
    message: string | null
    read_at: Date
  } | null
  likely: LikelyEnd
  problem: string | null
  problem_code: string | null
}

export interface PreviewCancelsResult {
  previews: CancelPreview[]
  /** On all pages. */
  count: number
}

export interface VoidItemFigures {
  id: string
  quantity: number
  voided: number
  remaining: number
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
    read_at: Date
  } | null
  drift: boolean
  provider_error: LastError | null
  results: (Omit<RecordedVoid, "amount"> & { amount: number })[]
  items?: VoidItemFigures[]
}

export interface RetryInput {
  note?: string | null
  details?: Record<string, unknown> | null
  confirm_not_applied?: boolean
  /**
   * A person decides, with a note, that one that waits for others is sent
   * without them.
   */
  without_waiting?: boolean
  by?: string | null
}

export interface ResolveInput {
  resolution: Resolution
  note: string
  /**
   * With `dismissed`: a person confirms that nothing was applied at the
   * provider.
   */
  confirm_not_applied?: boolean
  by?: string | null
  /** How the proof names the person, such as by e-mail; otherwise `by`. */
  by_name?: string | null
}

export interface ReopenInput {
  note: string
  by?: string | null
}

/** The result of one run of the reconciliation. */
export interface ReconciliationResult {
  /** How many cancellations the run captured. */
  captured: number
  /**
   * The facts that they were captured for: orders, order changes or refunds.
   */
  fact_ids: string[]
  /** How many facts could not be captured; they are tried again. */
  failed: number
  /** The error of the first fact that could not be captured. */
  error: string | null
}

/** A provider order for which a cancel is captured, or would be. */
export interface OpenProviderOrder {
  provider_id: string
  external_id: string
}

/** A cancelled order as Medusa's own table has it. */
export interface CanceledOrderDTO {
  id: string
  canceled_at: Date
  /** Where the next page begins. */
  position: string
}

/** The ids of the providers that are paused, and of those that fail. */
export interface ImpededProviders {
  paused: string[]
  failing: string[]
}

export interface CancellationProviderDTO {
  id: string
  identifier: string | null
  unit: Unit | null
  supports_void: boolean
  is_configured: boolean
  is_paused: boolean
  pause: {
    /** `identity`: the ledger is in another database than before. */
    by: PausedBy
    reason: string | null
    /** Of a pause by `auth`: what the provider answered. */
    code: PauseCode | null
    since: Date
  } | null
  circuit: { state: CircuitState; until: Date | null }
  counts: Record<
    "pending" | "in_progress" | "accepted" | "needs_review" | "rejected",
    number
  >
  /**
   * Those whose last call failed, and which are tried again; while the provider
   * fails, also those that wait for their first call.
   */
  failing: number
  /** When the oldest that waits, or is in flight, was captured. */
  waiting_since: Date | null
  last_success_at: Date | null
  last_failure_at: Date | null
}

/** How many cancellations that were captured on a day have a status now. */
export interface OutcomeCount {
  /** Of the day, in UTC: `2026-11-26`. */
  date: string
  provider_id: string
  status: CancellationStatus
  count: number
}

/** How a provider's orders are recognised. */
export interface MatchingSettings {
  provider_id: string
  identifier: string
  unit: Unit
  external_id_from: string | null
  trust_cart_metadata: boolean
  refunds_of: string[]
  /** The provider knows line items by Medusa's own ids. */
  uses_medusa_ids?: boolean
  /** Orders of other sales channels are not its business. Left out: all are. */
  sales_channels?: string[]
  /** Orders in other currencies are not its business. Left out: all are. */
  currencies?: string[]
}
