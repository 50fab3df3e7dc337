import { randomBytes } from "node:crypto"
import { Client } from "@medusajs/framework/pg"

export interface EmptyDatabase {
  url: string
  query(statement: string, values?: unknown[]): Promise<unknown[]>
  drop(): Promise<void>
}

/**
 * Creates an empty database, or a copy of one that nobody is connected to.
 *
 * @param server - the URL of any database of a PostgreSQL
 * @param prefix - the beginning of its name
 */
export const createEmptyDatabase = async (
  server: string,
  prefix: string,
  template?: Pick<EmptyDatabase, "url">
): Promise<EmptyDatabase> => {
  const name = `${prefix}_${randomBytes(4).toString("hex")}`
  const from = template && new URL(template.url).pathname.slice(1)
  await query(
    server,
    `create database "${name}"${from ? ` template "${from}"` : ""}`
  )
  const url = new URL(server)
  url.pathname = `/${name}`
  return {
    url: url.href,
    query: (statement, values) => query(url.href, statement, values),
    drop: async () => {
      await query(server, `drop database if exists "${name}" with (force)`)
    },
  }
}

const query = async (
  connectionString: string,
  statement: string,
  values?: unknown[]
): Promise<unknown[]> => {
  const client = new Client({ connectionString })
  await client.connect()
  try {
    const { rows } = await client.query<Record<string, unknown>>(
      statement,
      values
    )
    return rows
  } finally {
    await client.end()
  }
}
