import { Pool } from "@medusajs/framework/pg"
import type { Recorded } from "./calls"

/** The table in which a peer's worker records the results of its calls. */
export interface Results {
  /** Writes one row in its own commit, as soon as the answer is there. */
  record(result: Recorded): Promise<void>
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
  return {
    record: async ({ externalId, status, body }) => {
      await pool.query({
        name: "record",
        text: "insert into bench_result (external_id, status, body) values ($1, $2, $3)",
        values: [externalId, status, body],
      })
    },
    clear: async () => {
      await pool.query("truncate bench_result")
    },
    close: () => pool.end(),
  }
}
