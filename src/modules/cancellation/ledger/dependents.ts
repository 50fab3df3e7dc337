import { Dependent } from "../core/turns"
import { RELEASED, mayHaveBeenApplied } from "./taken"
import { Sql, asJson, rowsOf } from "./sql"

export interface OrderedDependent extends Dependent {
  order_id: string
}

/** SQL: of several full cancellations, the one that counts; as a row. */
const standing = (alias: string): string =>
  `(${alias}.status not in ${RELEASED}, ${alias}.seq)`

/**
 * What has a turn to wait for, and has not been sent, each with what it goes
 * after. A full cancellation goes after the full cancellation of each provider
 * order, whoever asked for that; a void after the voids of the same fact.
 */
export const dependentsOf = (
  sql: Sql,
  orderIds: string[]
): Promise<OrderedDependent[]> =>
  rowsOf(
    sql,
    `select d.id, d.order_id, d.provider_id, d.kind, d.status, d.goes_after, d.waits_for,
       d.kind = 'void' and exists (
         select 1 from cncl_cancellation c
         where c.provider_order_id = d.provider_order_id and c.kind = 'cancel'
           and c.status not in ${RELEASED} and c.deleted_at is null
       ) as is_pointless,
       coalesce((
         select json_agg(json_build_object(
           'id', x.id, 'provider_id', x.provider_id,
           'external_id', x.external_id, 'status', x.status
         ) order by x.seq)
         from cncl_cancellation x
         where x.order_id = d.order_id and x.deleted_at is null
           and jsonb_exists(d.goes_after, x.provider_id)
           and case d.kind
             when 'void' then x.source = d.source and x.source_id = d.source_id
             else x.kind = 'cancel' and not exists (
               select 1 from cncl_cancellation other
               where other.provider_order_id = x.provider_order_id
                 and other.kind = 'cancel' and other.deleted_at is null
                 and ${standing("other")} > ${standing("x")}
             )
           end
       ), '[]'::json) as dependencies
     from cncl_cancellation d
     where d.order_id = any(
         array(select jsonb_array_elements_text(:ids::jsonb))
       )
       and d.goes_after is not null
       and d.lease_token is null
       and d.deleted_at is null
       and case d.status
         when 'pending' then d.purpose = 'send' and not ${mayHaveBeenApplied("d")}
         when 'needs_review' then d.last_error ->> 'code' = 'dependency_failed'
         else false
       end
     order by d.seq`,
    { ids: asJson(orderIds) }
  )
