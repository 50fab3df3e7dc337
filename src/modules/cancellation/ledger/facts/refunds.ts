import { Sql, asJson, rowsOf } from "../sql"
import {
  Fact,
  FactRange,
  GIVEN_IDS,
  Judgement,
  pageBy,
  parametersOf,
  versionOf,
} from "./fact"

/** A provider, and a payment provider whose refunds concern it. */
export interface RefundsOf {
  provider_id: string
  payment_provider_id: string
}

/** Refunds, whatever was captured for them. */
export const refunds = (sql: Sql, range: FactRange): Promise<Fact[]> =>
  rowsOf<Fact>(
    sql,
    `select r.id, r.payment_id as subject_id,
       ${versionOf(
         "r.updated_at",
         `(select opc.order_id
           from payment p
           join order_payment_collection opc
             on opc.payment_collection_id = p.payment_collection_id
             and opc.deleted_at is null
           where p.id = r.payment_id
           limit 1)`
       )} as version,
       r.created_at::text as position
     from refund r
     where r.deleted_at is null
       ${pageBy("r.created_at", "r.id")}`,
    parametersOf(range)
  )

/**
 * Whether a refund may have been missed: a provider that it concerns, and for
 * which the automation was switched on by then, has no void for the refund, and
 * has not counted it in another one. A cancelled order is cancelled in full,
 * whatever it refunds.
 */
export const judgeRefunds = (
  sql: Sql,
  ids: string[],
  refundsOf: RefundsOf[]
): Promise<Judgement[]> =>
  rowsOf<Judgement>(
    sql,
    `select r.id, false as is_provisional,
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
         where p.id = r.payment_id
           and s.enabled_at <= r.created_at
           and not exists (
             select 1 from cncl_cancellation c
             where c.order_id = o.id
               and c.provider_id = w.provider_id
               and c.source = 'payment_refunded'
               and c.source_id = r.id
               and c.deleted_at is null
           )
           and not exists (
             select 1
             from cncl_provider_order po
             join cncl_captured_part part
               on part.provider_order_id = po.id
               and part.source = 'payment_refunded'
               and part.source_id = r.id
               and part.deleted_at is null
             where po.order_id = o.id
               and po.provider_id = w.provider_id
               and po.deleted_at is null
           )
       ) as is_missed
     from refund r
     where r.id = ${GIVEN_IDS}`,
    { ids: asJson(ids), refunds_of: asJson(refundsOf) }
  )
