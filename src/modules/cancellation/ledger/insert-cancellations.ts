import { NewCancellation } from "../core/new-cancellation"
import { After } from "../core/turns"
import { announcing } from "./announcements"
import { WIPED } from "./private-details"
import { Sql, asJson, rowsOf } from "./sql"

/**
 * Captures cancellations, and returns the ids of the new ones. A cancellation
 * that was captured before (by its fact, its idempotency key, or as the live
 * full cancellation of the provider order) is left as it is: the database
 * decides.
 *
 * @param after - what each provider goes after, as it is recorded with what
 * takes its turn
 */
export const insertCancellations = async (
  trx: Sql,
  rows: NewCancellation[],
  now: Date,
  retryUntil: Date,
  after: After
): Promise<string[]> => {
  const inserted = await rowsOf<{ id: string }>(
    trx,
    `with input as (
       select * from jsonb_to_recordset(:rows::jsonb) as x(
         id text, provider_order_id text, kind text, amount numeric,
         raw_amount jsonb, items jsonb, reason text, note text, details jsonb,
         source text, source_id text, captured_by text, fact_key text,
         idempotency_key text, request_hash text, created_by text,
         caused_at timestamptz, captured_with jsonb, takes_turn boolean,
         refusal jsonb
       )
     ), inserted as (
       insert into cncl_cancellation (
         id, provider_order_id, provider_id, order_id, order_display_id,
         order_custom_display_id, external_id, kind, unit, amount, raw_amount,
         currency_code, items, reason, note, source, source_id, captured_by,
         fact_key, idempotency_key, request_hash, created_by, caused_at,
         captured_with, goes_after, purpose, retry_until, created_at,
         updated_at, status, last_error, next_attempt_at, settled_at
       )
       select x.id, po.id, po.provider_id, po.order_id, po.order_display_id,
         po.order_custom_display_id, po.external_id, x.kind, po.unit, x.amount,
         nullif(x.raw_amount, 'null'),
         case when x.amount is not null then po.currency_code end,
         nullif(x.items, 'null'), x.reason, x.note, x.source, x.source_id,
         x.captured_by, x.fact_key, x.idempotency_key, x.request_hash,
         x.created_by, x.caused_at, nullif(x.captured_with, 'null'),
         case when x.takes_turn then :after::jsonb -> po.provider_id end,
         'send', :retry_until, :now, :now,
         case when is_refused then 'rejected' else 'pending' end,
         nullif(x.refusal, 'null'),
         case when not is_refused then :now::timestamptz end,
         case when is_refused then :now::timestamptz end
       from input x
       cross join lateral (
         select coalesce(x.refusal, 'null') <> 'null' as is_refused
       ) refusals
       join cncl_provider_order po
         on po.id = x.provider_order_id and po.deleted_at is null
       order by po.id
       on conflict do nothing
       returning id, status, provider_id
     ), announced as (
       ${announcing(`'cancellation.rejected' as name, id as subject_id,
         provider_id from inserted where status = 'rejected'`)}
     ), private as (
       insert into cncl_private_detail (id, details, created_at, updated_at)
       select x.id, x.details, :now, :now
       from input x join inserted using (id)
       where x.details is not null and x.details not in ('null', ${WIPED})
     )
     select id from inserted`,
    { rows: asJson(rows), now, retry_until: retryUntil, after: asJson(after) }
  )
  return inserted.map(({ id }) => id)
}
