import { HistoryEntry, LastError } from "../types"
import { Sql, asJson, rowsOf } from "./sql"

/** Puts what a person closed before a person again. The lane is locked. */
export const backToReview = async (
  trx: Sql,
  reopened: {
    id: string
    last_error: LastError
    history: HistoryEntry
    now: Date
  }
): Promise<void> => {
  await rowsOf(
    trx,
    `update cncl_cancellation
     set status = 'needs_review', settled_at = null, resolved_by = null,
         proof = null, last_error = :last_error::jsonb,
         history = coalesce(history, '[]'::jsonb) || :history::jsonb,
         updated_at = :now
     where id = :id`,
    {
      id: reopened.id,
      last_error: asJson(reopened.last_error),
      history: asJson([reopened.history]),
      now: reopened.now,
    }
  )
}
