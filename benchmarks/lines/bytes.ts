import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { createDatabase } from "../../integration-tests/support/database"
import { rowsOf } from "../../src/modules/cancellation/ledger/sql"
import type { Bench } from "../bench"
import { newBacklog, verifyDeliveries } from "../backlog"
import { pipelineArm } from "../pipeline-arm"
import type { BytesResult } from "../results"

/**
 * What a settled cancellation takes on the disk: an empty ledger gets a
 * backlog, which is drained. Vacuum is switched off, because it comes when it
 * likes, and makes room for later rows.
 */
export const measureBytes = async ({
  world,
  sizes: { bytes, concurrency },
  tell,
}: Bench): Promise<BytesResult> => {
  const { sandbox, postgres } = world
  tell(`the size of ${bytes.calls} settled cancellations`)
  const database = await createDatabase(undefined, postgres, false)
  try {
    for (const { name } of await tablesOf(database.sql)) {
      await database.sql.raw(
        `alter table ${name} set (autovacuum_enabled = off)`
      )
    }
    const arm = pipelineArm(database, sandbox.access, concurrency)
    const backlog = await newBacklog(sandbox, bytes.calls)
    await arm.fill(backlog.ids)
    await arm.drain()
    await arm.close()
    await verifyDeliveries(sandbox, "the size of the ledger", backlog)
    return { calls: bytes.calls, tables: await tablesOf(database.sql) }
  } finally {
    await database.drop()
  }
}

/** The plugin's tables. What is too large for a row counts as its table's. */
const tablesOf = (sql: Knex): Promise<BytesResult["tables"]> =>
  rowsOf(
    sql,
    `select relname as name, pg_table_size(oid)::int as heap,
       pg_indexes_size(oid)::int as indexes
     from pg_class
     where relkind = 'r' and relname like 'cncl\\_%'
     order by pg_total_relation_size(oid) desc, relname`
  )
