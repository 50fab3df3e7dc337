import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/** What refunds and edits took, to the last decimal. */
export class Migration20261126121000 extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `create table if not exists "cncl_captured_part" ("id" text not null, "provider_order_id" text not null, "source" text not null, "source_id" text not null, "currency_code" text not null, "amount" text not null, "share" text not null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "cncl_captured_part_pkey" primary key ("id"));`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_cncl_captured_part_deleted_at" ON "cncl_captured_part" ("deleted_at") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "UQ_cncl_captured_part" ON "cncl_captured_part" ("provider_order_id", "source", "source_id") WHERE deleted_at IS NULL;`
    )
  }

  override async down(): Promise<void> {
    this.addSql(`drop table if exists "cncl_captured_part" cascade;`)
  }
}
