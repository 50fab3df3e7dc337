import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/**
 * What a provider answered that paused itself: refused credentials, too few
 * rights, or an address where nobody is any more. Of a pause from before it is
 * not known.
 */
export class Migration20261127033000 extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `alter table if exists "cncl_provider_state" add column if not exists "pause_code" text null;`
    )
  }

  override async down(): Promise<void> {
    this.addSql(
      `alter table if exists "cncl_provider_state" drop column if exists "pause_code";`
    )
  }
}
