import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/**
 * The providers that a cancellation goes after, and those of them that it still
 * waits for. Few rows wait at any time, so the index is small: each end of an
 * attempt asks it whether the order has one.
 */
export class Migration20261126193000 extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `alter table if exists "cncl_cancellation" add column if not exists "goes_after" jsonb null, add column if not exists "waits_for" jsonb null;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_cncl_cancellation_waiting" ON "cncl_cancellation" ("order_id") WHERE deleted_at IS NULL AND waits_for IS NOT NULL;`
    )
  }

  override async down(): Promise<void> {
    this.addSql(`drop index if exists "IDX_cncl_cancellation_waiting";`)
    this.addSql(
      `alter table if exists "cncl_cancellation" drop column if exists "goes_after", drop column if exists "waits_for";`
    )
  }
}
