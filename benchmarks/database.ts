import { Client } from "@medusajs/framework/pg"
import type { Postgres } from "../scripts/postgres"

export interface Database {
  url: string
  drop(): Promise<void>
}

let created = 0

/** An empty database, or a copy of one that nobody is connected to. */
export const createDatabase = async (
  postgres: Postgres,
  template?: Database
): Promise<Database> => {
  const name = `bench_${process.pid}_${++created}`
  const from = template && new URL(template.url).pathname.slice(1)
  await run(
    postgres.url,
    `create database "${name}"${from ? ` template "${from}"` : ""}`
  )
  const url = new URL(postgres.url)
  url.pathname = `/${name}`
  return {
    url: url.href,
    drop: () =>
      run(postgres.url, `drop database if exists "${name}" with (force)`),
  }
}

const run = async (url: string, statement: string): Promise<void> => {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}
