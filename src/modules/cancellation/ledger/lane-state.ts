import { RELEASED, allottedItemIds, voidSum } from "./measure"
import { Sql, rowsOf } from "./sql"

/** What decides whether a void still fits. Read while the lane is locked. */
export interface LaneState {
  has_live_cancel: boolean
  /** By voids that were done, may have been, or still may. */
  taken: string
  /** The same, without those that were done. */
  reserved: string
  taken_item_ids: (string | number)[]
  /** The most that there was by what the provider said. Null: it never did. */
  told_total: string | null
}

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
