import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { knex } from "@medusajs/framework/mikro-orm/postgresql"
import { type Sandbox, startSandbox } from "../../../sandbox"
import { accessTo, environmentOf } from "../../../sandbox/access"
import { createEmptyDatabase } from "../../../scripts/empty-database"
import { AdminApi } from "./admin-api"
import { LOOPBACK as HOST, freePort } from "../../../scripts/free-port"
import { Gateway } from "./gateway"
import { MedusaProcess } from "./medusa-process"
import { type RedisServer, startRedis } from "./redis-server"
import { createStoreFolder } from "./store-folder"

const SECRET = "a secret of this test"

export type WorkerMode = "server" | "worker"

/** One of the store's processes, with its gateway to the providers. */
export interface StoreProcess {
  medusa: MedusaProcess
  gateway: Gateway
}

export interface ProductionStore {
  sandbox: Sandbox
  redis: RedisServer
  sql: Knex
  admin: AdminApi
  server: StoreProcess
  workers: StoreProcess[]
  stop(): Promise<void>
}

/**
 * A store as in production: one process serves, two work, and Redis and
 * PostgreSQL connect them.
 *
 * @param databaseUrl - any database of a PostgreSQL; the store gets a new one
 */
export const startProductionStore = async (
  databaseUrl: string
): Promise<ProductionStore> => {
  const undo: (() => unknown)[] = []
  const stop = async (): Promise<void> => {
    for (const task of undo.splice(0).reverse()) {
      await task()
    }
  }
  try {
    const database = await createEmptyDatabase(
      databaseUrl,
      "cancellation_redis"
    )
    undo.push(database.drop)
    const sql = knex({ client: "pg", connection: database.url })
    undo.push(() => sql.destroy())
    const redis = await startRedis()
    undo.push(redis.stop)
    const sandbox = await startSandbox()
    undo.push(sandbox.stop)
    const folder = createStoreFolder(join(__dirname, "medusa-config.ts"))
    undo.push(folder.remove)
    const logs = mkdtempSync(join(tmpdir(), "cancellation-redis-logs-"))
    undo.push(() => {
      rmSync(logs, { recursive: true, force: true })
    })
    let started = 0

    const run = (
      args: string[],
      gateway: Gateway,
      mode: WorkerMode
    ): MedusaProcess => {
      const medusa = new MedusaProcess(args, {
        folder: folder.path,
        log: join(logs, `${++started}.log`),
        env: {
          NODE_ENV: "production",
          MEDUSA_WORKER_MODE: mode,
          DATABASE_URL: database.url,
          REDIS_URL: redis.url,
          JWT_SECRET: SECRET,
          COOKIE_SECRET: SECRET,
          ...accessThrough(gateway, sandbox),
        },
      })
      undo.push(() => medusa.kill())
      return medusa
    }

    const start = async (
      mode: WorkerMode
    ): Promise<StoreProcess & { url: string }> => {
      const gateway = await Gateway.to(sandbox)
      undo.push(() => {
        gateway.close()
      })
      const port = await freePort()
      const medusa = run(
        ["start", "--host", HOST, "--port", String(port)],
        gateway,
        mode
      )
      const url = `http://${HOST}:${port}`
      await medusa.answersAt(url)
      return { medusa, gateway, url }
    }

    const migrations = await Gateway.to(sandbox)
    await run(
      ["db:migrate", "--execute-safe-links"],
      migrations,
      "server"
    ).completed()
    migrations.close()

    // It starts alone, because it writes what Medusa writes in a new store.
    const server = await start("server")
    const workers = await Promise.all([start("worker"), start("worker")])
    return {
      sandbox,
      redis,
      sql,
      admin: new AdminApi(server.url, SECRET),
      server,
      workers,
      stop,
    }
  } catch (error) {
    await stop()
    throw error
  }
}

const accessThrough = (
  { urls }: Gateway,
  sandbox: Sandbox
): Record<string, string> => {
  const { climes, fungies, aplazame, akinon, ...others } = accessTo(sandbox)
  return environmentOf({
    ...others,
    climes: { ...climes, baseUrl: urls.climes },
    fungies: { ...fungies, baseUrl: urls.fungies },
    aplazame: { ...aplazame, baseUrl: urls.aplazame },
    akinon: { ...akinon, baseUrl: urls.akinon },
  })
}
