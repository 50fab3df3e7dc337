import { Sql, rowsOf } from "./sql"

export const ORDER_INDEX = "IDX_cncl_order_canceled_at"

/** `busy`: another process, or a person, is building it. */
export type OrderIndexState = "present" | "created" | "busy"

/**
 * Medusa has no index on `canceled_at`: at a million orders reading a page
 * takes 160 to 180 ms, and under 1 ms with this one.
 *
 * It is built without blocking anybody's writes, which PostgreSQL does outside
 * a transaction only. Two that build on one table at the same time deadlock,
 * so the builder holds an advisory lock, on a connection of its own. An earlier
 * build that failed leaves an invalid index under this name, which is dropped
 * first.
 */
export const createOrderIndex = (sql: Sql): Promise<OrderIndexState> =>
  sql.transaction(
    async (lock): Promise<OrderIndexState> => {
      // Without parameters, on purpose: with some, the finished statement stays
      // open in the session and keeps its snapshot, and the build would wait
      // for this very transaction to end, for ever.
      const [held] = await rowsOf<{ is_held: boolean }>(
        lock,
        `select pg_try_advisory_xact_lock(hashtext('${ORDER_INDEX}')) as is_held`
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
        { name: `"${ORDER_INDEX}"` }
      )
      if (index?.is_valid || index?.is_built) {
        return index.is_valid ? "present" : "busy"
      }
      if (index) {
        await sql.raw(`drop index concurrently if exists "${ORDER_INDEX}"`)
      }
      await sql.raw(
        `create index concurrently if not exists "${ORDER_INDEX}"
         on "order" (canceled_at, id) where canceled_at is not null`
      )
      return "created"
    },
    { isolationLevel: "read committed" }
  )
