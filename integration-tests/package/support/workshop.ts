import { mkdtempSync, readFileSync } from "node:fs"
import { rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { StoreApi } from "../../../demo/api"
import { Cleanup } from "../../../demo/cleanup"
import { Counterparts } from "../../../demo/counterparts"
import { createShop } from "../../../demo/shop"
import { ADMIN } from "../../../demo/store"
import type { World } from "../../../demo/story-orders"
import { type Sandbox, startSandbox } from "../../../sandbox"
import type { Child } from "./command"
import {
  type EmptyDatabase,
  createEmptyDatabase,
} from "../../../scripts/empty-database"
import type { Manager } from "./managers"
import { type PackedPlugin, ROOT } from "./packed-plugin"
import { StrangeStore } from "./strange-store"

export interface OpenStore {
  store: StrangeStore
  database: EmptyDatabase
  world: World
}

/** A temporary folder, everything that is made in it, and its removal. */
export class Workshop {
  readonly folder = mkdtempSync(join(tmpdir(), "cancellation-package-"))
  private readonly cleanup = new Cleanup()
  private readonly timings: string[] = []

  constructor() {
    this.cleanup.add(() =>
      rm(this.folder, { recursive: true, force: true, maxRetries: 5 })
    )
  }

  /**
   * Installs, builds, migrates and starts a store on a new database.
   *
   * @param server - the URL of any database of a PostgreSQL
   */
  async openStore(
    plugin: PackedPlugin,
    server: string,
    manager: Manager = "npm"
  ): Promise<OpenStore> {
    const database = await createEmptyDatabase(server, "cancellation_package")
    this.cleanup.add(database.drop)
    const sandbox = await startSandbox()
    this.cleanup.add(sandbox.stop)
    const store = await StrangeStore.create({
      folder: join(this.folder, `store-${manager}`),
      plugin,
      manager,
      databaseUrl: database.url,
      sandbox,
      medusaVersion: process.env.MEDUSA_VERSION || developedWith(),
      onChild: (child: Child) => this.cleanup.add(() => child.stop()),
    })
    await this.timed("install", () => store.install())
    // One compiles for a minute, while the other waits for the database.
    await Promise.all([
      this.timed("build", () => store.medusa("build")),
      this.timed("migrate", () =>
        store.medusa("db:migrate", "--execute-safe-links")
      ).then(() => this.timed("user", () => store.createAdmin())),
    ])
    await this.timed("start", () => store.start())
    return { store, database, world: await worldOf(store, sandbox) }
  }

  /** How long each step took, for people. */
  inWords(): string {
    return this.timings.join(", ")
  }

  close(): Promise<void> {
    return this.cleanup.run()
  }

  private async timed<T>(what: string, task: () => Promise<T>): Promise<T> {
    const since = performance.now()
    const result = await task()
    const seconds = Math.round((performance.now() - since) / 1_000)
    this.timings.push(`${what} ${seconds} s`)
    return result
  }
}

/** A shop in the store, and staff who is logged in. */
const worldOf = async (
  store: StrangeStore,
  sandbox: Sandbox
): Promise<World> => {
  const admin = new StoreApi(store.url)
  await admin.logIn(ADMIN.email, ADMIN.password)
  const shop = await createShop(admin)
  return {
    sandbox,
    counterparts: new Counterparts(sandbox),
    shop,
    admin,
    storefront: new StoreApi(store.url, shop.publishableKey),
  }
}

const developedWith = (): string =>
  (
    JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as {
      devDependencies: Record<string, string>
    }
  ).devDependencies["@medusajs/medusa"] ?? ""
