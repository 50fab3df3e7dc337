import { RELEASED } from "../taken"
import { Sql, asJson, rowsOf } from "../sql"
import {
  Fact,
  FactRange,
  GIVEN_IDS,
  Judgement,
  knownProviderOrders,
  mayBeUnheard,
  pageBy,
  parametersOf,
} from "./fact"

export interface CanceledOrder extends Fact {
  canceled_at: Date
}

/**
 * SQL: a page of Medusa's own table, by keyset. It uses `canceled_at` and not
 * the status, which changes to "archived", or to "draft" if the order came from
 * a draft.
 */
const pageOf = (columns: string): string => `
  select o.id, o.id as subject_id, o.canceled_at::text as position,
    concat_ws('/', o.updated_at, o.canceled_at, ${knownProviderOrders("o.id")}) as version
    ${columns}
  from "order" o
  where o.canceled_at is not null
    and o.deleted_at is null
    ${pageBy("o.canceled_at", "o.id")}`

/** Cancelled orders, whatever was captured for them. */
export const canceledOrders = (sql: Sql, range: FactRange): Promise<Fact[]> =>
  rowsOf<Fact>(sql, pageOf(""), parametersOf(range))

/**
 * The same with their time as a `Date`: creating 340 of them takes the driver 2
 * ms, and each run of the reconciliation reads that many.
 */
export const canceledOrdersWithTime = (
  sql: Sql,
  range: FactRange
): Promise<CanceledOrder[]> =>
  rowsOf<CanceledOrder>(sql, pageOf(", o.canceled_at"), parametersOf(range))

/**
 * Whether anything may have been missed for cancelled orders:
 *
 * - one of its provider orders has neither a cancellation that was captured for
 *   the order's cancelling nor a live one, though its provider was switched on
 *   by then; or
 * - nothing shows that anyone ever looked at the order's cancelling: its
 *   provider orders may not be known yet; or
 * - it was looked at, but perhaps by a process without one of the providers.
 *
 * An order that only a cancellation by hand covers is provisional: that
 * cancellation may still be refused.
 *
 * @param providerIds - the configured providers
 */
export const judgeCanceledOrders = (
  sql: Sql,
  ids: string[],
  providerIds: string[]
): Promise<Judgement[]> =>
  rowsOf<Judgement>(
    sql,
    `select o.id,
       concerned.lacks_any or not exists (
         select 1 from cncl_cancellation c
         where c.order_id = o.id
           and c.source = 'order_canceled'
           and c.captured_by in ('event', 'reconciliation')
           and c.deleted_at is null
       ) or ${mayBeUnheard("order_canceled", "o.canceled_at", "o.id")}
         as is_missed,
       concerned.lacks_own as is_provisional
     from "order" o
     cross join lateral (
       select
         coalesce(bool_or(not cancel.is_own), false) as lacks_own,
         coalesce(bool_or(not cancel.is_there), false) as lacks_any
       from cncl_provider_order po
       join cncl_start_time s
         on s.provider_id = po.provider_id
         and s.source = 'order_canceled'
         and s.disabled_at is null
         and s.deleted_at is null
       cross join lateral (
         select
           coalesce(bool_or(
             c.source = 'order_canceled' and c.source_id = o.id
           ), false) as is_own,
           coalesce(bool_or(
             c.status not in ${RELEASED}
             or (c.source = 'order_canceled' and c.source_id = o.id)
           ), false) as is_there
         from cncl_cancellation c
         where c.provider_order_id = po.id
           and c.kind = 'cancel'
           and c.deleted_at is null
       ) cancel
       where po.order_id = o.id
         and po.deleted_at is null
         and po.provider_id = any(
           array(select jsonb_array_elements_text(:provider_ids::jsonb))
         )
         and s.enabled_at <= o.canceled_at
     ) concerned
     where o.id = ${GIVEN_IDS}`,
    { ids: asJson(ids), provider_ids: asJson(providerIds) }
  )
