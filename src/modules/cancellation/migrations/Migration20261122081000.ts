import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/**
 * Drops four indexes that Medusa makes for every model, from the two tables
 * that the dispatcher writes: all that look by one of these columns find it
 * first in another index, or (`deleted_at`, where it is null) in every row.
 * Each cancellation is written twice, and an update of its status writes all
 * of its indexes: without these the database has less to do for each.
 *
 * The models still declare them, as there is no way not to; so the snapshot
 * lists them, and a generated migration leaves them alone.
 */
export class Migration20261122081000 extends Migration {
  override async up(): Promise<void> {
    // "IDX_cncl_cancellation_lane" begins with it.
    this.addSql(
      `drop index if exists "IDX_cncl_cancellation_provider_order_id";`
    )
    this.addSql(`drop index if exists "IDX_cncl_cancellation_deleted_at";`)
    // "UQ_cncl_attempt_number" begins with it.
    this.addSql(`drop index if exists "IDX_cncl_attempt_cancellation_id";`)
    this.addSql(`drop index if exists "IDX_cncl_attempt_deleted_at";`)
  }

  override async down(): Promise<void> {
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_cncl_cancellation_provider_order_id" ON "cncl_cancellation" ("provider_order_id") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_cncl_cancellation_deleted_at" ON "cncl_cancellation" ("deleted_at") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_cncl_attempt_cancellation_id" ON "cncl_attempt" ("cancellation_id") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_cncl_attempt_deleted_at" ON "cncl_attempt" ("deleted_at") WHERE deleted_at IS NULL;`
    )
  }
}
