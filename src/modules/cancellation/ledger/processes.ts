import { Configuration } from "../core/presence"
import { Sql, asJson, rowsOf } from "./sql"

/** Records that a process runs, and forgets processes that ended long ago. */
export const renewProcess = async (
  sql: Sql,
  { id, providers, sources }: Configuration & { id: string },
  now: Date,
  forgetBefore: Date
): Promise<void> => {
  await rowsOf(
    sql,
    `with forgotten as (
       delete from cncl_process
       where id in (
         select old.id from cncl_process old
         where old.seen_at < :forget_before
         for update skip locked
       )
     )
     insert into cncl_process (
       id, providers, sources, seen_at, created_at, updated_at
     )
     values (:id, :providers::jsonb, :sources::jsonb, :now, :now, :now)
     on conflict (id) do update
     set seen_at = excluded.seen_at, updated_at = excluded.updated_at`,
    {
      id,
      providers: asJson(providers),
      sources: asJson(sources),
      now,
      forget_before: forgetBefore,
    }
  )
}

/** The configurations of all other processes that were seen since then. */
export const otherProcesses = (
  sql: Sql,
  id: string,
  since: Date
): Promise<Configuration[]> =>
  rowsOf(
    sql,
    `select providers, sources from cncl_process
     where id <> :id and seen_at > :since and deleted_at is null
     order by id`,
    { id, since }
  )

/** Removes a process that ends in an orderly way. */
export const deleteProcess = async (sql: Sql, id: string): Promise<void> => {
  await rowsOf(sql, "delete from cncl_process where id = :id", { id })
}
