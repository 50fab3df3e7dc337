import { Sql, asJson, rowsOf } from "../sql"
import { FactRange, ReadFact, latestChange, parametersOf } from "./fact"

/** A provider, and a payment provider whose refunds concern it. */
export interface RefundsOf {
  provider_id: string
  payment_provider_id: string
}

/**
 * Refunds, with whether one may have been missed: a provider that it concerns,
 * and where the automation was switched on by then, has no void for it. A
 * cancelled order is cancelled as a whole, whatever it refunds.
 */
export const readRefunds = (
  sql: Sql,
  range: FactRange,
  refundsOf: RefundsOf[]
): Promise<ReadFact[]> =>
  rowsOf<ReadFact>(
    sql,
    `with page as (
       select r.id, r.payment_id, r.created_at, r.updated_at
       from refund r
       where r.deleted_at is null
         and (r.created_at, r.id) > (:after_at::timestamptz, :after_id)
         and r.created_at < :until
       order by r.created_at, r.id
       limit :limit
     )
     select page.id, page.payment_id as subject_id,
       ${latestChange(
         "page.updated_at",
         `(select opc.order_id
           from payment p
           join order_payment_collection opc
             on opc.payment_collection_id = p.payment_collection_id
             and opc.deleted_at is null
           where p.id = page.payment_id
           limit 1)`
       )} as updated_at,
       page.created_at::text as position,
       exists (
         select 1
         from payment p
         join order_payment_collection opc
           on opc.payment_collection_id = p.payment_collection_id
           and opc.deleted_at is null
         join "order" o
           on o.id = opc.order_id
           and o.canceled_at is null
           and o.deleted_at is null
         join jsonb_to_recordset(:refunds_of::jsonb)
           as w(provider_id text, payment_provider_id text)
           on w.payment_provider_id = p.provider_id
         join cncl_start_time s
           on s.provider_id = w.provider_id
           and s.source = 'payment_refunded'
           and s.disabled_at is null
           and s.deleted_at is null
         where p.id = page.payment_id
           and s.enabled_at <= page.created_at
           and not exists (
             select 1 from cncl_cancellation c
             where c.order_id = o.id
               and c.provider_id = w.provider_id
               and c.source = 'payment_refunded'
               and c.source_id = page.id
               and c.deleted_at is null
           )
       ) as is_missed
     from page
     order by page.created_at, page.id`,
    { ...parametersOf(range), refunds_of: asJson(refundsOf) }
  )
