import { LastError } from "../types"
import { Sql, asJson, rowsOf } from "./sql"

/**
 * Ends what was captured in this very transaction, before anything could be
 * sent: it keeps its fact, and holds no amount.
 */
export const rejectUnsent = async (
  trx: Sql,
  id: string,
  error: LastError,
  now: Date
): Promise<void> => {
  await rowsOf(
    trx,
    `update cncl_cancellation
     set status = 'rejected', next_attempt_at = null, settled_at = :now,
         last_error = :error::jsonb, updated_at = :now
     where id = :id and status = 'pending'`,
    { id, error: asJson(error), now }
  )
}
