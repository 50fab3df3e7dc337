import { mayHaveBeenApplied } from "./taken"
import { Sql, asJson, rowsOf } from "./sql"

/**
 * A full cancellation makes the voids that wait to be sent pointless. A void
 * whose outcome is unknown keeps its place, and its amount: finding out what
 * became of it goes first.
 */
export const supersedeWaitingVoids = async (
  trx: Sql,
  cancelIds: string[],
  now: Date
): Promise<string[]> => {
  const superseded = await rowsOf<{ id: string }>(
    trx,
    `with superseded as (
       update cncl_cancellation v
       set status = 'superseded', next_attempt_at = null, waits_for = null,
           settled_at = :now, updated_at = :now
       from cncl_cancellation c
       where c.id = any(array(select jsonb_array_elements_text(:ids::jsonb)))
         and v.provider_order_id = c.provider_order_id
         and v.kind = 'void'
         and v.status = 'pending'
         and v.purpose = 'send'
         and v.deleted_at is null
         and not ${mayHaveBeenApplied("v")}
       returning v.id
     ), wiped as (
       delete from cncl_private_detail d using superseded s where d.id = s.id
     )
     select id from superseded`,
    { ids: asJson(cancelIds), now }
  )
  return superseded.map(({ id }) => id)
}
