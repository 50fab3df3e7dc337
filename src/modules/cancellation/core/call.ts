import { MathBN } from "@medusajs/framework/utils"
import {
  AbstractCancellationProvider,
  CallItem,
  CancellationCall,
} from "../../../provider-kit"
import { CancellationItem, CaptureVoidInput, LineName } from "../types"
import { ClaimedRow } from "./claimed-row"
import { VoidableOrder } from "./plan-void"
import { LaneState, ProviderOrderRow } from "./provider-order"

/** @param strategy - undefined if its provider is not configured any more */
export const voidableOrder = (
  lane: ProviderOrderRow,
  state: LaneState,
  strategy: AbstractCancellationProvider | undefined
): VoidableOrder => ({
  ...lane,
  ...state,
  supports_void: strategy ? strategy.capabilities.void !== null : null,
})

/** What the call takes, and what would be left. */
interface Taken {
  amount: string | null
  items: CancellationItem[] | null
  remaining_after?: string
}

const withNames = (
  items: CancellationItem[] | null,
  lines: LineName[] = []
): CallItem[] | null =>
  items?.map((item) => {
    const line = lines.find(({ id }) => id === item.id)
    return { ...item, sku: line?.sku ?? null, title: line?.title ?? null }
  }) ?? null

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
  items: withNames(row.items, row.captured_with?.lines),
  remaining: row.remaining,
  reserved: row.reserved,
  told_remaining: row.told_remaining,
  may_have_been_sent: row.may_have_been_sent,
  source: row.source,
  caused_at: row.caused_at?.toISOString() ?? null,
  captured_at: row.created_at.toISOString(),
  remaining_after: row.captured_with?.remaining_after ?? null,
  is_confirmed_not_applied: row.is_confirmed_not_applied,
  reason: row.reason,
  note: row.note,
  details: row.details,
})

/** The call as it would be made now, for the strategy's own checks. */
export const callFor = (
  lane: ProviderOrderRow,
  state: LaneState,
  kind: "cancel" | "void",
  input: Pick<
    CaptureVoidInput,
    "reason" | "note" | "details" | "source" | "lines"
  >,
  taken: Taken | null
): CancellationCall => ({
  cancellation_id: "",
  kind,
  provider_order: {
    id: lane.id,
    order_id: lane.order_id,
    order_display_id: lane.order_display_id,
    external_id: lane.external_id,
    unit: lane.unit,
    currency_code: lane.currency_code,
    total: lane.total,
    total_source: lane.total_source,
    items: lane.items,
    metadata: lane.metadata,
  },
  amount: taken?.amount ?? null,
  items: withNames(taken?.items ?? null, input.lines),
  remaining:
    lane.total === null ? null : MathBN.sub(lane.total, state.taken).toFixed(),
  reserved: state.reserved,
  told_remaining:
    state.told_total === null
      ? null
      : MathBN.max(MathBN.sub(state.told_total, state.taken), 0).toFixed(),
  may_have_been_sent: false,
  source: input.source,
  caused_at: null,
  captured_at: null,
  remaining_after: taken?.remaining_after ?? null,
  is_confirmed_not_applied: false,
  reason: input.reason ?? null,
  note: input.note ?? null,
  details: input.details ?? null,
})
