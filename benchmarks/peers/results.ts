import { Pool } from "@medusajs/framework/pg"
import { Batcher } from "../../src/modules/cancellation/dispatcher/batcher"
import type { Recorded } from "./calls"

/** The table in which a peer's worker records the results of its calls. */
export interface Results {
  /** Writes one row in its own commit, as soon as the answer is there. */
  record(result: Recorded): Promise<void>
  /** Writes what came during the write before, in one commit. */
  recordTogether(result: Recorded): Promise<void>
  clear(): Promise<void>
  close(): Promise<void>
}

const CONNECTIONS = 20

export const createResults = async (databaseUrl: string): Promise<Results> => {
  const pool = new Pool({
    connectionString: databaseUrl,
    max: CONNECTIONS,
  })
  await pool.query(
    `create table if not exists bench_result (
       external_id text primary key, status int not null, body jsonb not null,
       created_at timestamptz not null default now()
     )`
  )
  const batcher = new Batcher(async (all: Recorded[]) => {
    await pool.query({
      name: "record-together",
      text: `insert into bench_result (external_id, status, body)
        select * from unnest($1::text[], $2::int[], $3::jsonb[])`,
      values: [
        all.map(({ externalId }) => externalId),
        all.map(({ status }) => status),
        all.map(({ body }) => body),
      ],
    })
    return all.map(() => undefined)
  })
  return {
    record: async ({ externalId, status, body }) => {
      await pool.query({
        name: "record",
        text: "insert into bench_result (external_id, status, body) values ($1, $2, $3)",
        values: [externalId, status, body],
      })
    },
    recordTogether: (result) => batcher.add(result),
    clear: async () => {
      await pool.query("truncate bench_result")
    },
    close: () => pool.end(),
  }
}
