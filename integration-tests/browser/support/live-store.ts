import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { StoreApi } from "../../../demo/api"
import { Counterparts } from "../../../demo/counterparts"
import type { MedusaProcess } from "../../../demo/medusa"
import { createShop } from "../../../demo/shop"
import { ADMIN, startStore } from "../../../demo/store"
import type { World } from "../../../demo/story-orders"
import { startSandbox } from "../../../sandbox"
import { createEmptyDatabase } from "../../../scripts/empty-database"
import { freePort } from "../../../scripts/free-port"

export interface LiveStore {
  url: string
  world: World
  stop(): Promise<void>
}

/**
 * Starts a store with the dashboard in its own process, on a new database that
 * is dropped with it. The four providers run in this process.
 *
 * @param server - the URL of any database of a PostgreSQL
 */
export const startLiveStore = async (server: string): Promise<LiveStore> => {
  const undo: (() => Promise<unknown>)[] = []
  const stop = async (): Promise<void> => {
    for (const task of undo.reverse()) {
      await task()
    }
  }
  try {
    const database = await createEmptyDatabase(server, "cancellation_browser")
    undo.push(database.drop)
    const sandbox = await startSandbox()
    undo.push(sandbox.stop)
    const folder = mkdtempSync(join(tmpdir(), "cancellation-store-"))
    undo.push(async () => rmSync(folder, { recursive: true, force: true }))
    const processes: MedusaProcess[] = []
    undo.push(() => Promise.all(processes.map((one) => one.stop())))

    const { url } = await startStore({
      databaseUrl: database.url,
      sandbox,
      port: await freePort(),
      log: join(folder, "medusa.log"),
      onProcess: (medusa) => processes.push(medusa),
    })
    const admin = new StoreApi(url)
    await admin.logIn(ADMIN.email, ADMIN.password)
    const shop = await createShop(admin)
    const storefront = new StoreApi(url, shop.publishableKey)
    const counterparts = new Counterparts(sandbox)
    return {
      url,
      world: { sandbox, counterparts, shop, admin, storefront },
      stop,
    }
  } catch (error) {
    await stop()
    throw error
  }
}
