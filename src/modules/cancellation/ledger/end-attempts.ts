import { WHOSE_EFFECT } from "../core/settle/whose-effect"
import { announcing } from "./announcements"
import { ENDED, RELEASED, mayHaveBeenApplied } from "./taken"
import { WIPED } from "./private-details"
import { SettleRow, SettledRow } from "./settle-row"
import { Sql, asJson, rowsOf } from "./sql"

/**
 * SQL: the lease is still the one that the settlement belongs to, and if it was
 * found expired, the attempt is still marked as sent, or unmarked, as it was
 * then. Both are checked while the row is locked, as it is in `markSending`, so
 * no clock has a say in it. (With one process's clock 40 s ahead of the
 * other's, 100 of 100 calls that were marked between the look and the lock were
 * sent twice.)
 */
const IS_HELD = (cancellation: string, row: string): string => `
  ${cancellation}.lease_token = ${row}.attempt_id
  and (${row}.expired_at is null or (
    ${cancellation}.lease_expires_at = ${row}.expired_at
    and coalesce(${row}.was_marked, false) = exists (
      select 1 from cncl_attempt marked
      where marked.id = ${row}.attempt_id
        and marked.send_started_at is not null
    )))`

/**
 * SQL: the attempt looks for the effect of a void `c`: either the provider
 * accepted the void, or its outcome is unknown and the record shows items.
 */
const IS_LOOKED_FOR = `c.kind = 'void' and (c.status = 'accepted'
  or (c.unit = 'item' and c.status = 'in_progress'
    and c.purpose = 'read_back'))`

/**
 * The record can't tell the effect of a full cancellation from that of such a
 * void, and a read takes the one for the other. While a full cancellation that
 * was tried is open, the void is polled, which holds no lane, and looked for
 * again after this pause.
 */
const AMBIGUOUS_PAUSE = "30 seconds"

/**
 * SQL: what ended may be what another cancellation of the order waits for.
 * Whoever captured that one held this one's lane, so it is seen here.
 */
const mayMoveOthers = (ended: string): string => `
  ${ended}.status in ${ENDED} and exists (
    select 1 from cncl_cancellation waiting
    where waiting.order_id = ${ended}.order_id
      and waiting.waits_for is not null and waiting.deleted_at is null
  )`

export interface EndedRow extends SettledRow {
  /** The order in which it may be another one's turn now. Null: in none. */
  turn_of: string | null
}

/**
 * Ends many attempts in one statement. Only the holder of a lease can end its
 * attempt: a row whose lease has another token by now changes nothing and is
 * not in the answer.
 *
 * The same statement, under the lanes' locks:
 *
 * - supersedes a void that, after a full cancellation was captured, proved not
 *   to have been processed;
 * - supersedes, once a full cancellation succeeded, every void not known to
 *   have succeeded, even one that comes back later or was only accepted;
 * - announces what has succeeded, was refused, or needs a person;
 * - deletes the private details of what has ended. After a rejection they are
 *   only wiped, because the cancellation may be tried again.
 */
export const endAttempts = (
  trx: Sql,
  rows: SettleRow[],
  now: Date
): Promise<EndedRow[]> =>
  rowsOf(
    trx,
    `with input as (
         select * from jsonb_to_recordset(:rows::jsonb) as x(
           attempt_id text, cancellation_id text, provider_order_id text,
           expired_at timestamptz, was_marked boolean, was_unsent boolean,
           keeps_error boolean,
           status text, purpose text, next_attempt_at timestamptz,
           failure_count int, absent_count int, retry_until timestamptz,
           last_error jsonb, proof jsonb, was_seen_waiting boolean,
           provider_reference text,
           outcome text, http_status int, request jsonb, response jsonb,
           error jsonb, duration_ms int
         )
       ), cancels as (
         select c.provider_order_id,
           bool_or(coalesce(x.status, c.status) = 'succeeded') as is_done,
           bool_or(c.attempt_count > 0) as was_tried
         from cncl_cancellation c
         left join input x
           on x.cancellation_id = c.id and ${IS_HELD("c", "x")}
         where c.provider_order_id in (select provider_order_id from input)
           and c.kind = 'cancel' and c.deleted_at is null
           and coalesce(x.status, c.status) not in ${RELEASED}
         group by c.provider_order_id
       ), held as (
         select x.*, c.id, c.kind,
           c.kind = 'void' and c.status = 'in_progress' and exists (
             select 1 from cancels w
             where w.provider_order_id = c.provider_order_id
               and (
                 (x.status = 'pending' and x.outcome = 'retry'
                   and (c.purpose = 'read_back'
                     or not ${mayHaveBeenApplied("c")}))
                 or (x.status in ('pending', 'needs_review') and w.is_done)
               )
           )
           or ${IS_LOOKED_FOR}
             and x.status in ('accepted', 'succeeded', 'needs_review')
             and exists (
               select 1 from cancels w
               where w.provider_order_id = c.provider_order_id and w.is_done
             ) as is_pointless,
           ${IS_LOOKED_FOR} and x.status = 'succeeded'
             and exists (
               select 1 from cancels w
               where w.provider_order_id = c.provider_order_id
                 and not w.is_done and w.was_tried
             ) as is_ambiguous,
           c.retry_until <= :now::timestamptz as is_overdue
         from input x
         join cncl_cancellation c
           on c.id = x.cancellation_id and ${IS_HELD("c", "x")}
       ), settled as (
         update cncl_cancellation c
         set status = case
               when h.is_pointless then 'superseded'
               when h.is_ambiguous and h.is_overdue then 'needs_review'
               when h.is_ambiguous then 'accepted'
               else h.status end,
             purpose = case
               when h.is_ambiguous then 'poll' else h.purpose end,
             -- Late truth may be about one that waits.
             waits_for = null,
             next_attempt_at = case
               when h.is_pointless or h.is_ambiguous and h.is_overdue then null
               when h.is_ambiguous
                 then :now::timestamptz + interval '${AMBIGUOUS_PAUSE}'
               else h.next_attempt_at end,
             failure_count = h.failure_count,
             absent_count = h.absent_count,
             retry_until = coalesce(h.retry_until, c.retry_until),
             last_error = case
               when h.is_ambiguous and h.is_overdue
                 then :whose_effect::jsonb
               when h.keeps_error then c.last_error
               else nullif(h.last_error, 'null') end,
             proof = case
               when h.status = 'succeeded'
                 and not h.is_pointless and not h.is_ambiguous
               then jsonb_build_object(
                 'by', h.proof ->> 'by',
                 'statement', h.proof ->> 'statement',
                 'at', coalesce(h.proof ->> 'at', to_char(
                   :now::timestamptz at time zone 'UTC',
                   'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'
                 ))
               ) end,
             waiting_seen_at = case
               when h.was_seen_waiting then coalesce(c.waiting_seen_at, :now)
             end,
             provider_reference =
               coalesce(h.provider_reference, c.provider_reference),
             lease_token = null,
             lease_expires_at = null,
             settled_at = case
               when h.is_pointless
                 or h.status in ${ENDED} and not h.is_ambiguous
               then :now::timestamptz end,
             updated_at = :now
         from held h
         -- Asked again of the row as it is once nobody else has it locked.
         where c.id = h.id and ${IS_HELD("c", "h")}
         -- All that the attempts are told is returned: joined with "held" once
         -- more, each row was compared with each (198 rows: 24 ms of 42).
         returning c.id, c.status, c.kind, c.provider_id, c.provider_order_id,
           c.order_id, c.goes_after, h.attempt_id,
           case when c.status in ${ENDED} then (
             extract(epoch from :now::timestamptz - c.created_at) * 1000
           )::float8 end as waited_ms,
           case when h.is_ambiguous then 'accepted' else h.outcome end as outcome,
           h.http_status, h.request, h.response,
           h.error, h.duration_ms, h.was_unsent
       ), attempts as (
         update cncl_attempt a
         set outcome = s.outcome, http_status = s.http_status,
             request = coalesce(nullif(s.request, 'null'), a.request),
             response = nullif(s.response, 'null'),
             error = nullif(s.error, 'null'),
             finished_at = :now, duration_ms = s.duration_ms,
             send_started_at =
               case when s.was_unsent then null else a.send_started_at end,
             updated_at = :now
         from settled s
         where a.id = s.attempt_id
       ), superseded as (
         update cncl_cancellation v
         set status = 'superseded', next_attempt_at = null, waits_for = null,
             settled_at = :now,
             -- Of one that is being polled: what comes back changes nothing.
             lease_token = null, lease_expires_at = null,
             updated_at = :now
         from settled s
         where s.kind = 'cancel' and s.status = 'succeeded'
           and v.provider_order_id = s.provider_order_id
           and v.kind = 'void'
           and v.status in ('pending', 'accepted', 'needs_review')
           and v.deleted_at is null
           and not exists (
             select 1 from held h where h.id = v.id
           )
         returning v.id, v.status, v.kind, v.provider_id, v.order_id
       ), announced as (
         ${announcing(`'cancellation.' || status as name, id as subject_id,
           provider_id from settled
           where status in ('succeeded', 'rejected', 'needs_review')`)}
       ), ended as (
         select id, status from settled where status in ${ENDED}
         union all
         select id, status from superseded
       ), deleted as (
         delete from cncl_private_detail d
         using ended e
         where d.id = e.id and e.status <> 'rejected'
       ), wiped as (
         update cncl_private_detail d
         set details = ${WIPED}, updated_at = :now
         from ended e
         where d.id = e.id and e.status = 'rejected'
       )
       select id, status, provider_id, kind, attempt_id, waited_ms,
         case when ${mayMoveOthers("settled")}
           or settled.status = 'pending' and settled.goes_after is not null
         then order_id end as turn_of
       from settled
       union all
       select id, status, provider_id, kind, null, null,
         case when ${mayMoveOthers("superseded")} then order_id end
       from superseded`,
    { rows: asJson(rows.map(given)), now, whose_effect: asJson(WHOSE_EFFECT) }
  )

/** What is null or false need not be sent: a missing field is read as null. */
const given = ({ health, remaining, ...row }: SettleRow): object => {
  const sent: Record<string, unknown> = row
  for (const name of Object.keys(sent)) {
    if (sent[name] === null || sent[name] === false) {
      sent[name] = undefined
    }
  }
  return sent
}
