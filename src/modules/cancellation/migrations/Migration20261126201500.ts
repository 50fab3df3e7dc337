import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/**
 * What was true when a void was captured. A webhook's body has to be the same
 * at every attempt, and what is left of the order may change between two.
 */
export class Migration20261126201500 extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `alter table if exists "cncl_cancellation" add column if not exists "captured_with" jsonb null;`
    )
  }

  override async down(): Promise<void> {
    this.addSql(
      `alter table if exists "cncl_cancellation" drop column if exists "captured_with";`
    )
  }
}
