import { WIPED } from "./private-details"
import { Sql, repeated, rowsOf } from "./sql"
import { perhapsApplied } from "./taken"

/** How long, at most, IBANs and names are kept for a person's decision. */
export const PRIVATE_DETAIL_MAX_DAYS = 30

const DAY_MS = 86_400_000

/** Small enough to hold no lock for long; the next run deletes more. */
const BATCH = 5_000

const daysBefore = (now: Date, days: number): Date =>
  new Date(now.getTime() - days * DAY_MS)

/**
 * Deletes attempts of cancellations that ended longer ago than the retention
 * time. The cancellation itself, and the last attempt as its evidence, stay. So
 * do calls that may have been applied, where a person may open again what was
 * closed: without them nobody would be asked before it is sent once more.
 */
export const deleteOldAttempts = async (
  sql: Sql,
  retentionDays: number,
  now: Date
): Promise<number> => {
  const deleted = await repeated(() =>
    rowsOf(
      sql,
      `delete from cncl_attempt
       where id in (
         select a.id
         from cncl_attempt a
         join cncl_cancellation c on c.id = a.cancellation_id
         where a.created_at < :before
           and c.settled_at < :before
           and a.number < c.attempt_count
           and not (
             (c.status in ('dismissed', 'superseded')
               or c.proof ->> 'by' is not distinct from 'person')
             and ${perhapsApplied("a")}
           )
         limit :batch
       )
       returning id`,
      { before: daysBefore(now, retentionDays), batch: BATCH }
    )
  )
  return deleted.length
}

/** Wipes private details that waited too long for a person's decision. */
export const wipeOldPrivateDetails = async (
  sql: Sql,
  now: Date
): Promise<number> => {
  const wiped = await repeated(() =>
    rowsOf(
      sql,
      `update cncl_private_detail d
       set details = ${WIPED}, updated_at = :now
       from cncl_cancellation c
       where c.id = d.id
         and c.status = 'needs_review'
         and c.updated_at < :before
         and d.details <> ${WIPED}
       returning d.id`,
      { now, before: daysBefore(now, PRIVATE_DETAIL_MAX_DAYS) }
    )
  )
  return wiped.length
}
