import { Migration } from "@medusajs/framework/mikro-orm/migrations"

const TABLES = ["cncl_provider_order", "cncl_cancellation"]

/**
 * `count`, the neutral name of what is a whole number and no money. Rows keep
 * the unit that their provider declared when they were written.
 */
export class Migration20261126160000 extends Migration {
  override async up(): Promise<void> {
    this.allow("'currency', 'climes', 'count', 'item', 'none'")
  }

  override async down(): Promise<void> {
    for (const table of TABLES) {
      this.addSql(`update "${table}" set unit = 'climes' where unit = 'count';`)
    }
    this.allow("'currency', 'climes', 'item', 'none'")
  }

  private allow(units: string): void {
    for (const table of TABLES) {
      this.addSql(
        `alter table if exists "${table}" drop constraint if exists "${table}_unit_check";`
      )
      this.addSql(
        `alter table if exists "${table}" add constraint "${table}_unit_check" check ("unit" in (${units}));`
      )
    }
  }
}
