import { Sql, asJson, rowsOf } from "./sql"
import { ProviderOrderRow } from "../core/provider-order"

const COLUMNS = `id, order_id, order_display_id, provider_id, external_id, unit,
  currency_code, total, total_source, items, origin, metadata`

/**
 * Locks lanes in the order of their ids. Every statement that waits for such a
 * lock does the same, so two that lock the same lanes can't deadlock.
 */
export const lockProviderOrders = (
  trx: Sql,
  ids: string[]
): Promise<ProviderOrderRow[]> =>
  rowsOf<ProviderOrderRow>(
    trx,
    `select ${COLUMNS}
     from cncl_provider_order
     where id = any(array(select jsonb_array_elements_text(:ids::jsonb)))
       and deleted_at is null
     order by id
     for update`,
    { ids: asJson(ids) }
  )

/** Locks all lanes of an order in the same way. */
export const lockProviderOrdersOf = (
  trx: Sql,
  orderId: string
): Promise<ProviderOrderRow[]> =>
  rowsOf<ProviderOrderRow>(
    trx,
    `select ${COLUMNS}
     from cncl_provider_order
     where order_id = :order_id and deleted_at is null
     order by id
     for update`,
    { order_id: orderId }
  )
