import { deleteOldAttempts, wipeOldPrivateDetails } from "../ledger/clean-up"
import { OperationContext } from "./context"

/** Deletes attempts and private details that have been kept for long enough. */
export const cleanUp = async ({
  sql,
  clock,
  options,
}: OperationContext): Promise<void> => {
  const now = await clock.now()
  await deleteOldAttempts(sql, options.attemptRetentionDays, now)
  await wipeOldPrivateDetails(sql, now)
}
