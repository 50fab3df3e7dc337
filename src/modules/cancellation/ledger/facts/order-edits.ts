import { Sql, asJson, rowsOf } from "../sql"
import {
  Fact,
  FactRange,
  GIVEN_IDS,
  Judgement,
  mayBeUnheard,
  pageBy,
  parametersOf,
  versionOf,
} from "./fact"

/**
 * Confirmed order edits, whatever was captured for them. Returns, exchanges,
 * credit lines and transfers are order changes too, but not edits.
 */
export const orderEdits = (sql: Sql, range: FactRange): Promise<Fact[]> =>
  rowsOf<Fact>(
    sql,
    `select ch.id, ch.order_id as subject_id,
       ${versionOf("ch.updated_at", "ch.order_id")} as version,
       ch.confirmed_at::text as position
     from order_change ch
     where ch.change_type = 'edit'
       and ch.status = 'confirmed'
       and ch.confirmed_at is not null
       and ch.deleted_at is null
       ${pageBy("ch.confirmed_at", "ch.id")}`,
    parametersOf(range)
  )

/**
 * Whether anything may have been missed for order edits:
 *
 * - one of the order's provider orders has no void that was captured for the
 *   edit, though the automation was switched on there by then; or
 * - nothing was captured for the edit at all: the order's provider orders may
 *   not be known yet; or
 * - something was, but perhaps by a process without one of the providers.
 *
 * Most edits that take nothing off an order stay of the second kind for ever:
 * the process remembers that it looked at them. A cancelled order is cancelled
 * in full.
 *
 * @param providerIds - the configured providers that can void a part
 */
export const judgeOrderEdits = (
  sql: Sql,
  ids: string[],
  providerIds: string[]
): Promise<Judgement[]> =>
  rowsOf<Judgement>(
    sql,
    `select ch.id, false as is_provisional,
       exists (
         select 1 from "order" o
         where o.id = ch.order_id
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
           where po.order_id = ch.order_id
             and po.deleted_at is null
             and po.provider_id = any(
               array(select jsonb_array_elements_text(:provider_ids::jsonb))
             )
             and s.enabled_at <= ch.confirmed_at
             and not exists (
               select 1 from cncl_cancellation c
               where c.provider_order_id = po.id
                 and c.source = 'order_edited'
                 and c.source_id = ch.id
                 and c.deleted_at is null
             )
         ) or not exists (
           select 1 from cncl_cancellation c
           where c.order_id = ch.order_id
             and c.source = 'order_edited'
             and c.source_id = ch.id
             and c.deleted_at is null
         ) or ${mayBeUnheard("order_edited", "ch.confirmed_at", "ch.order_id")}
       ) as is_missed
     from order_change ch
     where ch.id = ${GIVEN_IDS}`,
    { ids: asJson(ids), provider_ids: asJson(providerIds) }
  )
