import { Sql, inTransaction, rowsOf } from "./sql"

/**
 * Ends a pause, and gives the waiting their time back. The cancellations are
 * locked before the provider's state, as `settle` does it: see `sql.ts`.
 *
 * @param pausedBy - ends only a pause of this kind; left out, whoever made it
 * @returns whether there was such a pause
 */
export const resumeProvider = (
  sql: Sql,
  id: string,
  now: Date,
  pausedBy: "auth" | null = null
): Promise<boolean> =>
  inTransaction(sql, async (trx) => {
    await rowsOf(
      trx,
      `select count(*)
       from (
         select id from cncl_cancellation
         where provider_id = :id
           and status in ('pending', 'in_progress', 'accepted')
           and deleted_at is null
           and exists (
             select 1 from cncl_provider_state
             where id = :id and paused_by is not null
           )
         order by id
         for update
       ) locked`,
      { id }
    )
    const resumed = await rowsOf(
      trx,
      `with before as (
         select id, paused_at from cncl_provider_state
         where id = :id
           and paused_by = coalesce(:paused_by::text, paused_by)
         for update
       ), given_back as (
         update cncl_cancellation c
         set retry_until = c.retry_until
               + (:now::timestamptz - greatest(before.paused_at, c.created_at))
         from before
         where c.provider_id = before.id
           and c.status in ('pending', 'in_progress', 'accepted')
           and c.deleted_at is null
       )
       update cncl_provider_state s
       set paused_by = null, pause_reason = null, paused_at = null,
           probe_at = null, forbidden_order_id = null, updated_at = :now
       from before
       where s.id = before.id
       returning s.id`,
      { id, now, paused_by: pausedBy }
    )
    return resumed.length > 0
  })
