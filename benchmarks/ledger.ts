import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { asJson } from "../src/modules/cancellation/ledger/sql"

/** Settled and waiting rows are for this provider. */
export const PROVIDER = "fungies"

/**
 * Writes provider orders, each for a different order.
 *
 * @param key - begins the ids, so that two backlogs can be in one ledger
 */
export const fillProviderOrders = async (
  sql: Knex,
  key: string,
  externalIds: string[],
  provider = PROVIDER
): Promise<void> => {
  await sql.raw(
    `insert into cncl_provider_order (
       id, order_id, order_display_id, provider_id, external_id, unit, origin
     )
     select 'cnpo_' || :key || lpad(n::text, 12, '0'), 'order_' || :key || n, n,
       :provider, external_id, 'none', 'explicit'
     from jsonb_array_elements_text(:ids::jsonb)
       with ordinality as given(external_id, n)`,
    { key, ids: asJson(externalIds), provider }
  )
}

/**
 * Writes full cancellations that are due, with their provider orders, all at
 * once: the same rows that captures leave.
 *
 * @param dueFor - how long they have been due
 */
export const fillLedger = async (
  sql: Knex,
  key: string,
  externalIds: string[],
  provider = PROVIDER,
  dueFor = "1 minute"
): Promise<void> => {
  await fillProviderOrders(sql, key, externalIds, provider)
  await sql.raw(
    `insert into cncl_cancellation (
       id, provider_order_id, provider_id, order_id, order_display_id,
       external_id, kind, unit, source, source_id, captured_by, fact_key,
       status, next_attempt_at, retry_until
     )
     select 'cncl_' || substr(po.id, 6), po.id, po.provider_id, po.order_id,
       po.order_display_id, po.external_id, 'cancel', po.unit,
       'order_canceled', po.order_id, 'event',
       'order_canceled:' || po.order_id || ':' || po.id, 'pending',
       now() - :due_for::interval, now() + interval '3 days'
     from cncl_provider_order po
     where po.id like 'cnpo_' || :key || '%' and po.provider_id = :provider
       and not exists (
         select 1 from cncl_cancellation c where c.provider_order_id = po.id
       )
     order by po.id`,
    { key, provider, due_for: dueFor }
  )
}

/** Of each order's 100.00, at Aplazame. */
export const VOIDED = 10

/** Writes partial voids that are due, as `fillLedger` does. */
export const fillVoids = async (
  sql: Knex,
  key: string,
  externalIds: string[]
): Promise<void> => {
  await sql.raw(
    `insert into cncl_provider_order (
       id, order_id, order_display_id, provider_id, external_id, unit,
       currency_code, total, raw_total, total_source, origin
     )
     select 'cnpo_' || :key || lpad(n::text, 12, '0'), 'order_' || :key || n, n,
       'aplazame', external_id, 'currency', 'eur', 100,
       '{"value": "100", "precision": 20}', 'explicit', 'explicit'
     from jsonb_array_elements_text(:ids::jsonb)
       with ordinality as given(external_id, n)`,
    { key, ids: asJson(externalIds) }
  )
  await sql.raw(
    `insert into cncl_cancellation (
       id, provider_order_id, provider_id, order_id, order_display_id,
       external_id, kind, unit, amount, raw_amount, currency_code, source,
       source_id, captured_by, captured_with, fact_key, status,
       next_attempt_at, retry_until
     )
     select 'cncl_' || substr(po.id, 6), po.id, po.provider_id, po.order_id,
       po.order_display_id, po.external_id, 'void', po.unit, :amount::numeric,
       jsonb_build_object('value', :amount::text, 'precision', 20),
       po.currency_code, 'payment_refunded', 'ref_' || po.id, 'event',
       jsonb_build_object(
         'remaining_after', (po.total - :amount::numeric)::text,
         'lines', '[]'::jsonb
       ),
       'payment_refunded:ref_' || po.id || ':' || po.id, 'pending',
       now() - interval '1 minute', now() + interval '3 days'
     from cncl_provider_order po
     where po.id like 'cnpo_' || :key || '%'
     order by po.id`,
    { key, amount: VOIDED }
  )
}

/** Lets the planner know the tables, as it does after a while. */
export const settleStatistics = async (sql: Knex): Promise<void> => {
  for (const table of [
    "cncl_provider_order",
    "cncl_cancellation",
    "cncl_attempt",
  ]) {
    await sql.raw(`vacuum analyze ${table}`)
  }
}

export const countOpen = async (sql: Knex): Promise<number> => {
  const { rows } = await sql.raw<{ rows: { open: number }[] }>(
    `select count(*)::int as open from cncl_cancellation
     where deleted_at is null and status in
       ('pending', 'in_progress', 'accepted', 'needs_review', 'rejected')`
  )
  return rows[0]?.open ?? 0
}
