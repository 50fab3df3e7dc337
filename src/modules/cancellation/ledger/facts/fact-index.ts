import { Sql, rowsOf } from "../sql"

export interface FactIndex {
  name: string
  /** The indexed columns, as `create index` takes them. */
  on: string
}

/**
 * Medusa has no index on `canceled_at`: at a million orders reading a page
 * takes 160 to 180 ms without this index, and under 1 ms with it.
 */
export const ORDER_INDEX: FactIndex = {
  name: "IDX_cncl_order_canceled_at",
  on: `"order" (canceled_at, id) where canceled_at is not null`,
}

export const EDIT_INDEX: FactIndex = {
  name: "IDX_cncl_order_change_confirmed_at",
  on: `order_change (confirmed_at, id)
    where change_type = 'edit' and confirmed_at is not null`,
}

export const REFUND_INDEX: FactIndex = {
  name: "IDX_cncl_refund_created_at",
  on: `refund (created_at, id)`,
}

/** `busy`: another process, or a person, is building the index. */
export type FactIndexState = "present" | "created" | "busy"

/**
 * Builds the index without blocking anybody's writes, which PostgreSQL can do
 * only outside a transaction. Two builders on one table deadlock, so the
 * builder holds an advisory lock, on a connection of its own. An earlier build
 * that failed leaves an invalid index under this name, which is dropped first.
 */
export const createFactIndex = (
  sql: Sql,
  { name, on }: FactIndex
): Promise<FactIndexState> =>
  sql.transaction(
    async (lock): Promise<FactIndexState> => {
      // This runs without parameters, on purpose: with parameters, the finished
      // statement stays open in the session and keeps its snapshot, and the
      // build would wait forever for this very transaction to end.
      const [held] = await rowsOf<{ is_held: boolean }>(
        lock,
        `select pg_try_advisory_xact_lock(hashtext('${name}')) as is_held`
      )
      if (!held?.is_held) {
        return "busy"
      }
      const [index] = await rowsOf<{ is_valid: boolean; is_built: boolean }>(
        sql,
        `select i.indisvalid as is_valid, p.pid is not null as is_built
         from pg_index i
         left join pg_stat_progress_create_index p
           on p.index_relid = i.indexrelid
         where i.indexrelid = to_regclass(:name)`,
        { name: `"${name}"` }
      )
      if (index?.is_valid || index?.is_built) {
        return index.is_valid ? "present" : "busy"
      }
      if (index) {
        await sql.raw(`drop index concurrently if exists "${name}"`)
      }
      await sql.raw(
        `create index concurrently if not exists "${name}" on ${on}`
      )
      return "created"
    },
    { isolationLevel: "read committed" }
  )
