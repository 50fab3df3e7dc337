import { existsSync, mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { type Sandbox, startSandbox } from "../sandbox"
import { StoreApi } from "./api"
import { readOptions, USAGE } from "./args"
import { assertPortIsFree } from "./checks"
import { Cleanup } from "./cleanup"
import { bold, green, red } from "./colours"
import { Counterparts } from "./counterparts"
import { startDatabase } from "./database"
import { abandon, step } from "./progress"
import { createShop } from "./shop"
import { ADMIN, HOST, startStore, type Store } from "./store"
import { tellStory } from "./story"
import type { World } from "./story-orders"

/** The exit code that a shell expects after Ctrl-C. */
const INTERRUPTED = 130

/** Runs the demo from its beginning to its end. */
export async function run(args: string[]): Promise<void> {
  const options = readOptions(args)
  if (options.help) {
    console.log(USAGE)
    return
  }
  await assertPortIsFree(options.port, HOST)

  const cleanup = new Cleanup()
  const folder = mkdtempSync(join(tmpdir(), "cancellation-demo-"))
  const log = join(folder, "medusa.log")
  let isLogWanted = false
  cleanup.add(() => {
    if (!isLogWanted) {
      rmSync(folder, { recursive: true })
    }
  })
  let isUp = false
  cleanup.onSignal(() => {
    abandon()
    console.log("Stopping what was started …")
    return isUp ? Number(process.exitCode ?? 0) : INTERRUPTED
  })

  try {
    const { store, world } = await start(options.port, log, cleanup)
    const differences = await tellStory(world)
    conclude(differences)
    process.exitCode = differences.length > 0 ? 1 : 0
    if (!options.exit) {
      isUp = true
      console.log(invitation(store, world.sandbox, log))
      await store.medusa.exited
      throw new Error(
        `The store has ended. The end of its log:\n${store.medusa.lastLines()}`
      )
    }
    await cleanup.run()
  } catch (error) {
    if (cleanup.hasBegun) {
      // It was ended from outside, so errors on the way don't matter.
      return
    }
    isLogWanted = existsSync(log)
    await cleanup.run()
    const message = error instanceof Error ? error.message : String(error)
    throw new Error(isLogWanted ? `${message}\nMedusa's log: ${log}` : message)
  }
}

async function start(
  port: number,
  log: string,
  cleanup: Cleanup
): Promise<{ store: Store; world: World }> {
  const database = await step(
    process.env.DATABASE_URL
      ? "Connecting to the database at DATABASE_URL"
      : "Starting a PostgreSQL of its own",
    startDatabase
  )
  cleanup.add(() => database.stop())
  const sandbox = await step("Starting the four providers and an ERP", () =>
    startSandbox()
  )
  cleanup.add(() => sandbox.stop())

  const store = await startStore({
    databaseUrl: database.url,
    sandbox,
    port,
    log,
    onProcess: (medusa) => cleanup.add(() => medusa.stop()),
  })

  const admin = new StoreApi(store.url)
  await admin.logIn(ADMIN.email, ADMIN.password)
  const shop = await step("Creating a small shop", () => createShop(admin))
  return {
    store,
    world: {
      sandbox,
      counterparts: new Counterparts(sandbox),
      shop,
      admin,
      storefront: new StoreApi(store.url, shop.publishableKey),
    },
  }
}

function conclude(differences: string[]): void {
  console.log(
    differences.length === 0
      ? `\n${green("Each provider did what it was told, once, and nothing else.")}`
      : `\n${red("It came out otherwise than told:")}\n${differences.join("\n")}`
  )
}

function invitation({ url }: Store, sandbox: Sandbox, log: string): string {
  const origin = new URL(sandbox.climes.url).origin
  return `
${bold("The store stays up.")}
  dashboard  ${url}/app
  login      ${ADMIN.email}, ${ADMIN.password}
  journals   ${origin}/__sandbox/journal (Climes; see sandbox/README.md)
  log        ${log}
Ctrl-C stops it.`
}
