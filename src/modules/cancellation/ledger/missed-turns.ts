import { turnOf } from "../core/turns"
import { dependentsOf } from "./dependents"
import { SettledRow } from "./settle-row"
import { Sql, inTransaction, rowsOf } from "./sql"
import { TurnTimes, takeTurns } from "./turns"

/** Orders looked at together. */
const PAGE = 100

/**
 * Takes the turns that were missed: a process of an older version, which knows
 * of none, may have settled what something waits for. Reads what waits in pages,
 * and locks only orders in which something changes.
 */
export const takeMissedTurns = async (
  sql: Sql,
  times: TurnTimes
): Promise<SettledRow[]> => {
  const moved: SettledRow[] = []
  for (let last = "", isOver = false; !isOver;) {
    const page = await rowsOf<{ order_id: string }>(
      sql,
      `select distinct order_id from cncl_cancellation
       where waits_for is not null and deleted_at is null and order_id > :last
       order by order_id
       limit :page`,
      { last, page: PAGE }
    )
    const dependents = await dependentsOf(
      sql,
      page.map(({ order_id }) => order_id)
    )
    const missed = dependents.filter((dependent) => turnOf(dependent))
    for (const order_id of new Set(missed.map((each) => each.order_id))) {
      moved.push(
        ...(await inTransaction(sql, (trx) =>
          takeTurns(trx, [order_id], times)
        ))
      )
    }
    last = page.at(-1)?.order_id ?? last
    isOver = page.length < PAGE
  }
  return moved
}
