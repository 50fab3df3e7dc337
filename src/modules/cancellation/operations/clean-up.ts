import { deleteOldAttempts, wipeOldPrivateDetails } from "../ledger/clean-up"
import { deleteOldNotices } from "../ledger/notices"
import { OperationContext } from "./context"

/**
 * Deletes attempts, private details, and what nobody could be told, once they
 * have been kept for long enough.
 */
export const cleanUp = async ({
  sql,
  clock,
  options,
}: OperationContext): Promise<void> => {
  const now = await clock.now()
  await deleteOldAttempts(sql, options.attemptRetentionDays, now)
  await wipeOldPrivateDetails(sql, now)
  await deleteOldNotices(sql, now)
}
