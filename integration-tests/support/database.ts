import { readdirSync } from "node:fs"
import { join } from "node:path"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { Migration } from "@medusajs/framework/mikro-orm/migrations"
import { knex } from "@medusajs/framework/mikro-orm/postgresql"
import {
  CANCELLATION_STATUSES,
  canBeReopened,
  canBecome,
  canComeLate,
} from "../../src/modules/cancellation/core/status"

const MIGRATIONS = join(__dirname, "../../src/modules/cancellation/migrations")

export interface TestDatabase {
  sql: Knex
  url: string
  /** Empties all tables of the plugin, as a test needs it. */
  clear(): Promise<void>
  /** Makes them new: nothing of former rows is left on the disk. */
  truncate(): Promise<void>
  drop(): Promise<void>
}

/** Where PostgreSQL is, and who may create databases there. */
export interface Server {
  host: string
  port: number | string
  user: string
  password: string
}

/** The server that `npm test` started for its suites. */
const sharedServer = (): Server => ({
  host: process.env.DB_HOST as string,
  port: process.env.DB_PORT as string,
  user: process.env.DB_USERNAME as string,
  password: process.env.DB_PASSWORD as string,
})

/** See https://www.postgresql.org/docs/current/errcodes-appendix.html */
const DEADLOCK = "40P01"

/** Those that refer to another come before it. */
const TABLES = [
  "cncl_attempt",
  "cncl_private_detail",
  "cncl_cancellation",
  "cncl_provider_order",
  "cncl_provider_state",
  "cncl_start_time",
  "cncl_reconciliation_cursor",
  "cncl_captured_part",
  "cncl_process",
  "cncl_ledger_identity",
  "cncl_announcement",
  "cncl_notice",
]

/**
 * It waits for whoever is still writing, as a truncate would. That takes 9 ms
 * of a core, because it makes each table and index anew, and after it all other
 * connections look these up again. To delete the few rows of a test takes 0.3.
 */
const EMPTY = [
  `lock table ${TABLES.join(", ")} in access exclusive mode`,
  ...TABLES.map((table) => `delete from ${table}`),
].join(";")

let created = 0

/** A database with only the plugin's tables. No Medusa is booted. */
export const createDatabase = async (
  pool: Knex.PoolConfig = { min: 0, max: 20 },
  server: Server = sharedServer(),
  /** False in benchmarks: stores have no such guard either. */
  isGuarded = true
): Promise<TestDatabase> => {
  const urlOf = (database: string): string =>
    `postgres://${server.user}:${server.password}@${server.host}:${server.port}/${database}`
  const name = `cncl_${process.pid}_${Date.now()}_${++created}`
  const admin = knex({ client: "pg", connection: urlOf("postgres") })
  await admin.raw(`create database "${name}"`)

  const sql = knex({ client: "pg", connection: urlOf(name), pool })
  await migrate(sql)
  if (isGuarded) {
    await guardTransitions(sql)
  }

  return {
    sql,
    url: urlOf(name),
    clear: async () => {
      try {
        await sql.raw(EMPTY)
      } catch (error) {
        // A pipeline of the last test that was killed may still be writing.
        if ((error as { code?: string }).code !== DEADLOCK) {
          throw error
        }
        await sql.raw(EMPTY)
      }
    },
    truncate: async () => {
      await sql.raw(`truncate ${TABLES.join(", ")} cascade`)
    },
    drop: async () => {
      await sql.destroy()
      await admin.raw(`drop database "${name}" with (force)`)
      await admin.destroy()
    },
  }
}

/**
 * Makes a statement fail if it changes a status in a way that the table in
 * core/status.ts doesn't have.
 */
const guardTransitions = async (sql: Knex): Promise<void> => {
  const ways = CANCELLATION_STATUSES.flatMap((from) =>
    CANCELLATION_STATUSES.filter(
      (to) =>
        canBecome(from, to) || canComeLate(from, to) || canBeReopened(from, to)
    ).map((to) => `('${from}', '${to}')`)
  )
  await sql.raw(`
    create function test_go_by_the_table() returns trigger as $$
    begin
      if (old.status, new.status) not in (${ways.join(", ")}) then
        raise exception '% must not become %: see core/status.ts',
          old.status, new.status;
      end if;
      return new;
    end
    $$ language plpgsql;
    create trigger test_go_by_the_table
      before update of status on cncl_cancellation for each row
      when (old.status is distinct from new.status)
      execute function test_go_by_the_table();
  `)
}

/** @param folder - a module's migrations; by default the plugin's */
export const migrate = async (
  sql: Knex,
  folder = MIGRATIONS
): Promise<void> => {
  const files = readdirSync(folder)
    .filter((file) => /^Migration\w+\.[jt]s$/.test(file))
    .sort()
  for (const file of files) {
    const exported = (await import(join(folder, file))) as Record<
      string,
      new (...args: unknown[]) => Migration
    >
    for (const MigrationClass of Object.values(exported)) {
      const migration = new MigrationClass({}, {})
      await migration.up()
      for (const query of migration.getQueries()) {
        await sql.raw(query as string)
      }
    }
  }
}
