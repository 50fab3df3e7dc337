import { Migration } from "@medusajs/framework/mikro-orm/migrations"

export class Migration20261122040030 extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `create table if not exists "cncl_private_detail" ("id" text not null, "details" jsonb not null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "cncl_private_detail_pkey" primary key ("id"));`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_cncl_private_detail_deleted_at" ON "cncl_private_detail" ("deleted_at") WHERE deleted_at IS NULL;`
    )

    this.addSql(
      `create table if not exists "cncl_provider_order" ("id" text not null, "order_id" text not null, "order_display_id" integer null, "provider_id" text not null, "external_id" text not null, "unit" text check ("unit" in ('currency', 'climes', 'item', 'none')) not null, "currency_code" text null, "total" numeric null, "total_source" text check ("total_source" in ('explicit', 'metadata', 'provider', 'payment', 'order')) null, "items" jsonb null, "origin" text check ("origin" in ('explicit', 'metadata', 'option')) not null, "metadata" jsonb null, "drift" jsonb null, "record_checked_at" timestamptz null, "raw_total" jsonb null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "cncl_provider_order_pkey" primary key ("id"));`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_cncl_provider_order_deleted_at" ON "cncl_provider_order" ("deleted_at") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "UQ_cncl_provider_order_external_id" ON "cncl_provider_order" ("provider_id", "external_id") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_cncl_provider_order_order_id" ON "cncl_provider_order" ("order_id") WHERE deleted_at IS NULL;`
    )

    this.addSql(
      `create table if not exists "cncl_cancellation" ("id" text not null, "seq" serial, "provider_order_id" text not null, "provider_id" text not null, "order_id" text not null, "order_display_id" integer null, "external_id" text not null, "kind" text check ("kind" in ('cancel', 'void')) not null, "unit" text check ("unit" in ('currency', 'climes', 'item', 'none')) not null, "amount" numeric null, "currency_code" text null, "items" jsonb null, "reason" text null, "note" text null, "source" text check ("source" in ('order_canceled', 'order_edited', 'payment_refunded', 'admin', 'workflow')) not null, "source_id" text null, "captured_by" text check ("captured_by" in ('event', 'reconciliation', 'request', 'registration')) not null, "fact_key" text null, "idempotency_key" text null, "request_hash" text null, "status" text check ("status" in ('pending', 'in_progress', 'accepted', 'succeeded', 'rejected', 'needs_review', 'superseded', 'dismissed')) not null, "purpose" text check ("purpose" in ('send', 'read_back', 'poll')) not null default 'send', "attempt_count" integer not null default 0, "failure_count" integer not null default 0, "absent_count" integer not null default 0, "next_attempt_at" timestamptz null, "retry_until" timestamptz null, "lease_token" text null, "lease_expires_at" timestamptz null, "last_error" jsonb null, "provider_reference" text null, "created_by" text null, "resolved_by" text null, "history" jsonb null, "settled_at" timestamptz null, "raw_amount" jsonb null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "cncl_cancellation_pkey" primary key ("id"));`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_cncl_cancellation_provider_order_id" ON "cncl_cancellation" ("provider_order_id") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_cncl_cancellation_deleted_at" ON "cncl_cancellation" ("deleted_at") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "UQ_cncl_cancellation_fact_key" ON "cncl_cancellation" ("fact_key") WHERE deleted_at IS NULL AND fact_key IS NOT NULL;`
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "UQ_cncl_cancellation_idempotency_key" ON "cncl_cancellation" ("order_id", "idempotency_key") WHERE deleted_at IS NULL AND idempotency_key IS NOT NULL;`
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "UQ_cncl_cancellation_live_cancel" ON "cncl_cancellation" ("provider_order_id") WHERE deleted_at IS NULL AND kind = 'cancel' AND status NOT IN ('rejected', 'superseded', 'dismissed');`
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "UQ_cncl_cancellation_in_progress" ON "cncl_cancellation" ("provider_order_id") WHERE deleted_at IS NULL AND status = 'in_progress';`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_cncl_cancellation_lane" ON "cncl_cancellation" ("provider_order_id", "seq") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_cncl_cancellation_due" ON "cncl_cancellation" ("provider_id", "next_attempt_at") WHERE deleted_at IS NULL AND status IN ('pending', 'accepted') AND lease_token IS NULL;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_cncl_cancellation_leased" ON "cncl_cancellation" ("lease_expires_at") WHERE deleted_at IS NULL AND lease_token IS NOT NULL;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_cncl_cancellation_order_id" ON "cncl_cancellation" ("order_id") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_cncl_cancellation_created_at" ON "cncl_cancellation" ("created_at") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_cncl_cancellation_settled_at" ON "cncl_cancellation" ("provider_id", "settled_at") WHERE deleted_at IS NULL AND status = 'succeeded';`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_cncl_cancellation_open" ON "cncl_cancellation" ("provider_id", "status") WHERE deleted_at IS NULL AND status IN ('pending', 'in_progress', 'accepted', 'needs_review', 'rejected');`
    )

    this.addSql(
      `create table if not exists "cncl_attempt" ("id" text not null, "cancellation_id" text not null, "number" integer not null, "purpose" text check ("purpose" in ('send', 'read_back', 'poll')) not null, "outcome" text check ("outcome" in ('succeeded', 'already_done', 'accepted', 'rejected', 'retry', 'unknown')) null, "http_status" integer null, "request" jsonb null, "response" jsonb null, "error" jsonb null, "baseline" jsonb null, "send_started_at" timestamptz null, "started_at" timestamptz not null, "finished_at" timestamptz null, "duration_ms" integer null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "cncl_attempt_pkey" primary key ("id"));`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_cncl_attempt_cancellation_id" ON "cncl_attempt" ("cancellation_id") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_cncl_attempt_deleted_at" ON "cncl_attempt" ("deleted_at") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "UQ_cncl_attempt_number" ON "cncl_attempt" ("cancellation_id", "number") WHERE deleted_at IS NULL;`
    )

    this.addSql(
      `create table if not exists "cncl_provider_state" ("id" text not null, "paused_by" text check ("paused_by" in ('operator', 'auth')) null, "pause_reason" text null, "paused_at" timestamptz null, "probe_at" timestamptz null, "forbidden_order_id" text null, "circuit_state" text check ("circuit_state" in ('closed', 'open', 'half_open')) not null default 'closed', "circuit_until" timestamptz null, "window_started_at" timestamptz null, "window_calls" integer not null default 0, "window_failures" integer not null default 0, "last_success_at" timestamptz null, "last_failure_at" timestamptz null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "cncl_provider_state_pkey" primary key ("id"));`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_cncl_provider_state_deleted_at" ON "cncl_provider_state" ("deleted_at") WHERE deleted_at IS NULL;`
    )

    this.addSql(
      `create table if not exists "cncl_reconciliation_cursor" ("id" text not null, "position" timestamptz null, "position_id" text null, "swept_at" timestamptz null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "cncl_reconciliation_cursor_pkey" primary key ("id"));`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_cncl_reconciliation_cursor_deleted_at" ON "cncl_reconciliation_cursor" ("deleted_at") WHERE deleted_at IS NULL;`
    )

    this.addSql(
      `create table if not exists "cncl_start_time" ("id" text not null, "provider_id" text not null, "source" text not null, "enabled_at" timestamptz not null, "disabled_at" timestamptz null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "cncl_start_time_pkey" primary key ("id"));`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_cncl_start_time_deleted_at" ON "cncl_start_time" ("deleted_at") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "UQ_cncl_start_time" ON "cncl_start_time" ("provider_id", "source") WHERE deleted_at IS NULL;`
    )

    this.addSql(
      `alter table if exists "cncl_cancellation" add constraint "cncl_cancellation_provider_order_id_foreign" foreign key ("provider_order_id") references "cncl_provider_order" ("id") on update cascade;`
    )

    this.addSql(
      `alter table if exists "cncl_attempt" add constraint "cncl_attempt_cancellation_id_foreign" foreign key ("cancellation_id") references "cncl_cancellation" ("id") on update cascade;`
    )
  }

  override async down(): Promise<void> {
    this.addSql(
      `alter table if exists "cncl_cancellation" drop constraint if exists "cncl_cancellation_provider_order_id_foreign";`
    )

    this.addSql(
      `alter table if exists "cncl_attempt" drop constraint if exists "cncl_attempt_cancellation_id_foreign";`
    )

    this.addSql(`drop table if exists "cncl_private_detail" cascade;`)

    this.addSql(`drop table if exists "cncl_provider_order" cascade;`)

    this.addSql(`drop table if exists "cncl_cancellation" cascade;`)

    this.addSql(`drop table if exists "cncl_attempt" cascade;`)

    this.addSql(`drop table if exists "cncl_provider_state" cascade;`)

    this.addSql(`drop table if exists "cncl_reconciliation_cursor" cascade;`)

    this.addSql(`drop table if exists "cncl_start_time" cascade;`)
  }
}
