import { CancellationStatus } from "../core/status"
import { CancellationItem, HistoryEntry, LastError, ProofDTO } from "../types"
import { CancellationKind, Unit } from "../../../provider-kit"
import { mayHaveBeenApplied } from "./taken"
import { WIPED } from "./private-details"
import { Sql, asJson, rowsOf } from "./sql"
import { CancellationSource } from "../core/vocabulary"

export interface RepairableRow {
  id: string
  provider_order_id: string
  provider_id: string
  order_id: string
  kind: CancellationKind
  unit: Unit
  amount: string | null
  items: CancellationItem[] | null
  status: CancellationStatus
  purpose: string
  attempt_count: number
  next_attempt_at: Date | null
  last_error: LastError | null
  proof: ProofDTO | null
  history: HistoryEntry[] | null
  reason: string | null
  note: string | null
  source: CancellationSource
  /** The providers that it waits for; null while it doesn't wait. */
  waits_for: string[] | null
  /** A send may have been applied, and nothing has proven otherwise. */
  may_have_been_applied: boolean
  /** It was asked for with private details, which are no longer kept. */
  lacks_details: boolean
}

const COLUMNS = `id, provider_order_id, provider_id, order_id, kind, unit,
  amount, items, status, purpose, attempt_count, next_attempt_at, last_error,
  proof, history, reason, note, source, waits_for,
  exists (
    select 1 from cncl_private_detail d
    where d.id = cncl_cancellation.id and d.details = ${WIPED}
  ) as lacks_details,
  ${mayHaveBeenApplied("cncl_cancellation")} as may_have_been_applied`

/** By id. */
export const findRepairable = async (
  sql: Sql,
  ids: string[]
): Promise<Map<string, RepairableRow>> => {
  const rows = await rowsOf<RepairableRow>(
    sql,
    `select ${COLUMNS} from cncl_cancellation
     where id = any(array(select jsonb_array_elements_text(:ids::jsonb)))
       and deleted_at is null`,
    { ids: asJson(ids) }
  )
  return new Map(rows.map((row) => [row.id, row]))
}

/** Reads the cancellation again, locked, after its lane was locked. */
export const lockRepairable = async (
  trx: Sql,
  id: string
): Promise<RepairableRow | null> => {
  const [row] = await rowsOf<RepairableRow>(
    trx,
    `select ${COLUMNS} from cncl_cancellation
     where id = :id and deleted_at is null
     for update`,
    { id }
  )
  return row ?? null
}

export interface Reopening {
  id: string
  purpose: "send" | "read_back"
  items: CancellationItem[] | null
  details: Record<string, unknown> | null
  /** It doesn't go after anything any more. */
  without_waiting: boolean
  history: HistoryEntry
  retry_until: Date
  now: Date
}

/**
 * Makes a cancellation pending again, with a new retry window. It keeps its
 * place in the lane: nothing that came after it may have been sent before.
 */
export const reopen = async (trx: Sql, reopening: Reopening): Promise<void> => {
  await rowsOf(
    trx,
    `with reopened as (
       update cncl_cancellation
       set status = 'pending', purpose = :purpose, next_attempt_at = :now,
           failure_count = 0, absent_count = 0, retry_until = :retry_until,
           waiting_seen_at = null, overdue_at = null, waits_for = null,
           goes_after = case when not :without_waiting then goes_after end,
           items = coalesce(:items::jsonb, items), settled_at = null,
           history = coalesce(history, '[]'::jsonb) || :history::jsonb,
           updated_at = :now
       where id = :id
       returning id
     )
     insert into cncl_private_detail (id, details, created_at, updated_at)
     select id, :details::jsonb, :now, :now from reopened
     where :details::jsonb <> ${WIPED}
     on conflict (id) do update
     set details = excluded.details, updated_at = excluded.updated_at`,
    {
      id: reopening.id,
      purpose: reopening.purpose,
      items: reopening.items && asJson(reopening.items),
      details: reopening.details && asJson(reopening.details),
      without_waiting: reopening.without_waiting,
      history: asJson([reopening.history]),
      retry_until: reopening.retry_until,
      now: reopening.now,
    }
  )
}

export interface Closing {
  id: string
  status: "succeeded" | "dismissed"
  by: string | null
  /** The proof of a success; else null. */
  proof: ProofDTO | null
  history: HistoryEntry
  now: Date
}

/**
 * Ends a cancellation on a person's word; a full cancellation that succeeded
 * ends the voids that wait behind it.
 */
export const close = async (trx: Sql, closing: Closing): Promise<void> => {
  await rowsOf(
    trx,
    `with closed as (
       update cncl_cancellation
       set status = :status, next_attempt_at = null, waits_for = null,
           settled_at = :now,
           last_error = case when :status = 'succeeded' then null
             else last_error end,
           proof = :proof::jsonb,
           resolved_by = :by,
           -- Of one that is being polled: what comes back changes nothing.
           lease_token = null, lease_expires_at = null,
           history = coalesce(history, '[]'::jsonb) || :history::jsonb,
           updated_at = :now
       where id = :id
       returning id, kind, status, provider_order_id
     ), superseded as (
       update cncl_cancellation v
       set status = 'superseded', next_attempt_at = null, waits_for = null,
           settled_at = :now, lease_token = null, lease_expires_at = null, updated_at = :now
       from closed c
       where c.kind = 'cancel' and c.status = 'succeeded'
         and v.provider_order_id = c.provider_order_id
         and v.kind = 'void' and v.status in ('pending', 'accepted', 'needs_review')
         and v.deleted_at is null
       returning v.id
     )
     -- They may be reopened, and must not be sent without them then.
     update cncl_private_detail d
     set details = ${WIPED}, updated_at = :now
     where d.id in (select id from closed union all select id from superseded)`,
    {
      id: closing.id,
      status: closing.status,
      by: closing.by,
      proof: closing.proof && asJson(closing.proof),
      history: asJson([closing.history]),
      now: closing.now,
    }
  )
}
