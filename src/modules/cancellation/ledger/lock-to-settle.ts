import { SettleRow } from "./settle-row"
import { Sql, asJson, rowsOf } from "./sql"

/**
 * Locks what a settlement is going to write, in the order that `sql.ts` names:
 * the lanes, then the cancellations that end, with the voids that a full
 * cancellation supersedes. Anything read afterwards stays true until the
 * transaction ends. Of an order in which something waits for something else, it
 * locks all lanes: see `takeTurns`.
 *
 * It is one statement, which is one round trip. The lanes are counted before
 * the first cancellation is looked at, so all of them are locked by then.
 */
export const lockToSettle = async (
  trx: Sql,
  rows: Pick<SettleRow, "cancellation_id" | "provider_order_id" | "status">[]
): Promise<void> => {
  await rowsOf(
    trx,
    `with in_turn as materialized (
       select distinct ending.order_id
       from cncl_cancellation ending
       where ending.id = any(
           array(select jsonb_array_elements_text(:ids::jsonb))
         )
         and exists (
           select 1 from cncl_cancellation waiting
           where waiting.order_id = ending.order_id
             and waiting.waits_for is not null
             and waiting.deleted_at is null
         )
     ), lanes as materialized (
       select id
       from cncl_provider_order
       where id = any(array(
         select jsonb_array_elements_text(:lanes::jsonb)
         union
         select po.id
         from in_turn
         join cncl_provider_order po
           on po.order_id = in_turn.order_id and po.deleted_at is null
       ))
       order by id
       for update
     ), ids as (
       select jsonb_array_elements_text(:ids::jsonb) as id
       union
       select v.id
       from cncl_cancellation v
       where v.provider_order_id = any(
           array(select jsonb_array_elements_text(:emptied::jsonb))
         )
         and v.kind = 'void'
         and v.status in ('pending', 'accepted', 'needs_review')
         and v.deleted_at is null
     )
     select count(*)
     from (
       select c.id
       from cncl_cancellation c
       where c.id in (select id from ids)
         and (select count(*) from lanes) >= 0
       order by c.id
       for update
     ) locked`,
    {
      lanes: asJson(rows.map(({ provider_order_id }) => provider_order_id)),
      ids: asJson(rows.map(({ cancellation_id }) => cancellation_id)),
      emptied: asJson(
        rows.flatMap(({ provider_order_id, status }) =>
          status === "succeeded" ? [provider_order_id] : []
        )
      ),
    }
  )
}
