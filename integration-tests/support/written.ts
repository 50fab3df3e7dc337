import { Sql, rowsOf } from "../../src/modules/cancellation/ledger/sql"
import { HistoryEntry } from "../../src/modules/cancellation/types"

const TABLES = [
  "cncl_cancellation",
  "cncl_attempt",
  "cncl_private_detail",
  "cncl_provider_order",
  "cncl_provider_state",
]

/** Everything that the plugin has written, by table. */
export const written = async (sql: Sql): Promise<Record<string, unknown[]>> =>
  Object.fromEntries(
    await Promise.all(
      TABLES.map(async (table) => [
        table,
        await rowsOf(sql, `select * from ${table} order by id`),
      ])
    )
  )

export interface CancellationRow extends Record<string, unknown> {
  status: string
  history: HistoryEntry[] | null
}

export const cancellationRow = async (
  sql: Sql,
  id: string
): Promise<CancellationRow> => {
  const [row] = await rowsOf<CancellationRow>(
    sql,
    "select * from cncl_cancellation where id = :id",
    { id }
  )
  return row as CancellationRow
}

export const privateDetails = (
  sql: Sql
): Promise<{ id: string; details: unknown }[]> =>
  rowsOf(sql, "select id, details from cncl_private_detail")
