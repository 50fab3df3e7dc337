import { RELEASED, allottedItemIds, voidSum } from "./taken"
import { LaneState } from "../core/provider-order"
import { Sql, rowsOf } from "./sql"

export const laneState = async (
  trx: Sql,
  providerOrderId: string
): Promise<LaneState> => {
  const [state] = await rowsOf<LaneState>(
    trx,
    `select
       coalesce(bool_or(
         c.kind = 'cancel' and c.status not in ${RELEASED}
       ), false) as has_live_cancel,
       ${voidSum("c", "taken")}::text as taken,
       ${voidSum("c", "reserved")}::text as reserved,
       ${allottedItemIds(":id", `v.status not in ${RELEASED}`)}
         as taken_item_ids,
       (select po.told ->> 'total' from cncl_provider_order po
        where po.id = :id) as told_total
     from cncl_cancellation c
     where c.provider_order_id = :id and c.deleted_at is null`,
    { id: providerOrderId }
  )
  return state as LaneState
}
