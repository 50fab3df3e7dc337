import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { knex } from "@medusajs/framework/mikro-orm/postgresql"
import type { EmptyDatabase } from "../scripts/empty-database"
import { BacklogLedger } from "./backlog-ledger"
import { seedSettled } from "./growth-seed"
import type { Sizes } from "./sizes"
import type { World } from "./world"

/** A ledger after years, in the database of a store. */
export interface LargeLedger {
  url: string
  sql: Knex
  ledger: BacklogLedger
  close(): Promise<void>
}

export const openLargeLedger = async (
  world: World,
  { url }: Pick<EmptyDatabase, "url">,
  { growth: { settled }, concurrency }: Sizes,
  tell: (text: string) => void
): Promise<LargeLedger> => {
  const largest = settled.at(-1) ?? 0
  tell(`writing ${largest} settled rows`)
  const sql = knex({
    client: "pg",
    connection: url,
    pool: { min: 0, max: 20 },
  })
  await seedSettled(sql, { from: 0, to: largest, of: largest })
  await sql.raw("checkpoint")
  return {
    url,
    sql,
    ledger: new BacklogLedger(world, sql, concurrency),
    close: () => sql.destroy(),
  }
}
