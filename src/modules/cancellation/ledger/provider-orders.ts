import { ItemMapping, TotalSource } from "../../../provider-kit"
import { RawAmount } from "../core/numeric"
import {
  KnownProviderOrder,
  NewProviderOrderRow,
  ProviderOrderPlace,
} from "../core/provider-order"
import { Sql, asJson, rowsOf } from "./sql"

/**
 * Inserts rows that don't exist yet, by (provider, external id), and returns
 * only the new ids.
 */
export const insertProviderOrders = async (
  trx: Sql,
  rows: NewProviderOrderRow[],
  now: Date
): Promise<string[]> => {
  if (!rows.length) {
    return []
  }
  const inserted = await rowsOf<{ id: string }>(
    trx,
    `insert into cncl_provider_order (
       id, order_id, order_display_id, order_custom_display_id, provider_id,
       external_id, unit, currency_code, total, raw_total, total_source, items,
       origin, found_in, metadata, created_at, updated_at, deleted_at
     )
     select x.id, x.order_id, x.order_display_id, x.order_custom_display_id,
       x.provider_id, x.external_id, x.unit, x.currency_code, x.total,
       nullif(x.raw_total, 'null'), x.total_source, nullif(x.items, 'null'),
       x.origin, x.found_in, nullif(x.metadata, 'null'), :now, :now,
       case when x.is_deleted then :now::timestamptz end
     from jsonb_to_recordset(:rows::jsonb) as x(
       id text, order_id text, order_display_id int,
       order_custom_display_id text, provider_id text, external_id text,
       unit text, currency_code text, total numeric, raw_total jsonb,
       total_source text, items jsonb, origin text, found_in text,
       metadata jsonb, is_deleted boolean
     )
     order by x.provider_id, x.external_id
     on conflict (provider_id, external_id) where deleted_at is null do nothing
     returning id`,
    { rows: asJson(rows), now }
  )
  return inserted.map(({ id }) => id)
}

/**
 * All that is known of an order's provider orders, deleted ones included, and
 * who holds the given external ids.
 */
export const knownProviderOrders = (
  sql: Sql,
  orderId: string,
  wanted: { provider_id: string; external_id: string }[]
): Promise<KnownProviderOrder[]> =>
  rowsOf<KnownProviderOrder>(
    sql,
    `select po.id, po.order_id, po.order_display_id, po.provider_id,
       po.external_id, po.unit, po.currency_code, po.total, po.total_source,
       po.items, po.origin, po.found_in, po.metadata,
       po.deleted_at is not null as is_deleted,
       (select count(*)::int from cncl_cancellation c
        where c.provider_order_id = po.id and c.deleted_at is null
       ) as cancellation_count
     from cncl_provider_order po
     where po.order_id = :order_id
        or (po.deleted_at is null and (po.provider_id, po.external_id) in (
          select x.provider_id, x.external_id
          from jsonb_to_recordset(:wanted::jsonb)
            as x(provider_id text, external_id text)
        ))
     order by po.created_at, po.id`,
    { order_id: orderId, wanted: asJson(wanted) }
  )

/**
 * Forgets found provider orders that their order no longer names, so that they
 * can be found again, in the same order or in another one. They must be locked.
 * A provider order for which something was captured meanwhile stays.
 */
export const forgetProviderOrders = async (
  trx: Sql,
  ids: string[]
): Promise<string[]> => {
  if (!ids.length) {
    return []
  }
  const forgotten = await rowsOf<{ id: string }>(
    trx,
    `delete from cncl_provider_order po
     where po.id = any(array(select jsonb_array_elements_text(:ids::jsonb)))
       and not exists (
         select 1 from cncl_cancellation c where c.provider_order_id = po.id
       )
     returning po.id`,
    { ids: asJson(ids) }
  )
  return forgotten.map(({ id }) => id)
}

/** Stores where provider orders are named now. They must be locked. */
export const placeProviderOrders = async (
  trx: Sql,
  places: ProviderOrderPlace[],
  now: Date
): Promise<void> => {
  if (!places.length) {
    return
  }
  await rowsOf(
    trx,
    `update cncl_provider_order po
     set found_in = x.found_in, updated_at = :now
     from jsonb_to_recordset(:places::jsonb) as x(id text, found_in text)
     where po.id = x.id and po.deleted_at is null`,
    { places: asJson(places), now }
  )
}

export interface ProviderOrderChange {
  id: string
  total: string | null
  raw_total: RawAmount | null
  total_source: TotalSource | null
  items: ItemMapping[] | null
  metadata: Record<string, unknown> | null
}

export const updateProviderOrder = async (
  trx: Sql,
  change: ProviderOrderChange,
  now: Date
): Promise<void> => {
  await rowsOf(
    trx,
    `update cncl_provider_order
     set total = :total, raw_total = :raw_total::jsonb,
         total_source = :total_source, items = :items::jsonb,
         metadata = :metadata::jsonb, updated_at = :now
     where id = :id`,
    {
      id: change.id,
      total: change.total,
      raw_total: change.raw_total && asJson(change.raw_total),
      total_source: change.total_source,
      items: change.items && asJson(change.items),
      metadata: change.metadata && asJson(change.metadata),
      now,
    }
  )
}

/** Deletes a provider order, and keeps the row so that it isn't found again. */
export const deleteProviderOrder = async (
  trx: Sql,
  id: string,
  now: Date
): Promise<void> => {
  await rowsOf(
    trx,
    `update cncl_provider_order
     set deleted_at = :now, updated_at = :now
     where id = :id and deleted_at is null`,
    { id, now }
  )
}
