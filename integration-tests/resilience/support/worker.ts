/**
 * A bare worker of the pipeline in its own process, without Medusa. It sweeps
 * as a store's job does, and is kicked every second as by a capture, until it
 * is killed. A test starts it with WORKER_DATABASE_URL, WORKER_ACCESS and
 * WORKER_OPTIONS (JSON) in its environment.
 */
import { knex } from "@medusajs/framework/mikro-orm/postgresql"
import { DatabaseClock } from "../../../src/modules/cancellation/clock/database-clock"
import { Pipeline } from "../../support/pipeline"
import type { SandboxAccess } from "../../../sandbox/access"
import { realProviders } from "./providers"

const FULL_PASS_MS = 5_000
const KICK_MS = 1_000

const sql = knex({
  client: "pg",
  connection: process.env.WORKER_DATABASE_URL as string,
  pool: { min: 0, max: 10 },
})

const { dispatcher } = new Pipeline({
  sql,
  clock: new DatabaseClock(sql),
  providers: realProviders(
    JSON.parse(process.env.WORKER_ACCESS as string) as SandboxAccess
  ),
  options: JSON.parse(process.env.WORKER_OPTIONS ?? "{}") as Record<
    string,
    unknown
  >,
  concurrency: 4,
})

const sweep = async (): Promise<void> => {
  try {
    await dispatcher.sweep()
  } catch (error) {
    console.error((error as Error).message)
  }
  setTimeout(() => void sweep(), FULL_PASS_MS)
}

void sweep()
setInterval(() => {
  dispatcher.kick()
}, KICK_MS)
process.send?.("ready")
