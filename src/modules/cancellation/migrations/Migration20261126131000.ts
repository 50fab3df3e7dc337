import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/** Where the ledger is, and pauses for that it has moved. */
export class Migration20261126131000 extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `create table if not exists "cncl_ledger_identity" ("id" text not null, "system_identifier" text null, "timeline" text null, "database_name" text not null, "database_oid" text not null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "cncl_ledger_identity_pkey" primary key ("id"));`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_cncl_ledger_identity_deleted_at" ON "cncl_ledger_identity" ("deleted_at") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `alter table if exists "cncl_provider_state" drop constraint if exists "cncl_provider_state_paused_by_check";`
    )
    this.addSql(
      `alter table if exists "cncl_provider_state" add constraint "cncl_provider_state_paused_by_check" check ("paused_by" in ('operator', 'auth', 'identity'));`
    )
  }

  override async down(): Promise<void> {
    this.addSql(`drop table if exists "cncl_ledger_identity" cascade;`)
    this.addSql(
      `update "cncl_provider_state" set "paused_by" = 'operator' where "paused_by" = 'identity';`
    )
    this.addSql(
      `alter table if exists "cncl_provider_state" drop constraint if exists "cncl_provider_state_paused_by_check";`
    )
    this.addSql(
      `alter table if exists "cncl_provider_state" add constraint "cncl_provider_state_paused_by_check" check ("paused_by" in ('operator', 'auth'));`
    )
  }
}
