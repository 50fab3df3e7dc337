import { Standing } from "../core/standing"
import { RELEASED } from "./taken"
import { Sql, asJson, rowsOf } from "./sql"

/** The standing of each of these provider orders. */
export const standingsOf = (sql: Sql, ids: string[]): Promise<Standing[]> =>
  rowsOf<Standing>(
    sql,
    `select po.id,
       (select json_build_object('id', c.id, 'status', c.status)
        from cncl_cancellation c
        where c.provider_order_id = po.id and c.deleted_at is null
          and c.kind = 'cancel' and c.status not in ${RELEASED}
        order by c.seq desc
        limit 1) as live_cancel,
       coalesce((
         select json_agg(c.provider_reference)
         from cncl_cancellation c
         where c.provider_order_id = po.id and c.deleted_at is null
           and c.provider_reference is not null
       ), '[]'::json) as owned_references
     from cncl_provider_order po
     where po.id = any(array(select jsonb_array_elements_text(:ids::jsonb)))`,
    { ids: asJson(ids) }
  )
