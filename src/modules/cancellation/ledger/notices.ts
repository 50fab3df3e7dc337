import { Notice } from "../core/telling/messages"
import { Sql, asJson, rowsOf } from "./sql"

/** More than this waits for the next look. */
const READ_AT_ONCE = 5_000

/** As much of a reason as a line has room for. */
const REASON_LENGTH = 200

/** Notices are kept for this long for a recipient that can't be told. */
export const NOTICE_MAX_DAYS = 30

export interface StoredNotice extends Notice {
  recipient: string
}

/** What is kept for a digest that isn't due, and so is not read. */
export interface Kept {
  recipient: string
  name: Notice["name"]
  since: Date
}

/**
 * What these recipients have not been told, in the order it happened. Without
 * what is kept: a long digest must leave room for what is told at once.
 */
export const waitingNotices = (
  sql: Sql,
  recipients: string[],
  kept: Kept[]
): Promise<StoredNotice[]> =>
  rowsOf(
    sql,
    `select id, recipient, name, subject_id, provider_id, reason, stopped_by,
       happened_at
     from cncl_notice
     where recipient = any(
       array(select jsonb_array_elements_text(:recipients::jsonb)))
       and not exists (
         select 1 from jsonb_to_recordset(:kept::jsonb)
           as k(recipient text, name text, since timestamptz)
         where k.recipient = cncl_notice.recipient
           and k.name = cncl_notice.name
           and cncl_notice.happened_at >= k.since)
     order by id limit ${READ_AT_ONCE}`,
    { recipients: asJson(recipients), kept: asJson(kept) }
  )

/**
 * Takes these, until the transaction ends. False: another process is telling
 * some of them, or has told them.
 */
export const takeNotices = async (
  trx: Sql,
  ids: number[]
): Promise<boolean> => {
  const taken = await rowsOf(
    trx,
    `select id from cncl_notice
     where id = any(array(select jsonb_array_elements_text(:ids::jsonb)::int))
     for update skip locked`,
    { ids: asJson(ids) }
  )
  return taken.length === ids.length
}

export const deleteNotices = async (trx: Sql, ids: number[]): Promise<void> => {
  await rowsOf(
    trx,
    `delete from cncl_notice
     where id = any(array(select jsonb_array_elements_text(:ids::jsonb)::int))`,
    { ids: asJson(ids) }
  )
}

/** Gives up what could not be told for a long time. */
export const deleteOldNotices = async (sql: Sql, now: Date): Promise<void> => {
  await rowsOf(
    sql,
    `delete from cncl_notice
     where happened_at < :now::timestamptz - interval '${NOTICE_MAX_DAYS} days'`,
    { now }
  )
}

/** The numbers of the orders that cancellations or provider orders are of. */
export const orderNumbers = async (
  sql: Sql,
  subjectIds: string[]
): Promise<string[]> => {
  const rows = await rowsOf<{ number: string }>(
    sql,
    `with about as (
       select jsonb_array_elements_text(:ids::jsonb) as id
     ), orders as (
       select order_id, order_display_id, order_custom_display_id
       from cncl_cancellation c join about using (id)
       union
       select order_id, order_display_id, order_custom_display_id
       from cncl_provider_order po join about using (id)
     )
     select coalesce(
       order_custom_display_id, '#' || order_display_id, order_id) as number
     from orders order by order_display_id, order_id`,
    { ids: asJson(subjectIds) }
  )
  return rows.map(({ number }) => number)
}

/**
 * Why the first of these cancellations failed, in the provider's own words where
 * it had any. Null: none of them is one, or none failed.
 */
export const firstReason = async (
  sql: Sql,
  ids: string[]
): Promise<string | null> => {
  const [first] = await rowsOf<{ reason: string }>(
    sql,
    `select coalesce(
       '“' || left(last_error ->> 'provider_message', ${REASON_LENGTH}) || '”',
       left(last_error ->> 'message', ${REASON_LENGTH})
     ) as reason
     from cncl_cancellation
     where id = any(array(select jsonb_array_elements_text(:ids::jsonb)))
       and status in ('rejected', 'needs_review')
       and last_error is not null
     order by seq limit 1`,
    { ids: asJson(ids) }
  )
  return first?.reason ?? null
}
