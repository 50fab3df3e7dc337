import { Sql, asJson, rowsOf } from "./sql"
import { CancellationSource } from "../core/vocabulary"

/**
 * Since when a source is switched on, by provider. A provider that is missing
 * has the source switched off.
 */
export const startTimesOf = async (
  sql: Sql,
  source: CancellationSource,
  providerIds: string[]
): Promise<Map<string, Date>> => {
  const rows = await rowsOf<{ provider_id: string; enabled_at: Date }>(
    sql,
    `select provider_id, enabled_at from cncl_start_time
     where source = :source
       and provider_id = any(
         array(select jsonb_array_elements_text(:provider_ids::jsonb))
       )
       and disabled_at is null and deleted_at is null`,
    { source, provider_ids: asJson(providerIds) }
  )
  return new Map(rows.map((row) => [row.provider_id, row.enabled_at]))
}

/** What one process has switched on. */
export interface SwitchedOn {
  id: string
  provider_id: string
  source: CancellationSource
}

/**
 * Notes what a process runs with, and without. A new source starts now. A
 * source that the process has keeps its start time, unless it was switched off
 * for everybody. A source that the process lacks is switched off once nobody
 * had it for long enough, while some process ran to see that: a time in which
 * no process ran at all proves nothing.
 *
 * @param times - `now` by the pipeline's clock; an absence counts if it began
 * by `gone` and a process last saw it after `watched`
 */
export const renewStartTimes = async (
  trx: Sql,
  rows: SwitchedOn[],
  times: { now: Date; gone: Date; watched: Date }
): Promise<void> => {
  // Processes with different providers lock each other's rows, so all of them
  // lock in one order.
  await rowsOf(
    trx,
    "select 1 from cncl_start_time order by provider_id, source for update"
  )
  await rowsOf(
    trx,
    `with wanted as (
       select * from jsonb_to_recordset(:rows::jsonb)
         as x(id text, provider_id text, source text)
     ), absent as (
       update cncl_start_time s
       set absent_since = case
             when s.absent_until > :watched then coalesce(s.absent_since, :now)
             else :now end,
           absent_until = :now,
           disabled_at = case
             when s.absent_until > :watched and s.absent_since <= :gone
             then :now::timestamptz end,
           updated_at = :now
       where s.disabled_at is null and s.deleted_at is null
         and not exists (
           select 1 from wanted w
           where w.provider_id = s.provider_id and w.source = s.source
         )
     )
     insert into cncl_start_time as s (
       id, provider_id, source, enabled_at, created_at, updated_at
     )
     select id, provider_id, source, :now, :now, :now
     from wanted
     order by provider_id, source
     on conflict (provider_id, source) where deleted_at is null do update
     set enabled_at = case
           when s.disabled_at is null then s.enabled_at
           else excluded.enabled_at end,
         disabled_at = null, absent_since = null,
         updated_at = excluded.updated_at
     where s.disabled_at is not null or s.absent_since is not null`,
    { rows: asJson(rows), ...times }
  )
}
