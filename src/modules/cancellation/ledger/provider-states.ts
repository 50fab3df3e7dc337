import { announce } from "./announcements"
import { IS_IMPEDED } from "./gate"
import { Sql, asJson, inTransaction, rowsOf } from "./sql"
import { ofProvider } from "../core/announcement"
import { CircuitState, PauseCode, PausedBy } from "../core/vocabulary"
import { ImpededProviders } from "../types"
import { MOVING } from "./taken"

/** The state of a provider, and what waits at it. */
export interface ProviderStateRow {
  id: string
  paused_by: PausedBy | null
  pause_reason: string | null
  pause_code: PauseCode | null
  paused_at: Date | null
  circuit_state: CircuitState | null
  circuit_until: Date | null
  last_success_at: Date | null
  last_failure_at: Date | null
  pending: number
  in_progress: number
  accepted: number
  needs_review: number
  rejected: number
  /** Its last call failed. */
  failing: number
  /** It waits for its turn at the provider, and no call for it failed yet. */
  unsent: number
  waiting_since: Date | null
}

/**
 * The states of these providers, and of others that still own provider orders.
 */
export const providerStates = (
  sql: Sql,
  ids: string[]
): Promise<ProviderStateRow[]> =>
  rowsOf<ProviderStateRow>(
    sql,
    `with ids as (
       select jsonb_array_elements_text(:ids::jsonb) as id
       union
       select distinct provider_id from cncl_provider_order
       where deleted_at is null
     ), counts as (
       select provider_id,
         count(*) filter (where status = 'pending')::int as pending,
         count(*) filter (where status = 'in_progress')::int as in_progress,
         count(*) filter (where status = 'accepted')::int as accepted,
         count(*) filter (where status = 'needs_review')::int as needs_review,
         count(*) filter (where status = 'rejected')::int as rejected,
         count(*) filter (
           where status in ${MOVING}
             and last_error is not null
         )::int as failing,
         count(*) filter (
           where status = 'pending' and last_error is null
             and waits_for is null
         )::int as unsent,
         min(created_at) filter (
           where status in ('pending', 'in_progress')
         ) as waiting_since
       from cncl_cancellation
       where deleted_at is null
         and status in (
           'pending', 'in_progress', 'accepted', 'needs_review', 'rejected'
         )
       group by provider_id
     )
     select ids.id, s.paused_by, s.pause_reason, s.pause_code, s.paused_at,
       s.circuit_state, s.circuit_until, s.last_success_at, s.last_failure_at,
       coalesce(c.pending, 0) as pending,
       coalesce(c.in_progress, 0) as in_progress,
       coalesce(c.accepted, 0) as accepted,
       coalesce(c.needs_review, 0) as needs_review,
       coalesce(c.rejected, 0) as rejected,
       coalesce(c.failing, 0) as failing,
       coalesce(c.unsent, 0) as unsent,
       c.waiting_since
     from ids
     left join cncl_provider_state s on s.id = ids.id
     left join counts c on c.provider_id = ids.id
     order by ids.id`,
    { ids: asJson(ids) }
  )

export const impededProviders = async (sql: Sql): Promise<ImpededProviders> => {
  const rows = await rowsOf<{ id: string; is_paused: boolean }>(
    sql,
    `select id, paused_by is not null as is_paused
     from cncl_provider_state where ${IS_IMPEDED}`
  )
  const idsOf = (isPaused: boolean): string[] =>
    rows.filter(({ is_paused }) => is_paused === isPaused).map(({ id }) => id)
  return { paused: idsOf(true), failing: idsOf(false) }
}

/**
 * A person pauses a provider. If it is paused because the ledger has moved,
 * that pause stays, with this person's reason beside it: whoever resumes the
 * provider has to know both.
 */
export const pauseByOperator = async (
  sql: Sql,
  id: string,
  reason: string | null,
  now: Date
): Promise<void> => {
  await inTransaction(sql, async (trx) => {
    const wasPaused = await isPaused(trx, id)
    await pause(trx, id, reason, now)
    if (!wasPaused) {
      await announce(trx, [ofProvider("paused", id, "operator", reason)], now)
    }
  })
}

const isPaused = async (trx: Sql, id: string): Promise<boolean> => {
  const [paused] = await rowsOf(
    trx,
    `select id from cncl_provider_state
     where id = :id and paused_by is not null
     for update`,
    { id }
  )
  return paused !== undefined
}

const pause = (
  trx: Sql,
  id: string,
  reason: string | null,
  now: Date
): Promise<unknown> =>
  rowsOf(
    trx,
    `insert into cncl_provider_state as s (
       id, paused_by, pause_reason, paused_at, created_at, updated_at
     )
     values (:id, 'operator', :reason, :now, :now, :now)
     on conflict (id) do update
     set paused_by = case s.paused_by
           when 'identity' then 'identity' else 'operator' end,
         pause_reason = case s.paused_by
           when 'identity' then concat_ws(' ', s.pause_reason,
             'It was paused by hand too: ' || excluded.pause_reason)
           else excluded.pause_reason end,
         paused_at = coalesce(s.paused_at, excluded.paused_at),
         probe_at = null, updated_at = excluded.updated_at`,
    { id, reason, now }
  )
