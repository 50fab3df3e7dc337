import { RELEASED } from "../measure"
import { Sql, asJson, rowsOf } from "../sql"
import { Fact, FactRange, ReadFact, parametersOf } from "./fact"

export interface CanceledOrder extends Fact {
  canceled_at: Date
}

/**
 * A page of Medusa's own table, by keyset. It goes by `canceled_at` and not by
 * the status, which becomes "archived", or "draft" for an order of a draft.
 */
const PAGE = `
  page as (
    select o.id, o.canceled_at, o.updated_at
    from "order" o
    where o.canceled_at is not null
      and o.deleted_at is null
      and (o.canceled_at, o.id) > (:after_at::timestamptz, :after_id)
      and o.canceled_at < :until
    order by o.canceled_at, o.id
    limit :limit
  )`

/** Cancelled orders, whatever was captured for them. */
export const canceledOrders = (
  sql: Sql,
  range: FactRange
): Promise<CanceledOrder[]> =>
  rowsOf<CanceledOrder>(
    sql,
    `with ${PAGE}
     select id, id as subject_id, canceled_at, updated_at,
       canceled_at::text as position
     from page
     order by canceled_at, id`,
    parametersOf(range)
  )

/**
 * Cancelled orders, with whether anything may have been missed:
 *
 * - one of its provider orders has no cancel that the order's cancelling gave
 *   it, nor a live one, though its provider was switched on by then; or
 * - nothing shows that the order was ever looked at for being cancelled: its
 *   provider orders may not be known yet.
 *
 * A page is bounded by what is read, not by what is found.
 *
 * @param providerIds - the configured providers
 */
export const readCanceledOrders = (
  sql: Sql,
  range: FactRange,
  providerIds: string[]
): Promise<ReadFact[]> =>
  rowsOf<ReadFact>(
    sql,
    `with ${PAGE}
     select page.id, page.id as subject_id, page.updated_at,
       page.canceled_at::text as position,
       exists (
         select 1
         from cncl_provider_order po
         join cncl_start_time s
           on s.provider_id = po.provider_id
           and s.source = 'order_canceled'
           and s.disabled_at is null
           and s.deleted_at is null
         where po.order_id = page.id
           and po.deleted_at is null
           and po.provider_id = any(
             array(select jsonb_array_elements_text(:provider_ids::jsonb))
           )
           and s.enabled_at <= page.canceled_at
           and not exists (
             select 1 from cncl_cancellation c
             where c.provider_order_id = po.id
               and c.kind = 'cancel'
               and c.deleted_at is null
               and (
                 c.status not in ${RELEASED}
                 or (c.source = 'order_canceled' and c.source_id = page.id)
               )
           )
       ) or not exists (
         select 1 from cncl_cancellation c
         where c.order_id = page.id
           and c.source = 'order_canceled'
           and c.captured_by in ('event', 'reconciliation')
           and c.deleted_at is null
       ) as is_missed
     from page
     order by page.canceled_at, page.id`,
    { ...parametersOf(range), provider_ids: asJson(providerIds) }
  )
