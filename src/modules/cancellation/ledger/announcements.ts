import { Announcement } from "../core/announcement"
import { Sql, asJson, rowsOf } from "./sql"

/**
 * SQL: announces each row of a select, in the statement that makes the change.
 * So the change isn't known to the ledger without the announcement, and a
 * process that ends right afterwards keeps nobody from hearing of it.
 *
 * @param rows - a select's columns `name`, `subject_id`, `provider_id`, and
 * what it reads from
 */
export const announcing = (rows: string): string => `
  insert into cncl_announcement (
    name, subject_id, provider_id, created_at, updated_at
  )
  select name, subject_id, provider_id, :now, :now from (select ${rows}) heard`

/** Announces what a transaction did; the rare way, for a statement of its own. */
export const announce = async (
  trx: Sql,
  announcements: Announcement[],
  now: Date
): Promise<void> => {
  if (!announcements.length) {
    return
  }
  await rowsOf(
    trx,
    `insert into cncl_announcement (
       name, subject_id, provider_id, reason, stopped_by, created_at, updated_at
     )
     select x.*, :now, :now
     from jsonb_to_recordset(:rows::jsonb) as x(
       name text, subject_id text, provider_id text, reason text,
       stopped_by text
     )`,
    { rows: asJson(announcements), now }
  )
}

/** As many as one call of the bus takes. */
export const ANNOUNCED_AT_ONCE = 500

/** Who has to be told of an event, beside the bus. */
export interface Audience {
  name: string
  recipient: string
}

/**
 * Takes what is to be announced, the oldest first, and notes whom else to tell.
 * It is gone only when the transaction commits, which is after the bus took it.
 * Other processes take others meanwhile.
 */
export const takeAnnouncements = (
  trx: Sql,
  audience: Audience[]
): Promise<Announcement[]> =>
  rowsOf(
    trx,
    `with due as (
       select id from cncl_announcement
       order by id limit ${ANNOUNCED_AT_ONCE} for update skip locked
     ), taken as (
       delete from cncl_announcement a using due where a.id = due.id
       returning a.id, a.name, a.subject_id, a.provider_id, a.reason,
         a.stopped_by, a.created_at
     ), noted as (
       insert into cncl_notice (
         recipient, name, subject_id, provider_id, reason, stopped_by,
         happened_at, created_at, updated_at
       )
       select x.recipient, t.name, t.subject_id, t.provider_id, t.reason,
         t.stopped_by, t.created_at, t.created_at, t.created_at
       from taken t
       join jsonb_to_recordset(:audience::jsonb)
         as x(name text, recipient text) on x.name = t.name
       order by t.id
     )
     select name, subject_id, provider_id, reason, stopped_by
     from taken order by id`,
    { audience: asJson(audience) }
  )
