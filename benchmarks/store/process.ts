import { type ChildProcess, fork } from "node:child_process"
import { once } from "node:events"
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { pathToFileURL } from "node:url"
import { type SandboxAccess, environmentOf } from "../../sandbox/access"
import type { StoreAnswer, StoreAsk, StoreReady, StoreSetup } from "./protocol"

/** A booted Medusa store. */
export interface StoreProcess {
  url: string
  /** The token of a staff member. */
  token: string
  createOrders(metadata: Record<string, unknown>[]): Promise<string[]>
  /** Cancels an order, and returns when its event was emitted. */
  cancelOrder(id: string): Promise<number>
  settled(): Promise<void>
  stop(): Promise<void>
}

/** The store at the repository's root, which has the plugin. */
export const WITH_PLUGIN = join(__dirname, "../..")

/** The same store without the plugin. */
export const WITHOUT_PLUGIN = join(__dirname, "plain")

/** Creates Medusa's tables, and the plugin's, in an empty database. */
export const createTables = async (
  databaseUrl: string,
  access: SandboxAccess
): Promise<void> => {
  const setup = { databaseUrl, directory: WITH_PLUGIN }
  const { child, failure, forget } = launch("migrate.ts", setup, access)
  const [code] = (await once(child, "exit")) as [number | null]
  const error = code === 0 ? null : failure("The tables were not created.")
  forget()
  if (error) {
    throw error
  }
}

/** Boots a store on a database that has the tables. */
export const startStore = async (
  setup: StoreSetup,
  access: SandboxAccess
): Promise<StoreProcess> => {
  const { child, failure, forget } = launch("child.ts", setup, access)
  const exited = once(child, "exit")
  const stop = async (): Promise<void> => {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill("SIGKILL")
      await exited
    }
    forget()
  }
  const ready = await Promise.race([firstWord(child), exited.then(() => null)])
  if (!ready) {
    const error = failure("A store did not start.")
    await stop()
    throw error
  }
  return {
    ...asking(child),
    url: `http://127.0.0.1:${ready.port}`,
    token: ready.token,
    stop,
  }
}

interface Launched {
  child: ChildProcess
  /** The error to throw, with the end of the store's log. */
  failure: (what: string) => Error
  forget: () => void
}

const launch = (
  script: string,
  setup: StoreSetup,
  access: SandboxAccess
): Launched => {
  const folder = mkdtempSync(join(tmpdir(), "cancellation-bench-"))
  const log = join(folder, "log")
  const output = openSync(log, "a")
  const child = fork(join(__dirname, script), {
    cwd: setup.directory,
    execArgv: ["--import", TSX],
    env: { ...process.env, ...environment(setup, access) },
    stdio: ["ignore", output, output, "ipc"],
  })
  closeSync(output)
  return {
    child,
    failure: (what) => {
      const end = readFileSync(log, "utf8").split("\n").slice(-15).join("\n")
      return new Error(`${what} The end of its log:\n${end}`)
    },
    forget: () => rmSync(folder, { recursive: true, force: true }),
  }
}

/** A URL, because the store without the plugin runs in another folder. */
const TSX = pathToFileURL(require.resolve("tsx")).href

/** Medusa's own runner also sends a bare port, before all is ready. */
const firstWord = async (child: ChildProcess): Promise<StoreReady> => {
  for (;;) {
    const [word] = (await once(child, "message")) as [number | StoreReady]
    if (typeof word === "object") {
      return word
    }
  }
}

const asking = (
  child: ChildProcess
): Omit<StoreProcess, "url" | "token" | "stop"> => {
  let asked = 0
  const ask = async (
    question: Pick<StoreAsk, "name" | "input">
  ): Promise<unknown> => {
    const id = ++asked
    child.send({ id, ...question })
    for (;;) {
      const [reply] = (await once(child, "message")) as [StoreAnswer]
      if (reply.id === id) {
        if (reply.error !== undefined) {
          throw new Error(`the store: ${reply.error}`)
        }
        return reply.output
      }
    }
  }
  return {
    createOrders: (input) =>
      ask({ name: "orders", input }) as Promise<string[]>,
    cancelOrder: (input) => ask({ name: "cancel", input }) as Promise<number>,
    settled: async () => {
      await ask({ name: "settle", input: null })
    },
  }
}

const environment = (
  setup: StoreSetup,
  access: SandboxAccess
): Record<string, string> => ({
  BENCH_STORE: JSON.stringify(setup),
  NODE_ENV: "production",
  NODE_OPTIONS: "",
  DATABASE_URL: setup.databaseUrl,
  ...(setup.redisUrl !== undefined && { REDIS_URL: setup.redisUrl }),
  JWT_SECRET: "a secret of the benchmark",
  COOKIE_SECRET: "a secret of the benchmark",
  MEDUSA_DISABLE_TELEMETRY: "1",
  MEDUSA_WORKER_MODE: "shared",
  LOG_LEVEL: "warn",
  ...environmentOf(access),
})
