import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/**
 * Why a cancellation counts as done, when its provider was first seen to have
 * it waiting, and when what led to it happened.
 *
 * What succeeded before proofs were kept gets the best that is known: the
 * answer, where the last attempt was a 2xx, else a record; a person's word,
 * where a person resolved it.
 */
export class Migration20261126130000 extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `alter table if exists "cncl_cancellation" add column if not exists "proof" jsonb null, add column if not exists "waiting_seen_at" timestamptz null, add column if not exists "caused_at" timestamptz null;`
    )
    this.addSql(
      `update "cncl_cancellation" c
       set proof = jsonb_build_object(
         'by', was.by,
         'statement', case was.by
           when 'person' then 'Marked as done by ' || c.resolved_by || ': '
             || coalesce(c.history -> -1 ->> 'note', 'no note was kept')
           when 'answer' then 'Answered with success, before proofs were kept.'
           else 'Found to be done, before proofs were kept.'
         end,
         'at', to_char(
           coalesce(c.settled_at, c.updated_at) at time zone 'UTC',
           'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'
         )
       )
       from (
         select s.id, case
           when s.resolved_by is not null then 'person'
           when (
             select a.purpose = 'send' and a.http_status between 200 and 299
             from "cncl_attempt" a
             where a.cancellation_id = s.id and a.deleted_at is null
             order by a.number desc
             limit 1
           ) then 'answer'
           else 'record'
         end as by
         from "cncl_cancellation" s
         where s.status = 'succeeded'
       ) was
       where c.id = was.id and c.proof is null;`
    )
  }

  override async down(): Promise<void> {
    this.addSql(
      `alter table if exists "cncl_cancellation" drop column if exists "proof", drop column if exists "waiting_seen_at", drop column if exists "caused_at";`
    )
  }
}
