import { FactPosition } from "./facts/fact"
import { Sql, rowsOf } from "./sql"

export interface ReconciliationCursorRow {
  /** Everything up to here was read once; null: nothing was read yet. */
  position: (FactPosition & { time: Date }) | null
  swept_at: Date | null
}

export const readCursor = async (
  sql: Sql,
  name: string
): Promise<ReconciliationCursorRow> => {
  const [row] = await rowsOf<{
    at: string | null
    time: Date | null
    id: string | null
    swept_at: Date | null
  }>(
    sql,
    `select position::text as at, position as time, position_id as id,
       swept_at
     from cncl_reconciliation_cursor where id = :name`,
    { name }
  )
  return {
    position:
      row?.at && row.time
        ? { at: row.at, time: row.time, id: row.id ?? "" }
        : null,
    swept_at: row?.swept_at ?? null,
  }
}

/** Moves forward only: another process may have come further. */
export const advanceCursor = async (
  sql: Sql,
  name: string,
  position: FactPosition,
  now: Date
): Promise<void> => {
  await rowsOf(
    sql,
    `insert into cncl_reconciliation_cursor as c (
       id, position, position_id, created_at, updated_at
     )
     values (:name, :at::timestamptz, :id, :now, :now)
     on conflict (id) do update
     set position = excluded.position, position_id = excluded.position_id,
         updated_at = excluded.updated_at
     where c.position is null
        or (c.position, c.position_id) < (
          excluded.position, excluded.position_id
        )`,
    { name, at: position.at, id: position.id, now }
  )
}

export const markSwept = async (
  sql: Sql,
  name: string,
  now: Date
): Promise<void> => {
  await rowsOf(
    sql,
    `insert into cncl_reconciliation_cursor (
       id, swept_at, created_at, updated_at
     )
     values (:name, :now, :now, :now)
     on conflict (id) do update
     set swept_at = excluded.swept_at, updated_at = excluded.updated_at`,
    { name, now }
  )
}
