import { Client } from "@medusajs/framework/pg"
import { startPostgres, type Postgres } from "../scripts/postgres"

/**
 * Starts a PostgreSQL for the demo, or uses the database at DATABASE_URL. That
 * one has to be empty: the pending cancellations of a real store would be sent
 * to the sandbox, and settled by its answers.
 *
 * @throws with one line that says what to do
 */
export async function startDatabase(): Promise<Postgres> {
  const given = process.env.DATABASE_URL
  if (given !== undefined && given !== "" && !URL.canParse(given)) {
    throw new Error(
      "DATABASE_URL is no URL: set it to postgres://user:password@host/name, " +
        "or unset it, and the demo brings its own PostgreSQL."
    )
  }
  const postgres = await startPostgres()
  if (given) {
    await assertUsable(postgres)
  }
  return postgres
}

async function assertUsable({ url, host, port }: Postgres): Promise<void> {
  const client = new Client({
    connectionString: url,
    connectionTimeoutMillis: 10_000,
  })
  // A later loss of the connection is reported here. Unheard, it would throw.
  client.on("error", () => undefined)
  const tables = await countTables(client).catch((error: unknown) => {
    const { message, code } = error as { message?: string; code?: string }
    throw new Error(
      `The database at DATABASE_URL (${host}:${port}) can't be used: ` +
        `${message || code || "no reason given"}. Correct DATABASE_URL, or ` +
        "unset it, and the demo brings its own PostgreSQL."
    )
  })
  if (tables > 0) {
    throw new Error(
      `The database at DATABASE_URL (${host}:${port}) has ${tables} tables ` +
        "already: name an empty one, or unset DATABASE_URL, and the demo " +
        "brings its own PostgreSQL."
    )
  }
}

async function countTables(client: Client): Promise<number> {
  try {
    await client.connect()
    const { rows } = await client.query<{ tables: number }>(
      `SELECT count(*)::int AS tables FROM pg_tables
       WHERE schemaname NOT IN ('pg_catalog', 'information_schema')`
    )
    return rows[0]?.tables ?? 0
  } finally {
    await client.end().catch(() => undefined)
  }
}
