import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/**
 * What providers said is left. Until now only a difference was kept: where one
 * is, the answer that it came from is known.
 */
export class Migration20261126140000 extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `alter table if exists "cncl_provider_order" add column if not exists "told" jsonb null;`
    )
    this.addSql(
      `update "cncl_provider_order" po
       set told = jsonb_build_object(
         'remaining', po.drift ->> 'provider',
         'total', ((po.drift ->> 'provider')::numeric + (
           select coalesce(sum(c.amount), 0)
           from "cncl_cancellation" c
           where c.provider_order_id = po.id and c.kind = 'void'
             and c.deleted_at is null
             and c.status not in ('rejected', 'superseded', 'dismissed')
         ))::text
       )
       where po.unit in ('climes', 'currency')
         and po.drift ->> 'kind' = 'remaining';`
    )
  }

  override async down(): Promise<void> {
    this.addSql(
      `alter table if exists "cncl_provider_order" drop column if exists "told";`
    )
  }
}
