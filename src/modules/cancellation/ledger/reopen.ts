import { HistoryEntry, LastError } from "../types"
import { mayHaveBeenApplied } from "./taken"
import { Sql, asJson, rowsOf } from "./sql"

/**
 * Puts what a person closed before a person again. The lane is locked.
 *
 * With a full cancellation that was closed as done, it brings back the voids
 * that were superseded because of that and may have been applied: released,
 * their amount could be voided once more.
 */
export const backToReview = async (
  trx: Sql,
  reopened: {
    id: string
    last_error: LastError
    /** Of the voids that come back with it. */
    void_error: LastError
    history: HistoryEntry
    now: Date
  }
): Promise<void> => {
  await rowsOf(
    trx,
    `with back as (
       update cncl_cancellation v
       set status = 'needs_review', settled_at = null,
           last_error = :void_error::jsonb, updated_at = :now
       from cncl_cancellation c
       where c.id = :id and c.kind = 'cancel' and c.status = 'succeeded'
         and v.provider_order_id = c.provider_order_id
         and v.kind = 'void' and v.status = 'superseded'
         and v.settled_at >= c.settled_at
         and v.deleted_at is null
         and ${mayHaveBeenApplied("v")}
     )
     update cncl_cancellation
     set status = 'needs_review', settled_at = null, resolved_by = null,
         proof = null, last_error = :last_error::jsonb,
         history = coalesce(history, '[]'::jsonb) || :history::jsonb,
         updated_at = :now
     where id = :id`,
    {
      id: reopened.id,
      last_error: asJson(reopened.last_error),
      void_error: asJson(reopened.void_error),
      history: asJson([reopened.history]),
      now: reopened.now,
    }
  )
}
