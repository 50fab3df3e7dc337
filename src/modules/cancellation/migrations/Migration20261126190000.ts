import { Migration } from "@medusajs/framework/mikro-orm/migrations"

const TABLES = ["cncl_announcement", "cncl_notice"]

/** What is to be announced, to whom, and what has waited for too long. */
export class Migration20261126190000 extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `create table if not exists "cncl_announcement" ("id" serial primary key, "name" text not null, "subject_id" text not null, "provider_id" text not null, "reason" text null, "stopped_by" text null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null);`
    )
    this.addSql(
      `create table if not exists "cncl_notice" ("id" serial primary key, "recipient" text not null, "name" text not null, "subject_id" text not null, "provider_id" text not null, "reason" text null, "stopped_by" text null, "happened_at" timestamptz not null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null);`
    )
    for (const table of TABLES) {
      // Rows live for seconds: a number that was given out is free again long
      // before two billion more have been.
      this.addSql(`alter sequence if exists "${table}_id_seq" cycle;`)
      this.addSql(
        `CREATE INDEX IF NOT EXISTS "IDX_${table}_deleted_at" ON "${table}" ("deleted_at") WHERE deleted_at IS NULL;`
      )
    }
    this.addSql(
      `alter table if exists "cncl_cancellation" add column if not exists "overdue_at" timestamptz null;`
    )
  }

  override async down(): Promise<void> {
    for (const table of TABLES) {
      this.addSql(`drop table if exists "${table}" cascade;`)
    }
    this.addSql(
      `alter table if exists "cncl_cancellation" drop column if exists "overdue_at";`
    )
  }
}
