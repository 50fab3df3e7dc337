import { announcing } from "./announcements"
import { Sql, repeated, rowsOf } from "./sql"

/** Few enough to hold no lock for long; the next run flags more. */
const BATCH = 1_000

/**
 * Announces, once each, the cancellations that have waited to be carried out
 * since before a retry window would have begun that ends at the given time: the
 * end of its window says since when a cancellation waits, without the time of
 * pauses that are over. Gives their number.
 *
 * What the provider took and settles later doesn't wait for the store, what waits
 * for another cancellation is as late as that one, and what a person has to decide
 * was announced.
 */
export const announceOverdue = async (
  sql: Sql,
  windowEndsBefore: Date,
  now: Date
): Promise<number> => {
  const flagged = await repeated(() =>
    rowsOf(
      sql,
      `with overdue as (
         select id from cncl_cancellation
         where status in ('pending', 'in_progress') and overdue_at is null
           and retry_until < :window_ends_before and deleted_at is null
           and waits_for is null
         order by id limit ${BATCH}
         for update skip locked
       ), flagged as (
         update cncl_cancellation c
         set overdue_at = :now
         from overdue where c.id = overdue.id
         returning c.id, c.provider_id
       ), announced as (
         ${announcing(`'cancellation.overdue' as name, id as subject_id,
           provider_id from flagged`)}
       )
       select id from flagged`,
      { window_ends_before: windowEndsBefore, now }
    )
  )
  return flagged.length
}
