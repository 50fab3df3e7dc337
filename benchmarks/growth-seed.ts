import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { PROVIDER } from "./ledger"

/** The period over which the settled rows are spread. */
const DAYS = 730

/**
 * Writes settled full cancellations, with their provider orders and attempts,
 * as they are after two years: from `from` (exclusive) to `to`.
 */
export const seedSettled = async (
  sql: Knex,
  { from, to, of }: { from: number; to: number; of: number }
): Promise<void> => {
  const parameters = { first: from + 1, last: to, of, provider: PROVIDER }
  const at = `now() - interval '1 hour' - interval '${DAYS} days' * (1 - n::float / :of)`
  await sql.raw(
    `insert into cncl_provider_order (
       id, order_id, order_display_id, provider_id, external_id, unit, origin,
       created_at, updated_at
     )
     select 'cnpo_s' || lpad(n::text, 12, '0'), ${ORDER_ID("n")}, n, :provider,
       'settled-' || n, 'none', 'explicit', ${at}, ${at}
     from generate_series(:first::int, :last::int) n`,
    parameters
  )
  await sql.raw(
    `insert into cncl_cancellation (
       id, provider_order_id, provider_id, order_id, order_display_id,
       external_id, kind, unit, source, source_id, captured_by, fact_key,
       status, attempt_count, retry_until, settled_at, created_at, updated_at
     )
     select 'cncl_s' || lpad(n::text, 12, '0'),
       'cnpo_s' || lpad(n::text, 12, '0'), :provider, ${ORDER_ID("n")}, n,
       'settled-' || n, 'cancel', 'none', 'order_canceled', ${ORDER_ID("n")},
       'event', 'order_canceled:settled:' || n, 'succeeded', 1,
       ${at} + interval '3 days', ${at}, ${at}, ${at}
     from generate_series(:first::int, :last::int) n`,
    parameters
  )
  await sql.raw(
    `insert into cncl_attempt (
       id, cancellation_id, number, purpose, outcome, http_status, request,
       response, send_started_at, started_at, finished_at, duration_ms,
       created_at, updated_at
     )
     select 'cnat_s' || lpad(n::text, 12, '0'),
       'cncl_s' || lpad(n::text, 12, '0'), 1, 'send', 'succeeded', 200,
       jsonb_build_object('method', 'PATCH', 'url',
         'https://api.example.com/v0/orders/settled-' || n || '/cancel',
         'body', '{}'::jsonb),
       '{"body": {"status": "success"}}', ${at}, ${at}, ${at}, 100, ${at}, ${at}
     from generate_series(:first::int, :last::int) n`,
    parameters
  )
}

/**
 * Writes full cancellations that have been due for a minute, and that no round
 * gets to: what a round sends has been due for longer.
 */
export const seedWaiting = async (sql: Knex, count: number): Promise<void> => {
  const parameters = { count, provider: PROVIDER }
  await sql.raw(
    `insert into cncl_provider_order (
       id, order_id, order_display_id, provider_id, external_id, unit, origin
     )
     select 'cnpo_q' || lpad(n::text, 12, '0'), 'order_q' || n, n, :provider,
       'waiting-' || n, 'none', 'explicit'
     from generate_series(1, :count::int) n`,
    parameters
  )
  await sql.raw(
    `insert into cncl_cancellation (
       id, provider_order_id, provider_id, order_id, order_display_id,
       external_id, kind, unit, source, source_id, captured_by, fact_key,
       status, next_attempt_at, retry_until
     )
     select 'cncl_q' || lpad(n::text, 12, '0'),
       'cnpo_q' || lpad(n::text, 12, '0'), :provider, 'order_q' || n, n,
       'waiting-' || n, 'cancel', 'none', 'order_canceled', 'order_q' || n,
       'event', 'order_canceled:waiting:' || n, 'pending',
       now() - interval '1 minute', now() + interval '3 days'
     from generate_series(1, :count::int) n`,
    parameters
  )
}

/** Four settled cancellations belong to one order. */
const ORDER_ID = (n: string): string => `'order_s' || ((${n} + 3) / 4)`

/**
 * Writes orders into Medusa's own table. The first of them, a quarter as many
 * as there are settled cancellations, were cancelled and captured long ago.
 */
export const seedOrders = async (
  sql: Knex,
  { orders, settled }: { orders: number; settled: number }
): Promise<void> => {
  const cancelled = Math.ceil(settled / 4)
  await sql.raw(
    `insert into "order" (
       id, display_id, version, status, currency_code, email, created_at,
       updated_at, canceled_at
     )
     select 'order_s' || n, n, 1,
       (case when n <= :cancelled then 'canceled' else 'pending' end)
         ::order_status_enum,
       'eur', 'shopper@example.com', now() - interval '${DAYS + 1} days',
       now() - interval '1 hour',
       case when n <= :cancelled then now() - interval '1 hour'
         - interval '${DAYS} days' * (1 - n::float / :cancelled) end
     from generate_series(1, :orders::int) n`,
    { orders, cancelled }
  )
  await sql.raw(`vacuum analyze "order"`)
}
