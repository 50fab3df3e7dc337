import { After } from "../core/turns"
import { retryUntil } from "../core/retry-until"
import { SettledRow } from "../ledger/settle-row"
import { Sql, inTransaction } from "../ledger/sql"
import { lockTurns, takeTurns } from "../ledger/turns"
import { OperationContext } from "./context"

/**
 * A transaction that captures something of an order. Where a provider goes
 * after another one, it also decides what of the order waits, and for what.
 *
 * @param work - is given what each provider goes after, to be recorded
 */
export const inTurns = async <T>(
  { sql, registry, options, onTurned }: OperationContext,
  { order_id }: { order_id: string },
  now: Date,
  work: (trx: Sql, after: After) => Promise<T>
): Promise<T> => {
  const option = registry.after()
  if (!Object.keys(option).length) {
    return inTransaction(sql, (trx) => work(trx, {}))
  }
  let turned: SettledRow[] = []
  const result = await inTransaction(sql, async (trx) => {
    const after = await lockTurns(trx, order_id, option)
    const captured = await work(trx, after)
    turned = await takeTurns(trx, [order_id], {
      now,
      retry_until: retryUntil(now, options),
    })
    return captured
  })
  onTurned(turned)
  return result
}
