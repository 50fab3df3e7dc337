import { VoidSum } from "../core/provider-order"
import { RELEASED, allottedItemIds, voidSum } from "./taken"
import { Sql, asJson, rowsOf } from "./sql"

/** What the ledger knows of each provider order's voids. */
export const voidSums = (sql: Sql, ids: string[]): Promise<VoidSum[]> =>
  rowsOf<VoidSum>(
    sql,
    `select po.id, po.order_id, po.order_display_id, po.provider_id,
       po.external_id, po.unit, po.currency_code, po.total, po.total_source,
       po.items, po.origin, po.metadata, po.drift,
       sums.voided::text as voided,
       sums.reserved::text as reserved,
       coalesce(sums.has_live_cancel, false) as has_live_cancel,
       coalesce(sums.is_cancelled, false) as is_cancelled,
       ${allottedItemIds("po.id", "v.status = 'succeeded'")} as voided_item_ids,
       ${allottedItemIds("po.id", `v.status not in ${RELEASED}`)} as taken_item_ids
     from cncl_provider_order po
     cross join lateral (
       select
         ${voidSum("c", "voided")} as voided,
         ${voidSum("c", "reserved")} as reserved,
         bool_or(c.kind = 'cancel' and c.status not in ${RELEASED})
           as has_live_cancel,
         bool_or(c.kind = 'cancel' and c.status = 'succeeded') as is_cancelled
       from cncl_cancellation c
       where c.provider_order_id = po.id and c.deleted_at is null
     ) sums
     where po.id = any(array(select jsonb_array_elements_text(:ids::jsonb)))
       and po.deleted_at is null
     order by po.created_at, po.id`,
    { ids: asJson(ids) }
  )
