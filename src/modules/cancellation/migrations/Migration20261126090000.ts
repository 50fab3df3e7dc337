import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/**
 * Adds the number that a store itself gives its orders, and where a provider
 * order was found. The latter is known of those that were found by the
 * convention. Of the others it is not, and so they are not taken for gone.
 */
export class Migration20261126090000 extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `alter table if exists "cncl_provider_order" add column if not exists "order_custom_display_id" text null, add column if not exists "found_in" text null;`
    )
    this.addSql(
      `alter table if exists "cncl_cancellation" add column if not exists "order_custom_display_id" text null;`
    )
    this.addSql(
      `update "cncl_provider_order" set "found_in" = 'metadata.' || "provider_id" || '_order_id' where "origin" = 'metadata' and "found_in" is null;`
    )
  }

  override async down(): Promise<void> {
    this.addSql(
      `alter table if exists "cncl_provider_order" drop column if exists "order_custom_display_id", drop column if exists "found_in";`
    )
    this.addSql(
      `alter table if exists "cncl_cancellation" drop column if exists "order_custom_display_id";`
    )
  }
}
