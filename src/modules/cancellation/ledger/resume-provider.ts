import { Sql, rowsOf } from "./sql"

/** Ends a pause, whoever made it, and gives the waiting their time back. */
export const resumeProvider = async (
  sql: Sql,
  id: string,
  now: Date
): Promise<void> => {
  await rowsOf(
    sql,
    `with before as (
       select id, paused_at from cncl_provider_state
       where id = :id and paused_by is not null
       for update
     ), resumed as (
       update cncl_provider_state s
       set paused_by = null, pause_reason = null, paused_at = null,
           probe_at = null, forbidden_order_id = null, updated_at = :now
       from before where s.id = before.id
     )
     update cncl_cancellation c
     set retry_until = c.retry_until
           + (:now::timestamptz - greatest(before.paused_at, c.created_at))
     from before
     where c.provider_id = before.id
       and c.status in ('pending', 'in_progress', 'accepted')
       and c.deleted_at is null`,
    { id, now }
  )
}
