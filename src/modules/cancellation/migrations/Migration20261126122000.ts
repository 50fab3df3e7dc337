import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/** Which processes run with what, and what some of them run without. */
export class Migration20261126122000 extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `create table if not exists "cncl_process" ("id" text not null, "providers" jsonb not null, "sources" jsonb not null, "seen_at" timestamptz not null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "cncl_process_pkey" primary key ("id"));`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_cncl_process_deleted_at" ON "cncl_process" ("deleted_at") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `alter table if exists "cncl_start_time" add column if not exists "absent_since" timestamptz null, add column if not exists "absent_until" timestamptz null;`
    )
  }

  override async down(): Promise<void> {
    this.addSql(`drop table if exists "cncl_process" cascade;`)
    this.addSql(
      `alter table if exists "cncl_start_time" drop column if exists "absent_since", drop column if exists "absent_until";`
    )
  }
}
