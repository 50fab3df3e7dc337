import { randomBytes } from "node:crypto"
import { Client } from "@medusajs/framework/pg"

export interface Database {
  url: string
  query(statement: string, values?: unknown[]): Promise<unknown[]>
  drop(): Promise<void>
}

/** @param server - URL of any database of a PostgreSQL */
export const createDatabase = async (server: string): Promise<Database> => {
  const name = `cancellation_package_${randomBytes(4).toString("hex")}`
  await query(server, `CREATE DATABASE ${name}`)
  const url = new URL(server)
  url.pathname = `/${name}`
  return {
    url: url.href,
    query: (statement, values) => query(url.href, statement, values),
    drop: async () => {
      await query(server, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)
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
    return (await client.query(statement, values)).rows
  } finally {
    await client.end()
  }
}
