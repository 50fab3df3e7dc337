import { Sql, asJson, rowsOf } from "../sql"
import { FactRange, ReadFact, latestChange, parametersOf } from "./fact"

/**
 * Confirmed order edits, with whether anything may have been missed:
 *
 * - one of the order's provider orders has no void that the edit gave it,
 *   though the automation was switched on there by then; or
 * - nothing was captured for the edit at all: the order's provider orders may
 *   not be known yet.
 *
 * Most edits that take nothing off an order are of the second kind for ever:
 * the process remembers that it looked at them. Returns, exchanges, credit
 * lines and transfers are order changes too, and no edits. A cancelled order
 * is cancelled as a whole.
 *
 * @param providerIds - the configured providers that can void a part
 */
export const readOrderEdits = (
  sql: Sql,
  range: FactRange,
  providerIds: string[]
): Promise<ReadFact[]> =>
  rowsOf<ReadFact>(
    sql,
    `with page as (
       select ch.id, ch.order_id, ch.confirmed_at, ch.updated_at
       from order_change ch
       where ch.change_type = 'edit'
         and ch.status = 'confirmed'
         and ch.confirmed_at is not null
         and ch.deleted_at is null
         and (ch.confirmed_at, ch.id) > (:after_at::timestamptz, :after_id)
         and ch.confirmed_at < :until
       order by ch.confirmed_at, ch.id
       limit :limit
     )
     select page.id, page.order_id as subject_id,
       ${latestChange("page.updated_at", "page.order_id")} as updated_at,
       page.confirmed_at::text as position,
       exists (
         select 1 from "order" o
         where o.id = page.order_id
           and o.canceled_at is null
           and o.deleted_at is null
       ) and (
         exists (
           select 1
           from cncl_provider_order po
           join cncl_start_time s
             on s.provider_id = po.provider_id
             and s.source = 'order_edited'
             and s.disabled_at is null
             and s.deleted_at is null
           where po.order_id = page.order_id
             and po.deleted_at is null
             and po.provider_id = any(
               array(select jsonb_array_elements_text(:provider_ids::jsonb))
             )
             and s.enabled_at <= page.confirmed_at
             and not exists (
               select 1 from cncl_cancellation c
               where c.provider_order_id = po.id
                 and c.source = 'order_edited'
                 and c.source_id = page.id
                 and c.deleted_at is null
             )
         ) or not exists (
           select 1 from cncl_cancellation c
           where c.order_id = page.order_id
             and c.source = 'order_edited'
             and c.source_id = page.id
             and c.deleted_at is null
         )
       ) as is_missed
     from page
     order by page.confirmed_at, page.id`,
    { ...parametersOf(range), provider_ids: asJson(providerIds) }
  )
