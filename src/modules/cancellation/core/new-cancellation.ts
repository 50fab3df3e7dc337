import { generateEntityId } from "@medusajs/framework/utils"
import { CancellationKind, Decimal } from "../../../provider-kit"
import {
  CancellationItem,
  CaptureCancelsInput,
  LastError,
  LineName,
} from "../types"
import { RawAmount, columnsOf } from "./numeric"
import { CancellationSource, CapturedBy } from "./vocabulary"

/** A cancellation about to be captured, in the form of its columns. */
export interface NewCancellation {
  id: string
  provider_order_id: string
  kind: CancellationKind
  amount: string | null
  raw_amount: RawAmount | null
  items: CancellationItem[] | null
  reason: string | null
  note: string | null
  details: Record<string, unknown> | null
  source: CancellationSource
  source_id: string | null
  captured_by: CapturedBy
  fact_key: string | null
  idempotency_key: string | null
  request_hash: string | null
  created_by: string | null
  /** When the cause happened; null if that isn't known. */
  caused_at: Date | string | null
  /** What every attempt tells alike, whatever is true by then. */
  captured_with: CapturedWith | null
  /**
   * It goes after the providers that its own provider goes after. Not so what a
   * person asks of one provider order.
   */
  takes_turn: boolean
  /** Not null: captured as rejected. It keeps its fact, reserves no amount. */
  refusal: LastError | null
}

/** What was true when a void was captured. */
export interface CapturedWith {
  /** What is left once it is carried out. Null: not known. */
  remaining_after: Decimal | null
  /** The lines of its items, as far as they could be read. */
  lines: LineName[]
}

/** What led to the cancellation. */
export interface Cause extends Omit<
  CaptureCancelsInput,
  "order_id" | "provider_order_ids" | "canceled_at"
> {
  request_hash?: string | null
  lines?: LineName[]
  /** Left out: whatever was captured by other paths than a request. */
  takes_turn?: boolean
  caused_at?: Date | string | null
}

/**
 * The key of the fact behind one cancellation: it is captured once, whoever
 * delivers it.
 */
export const factKey = (
  { source, source_id }: Pick<Cause, "source" | "source_id">,
  providerOrderId: string
): string | null =>
  source_id == null ? null : `${source}:${source_id}:${providerOrderId}`

/** A full cancellation of a provider order. */
export const newCancel = (
  providerOrderId: string,
  cause: Cause
): NewCancellation => captured("cancel", providerOrderId, cause, NOTHING_TAKEN)

/** A partial void. What it takes was planned under the lane's lock. */
export const newVoid = (
  providerOrderId: string,
  cause: Cause,
  taken: Taken,
  refusal: LastError | null = null
): NewCancellation => captured("void", providerOrderId, cause, taken, refusal)

interface Taken {
  amount: Decimal | null
  items: CancellationItem[] | null
  remaining_after?: Decimal | null
}

const NOTHING_TAKEN: Taken = { amount: null, items: null }

const captured = (
  kind: CancellationKind,
  providerOrderId: string,
  cause: Cause,
  taken: Taken,
  refusal: LastError | null = null
): NewCancellation => {
  const { amount, raw } = columnsOf(taken.amount)
  return {
    id: generateEntityId(undefined, "cncl"),
    provider_order_id: providerOrderId,
    kind,
    amount,
    raw_amount: raw,
    items: taken.items,
    reason: cause.reason ?? null,
    note: cause.note ?? null,
    details: cause.details ?? null,
    source: cause.source,
    source_id: cause.source_id ?? null,
    captured_by: cause.captured_by,
    fact_key: factKey(cause, providerOrderId),
    idempotency_key: cause.idempotency_key ?? null,
    request_hash: cause.request_hash ?? null,
    created_by: cause.created_by ?? null,
    caused_at: cause.caused_at ?? null,
    captured_with:
      kind === "cancel"
        ? null
        : {
            remaining_after: taken.remaining_after ?? null,
            lines: cause.lines ?? [],
          },
    takes_turn: cause.takes_turn ?? cause.captured_by !== "request",
    refusal,
  }
}
