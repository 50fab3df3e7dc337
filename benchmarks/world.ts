import {
  type TestDatabase,
  createDatabase,
} from "../integration-tests/support/database"
import { type Postgres, startPostgres } from "../scripts/postgres"
import { type Redis, startRedis } from "./redis"
import { type SandboxProcess, startSandboxProcess } from "./sandbox/process"

/** Everything that the lines are measured with, on this machine. */
export interface World {
  postgres: Postgres
  sandbox: SandboxProcess
  /** Null: there is no redis-server, and BullMQ is left out. */
  redis: Redis | null
  /** The database with the plugin's tables. */
  ledger: TestDatabase
  /** The database with what the peers store. */
  peers: TestDatabase
  stop(): Promise<void>
}

/**
 * Starts PostgreSQL with its defaults and `fsync` on, so that a commit counts.
 * Redis has no persistence, in favour of the peer that uses it.
 */
export const startWorld = async (): Promise<World> => {
  const undo: (() => Promise<unknown>)[] = []
  const stop = async (): Promise<void> => {
    for (const task of undo.splice(0).reverse()) {
      await task()
    }
  }
  try {
    const postgres = await startPostgres({ fast: false })
    undo.push(() => postgres.stop())
    const ledger = await createDatabase(undefined, postgres, false)
    undo.push(() => ledger.drop())
    const peers = await createDatabase(undefined, postgres, false)
    undo.push(() => peers.drop())
    const sandbox = await startSandboxProcess()
    undo.push(() => sandbox.stop())
    const redis = await startRedis()
    if (redis) {
      undo.push(() => redis.stop())
    }
    return { postgres, sandbox, redis, ledger, peers, stop }
  } catch (error) {
    await stop()
    throw error
  }
}
