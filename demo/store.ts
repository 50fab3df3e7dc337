import { setTimeout as sleep } from "node:timers/promises"
import type { Sandbox } from "../sandbox"
import { accessTo, environmentOf, erpEnvironmentOf } from "../sandbox/access"
import { runMedusa, type MedusaProcess } from "./medusa"
import { begin, step } from "./progress"

/** Loopback only, so nothing of the demo can be reached from outside. */
export const HOST = "127.0.0.1"

/** The dashboard's login, which opens nothing else. */
export const ADMIN = {
  email: "admin@example.com",
  password: "cancellation",
} as const

const START_TIMEOUT_MS = 180_000

export interface StoreSetup {
  databaseUrl: string
  sandbox: Sandbox
  port: number
  log: string
  /** Receives each process as soon as it is started. */
  onProcess: (medusa: MedusaProcess) => void
}

export interface Store {
  url: string
  medusa: MedusaProcess
}

/** Creates the tables and an admin user, and starts the store. */
export async function startStore(setup: StoreSetup): Promise<Store> {
  const { port, log, onProcess } = setup
  const env = environment(setup)
  const run = (args: string[], onLine?: (line: string) => void) => {
    const medusa = runMedusa(args, { env, log, onLine })
    onProcess(medusa)
    return medusa
  }

  await migrate(run)
  await step("Creating an admin user", () =>
    complete(
      run(["user", "--email", ADMIN.email, "--password", ADMIN.password])
    )
  )
  return step(`Starting the store on port ${port}`, async () => {
    const medusa = run(["start", "--host", HOST, "--port", String(port)])
    const url = `http://${HOST}:${port}`
    await answers(url, medusa)
    return { url, medusa }
  })
}

type Run = (args: string[], onLine?: (line: string) => void) => MedusaProcess

/** The phases of `medusa db:migrate`, and the line that ends each. */
const MIGRATION_PHASES = [
  {
    label: "Creating the tables of all modules",
    endsWith: "Migrations completed",
  },
  { label: "Creating the tables of links", endsWith: "Links sync completed" },
  { label: "Preparing the search index", endsWith: "Search indexes" },
  { label: "Running Medusa's migration scripts", endsWith: null },
]

async function migrate(run: Run): Promise<void> {
  let current = 0
  let progress = begin(labelOf(current))
  // Asks no question: an empty database has nothing to lose.
  const medusa = run(["db:migrate", "--execute-safe-links"], (line) => {
    const end = MIGRATION_PHASES[current]?.endsWith
    if (end && line.includes(end)) {
      progress.done()
      current += 1
      progress = begin(labelOf(current))
    }
  })
  try {
    await complete(medusa)
    progress.done()
  } catch (error) {
    progress.failed()
    throw error
  }
}

function labelOf(phase: number): string {
  return MIGRATION_PHASES[phase]?.label ?? ""
}

async function complete(medusa: MedusaProcess): Promise<void> {
  const code = await medusa.exited
  if (code !== 0) {
    throw new Error(
      `Medusa ended with ${code ?? "a signal"}. The end of its log:\n` +
        medusa.lastLines()
    )
  }
}

async function answers(url: string, medusa: MedusaProcess): Promise<void> {
  const deadline = performance.now() + START_TIMEOUT_MS
  while (performance.now() < deadline) {
    if (!medusa.isRunning()) {
      throw new Error(
        `The store did not start. The end of its log:\n${medusa.lastLines()}`
      )
    }
    const response = await fetch(`${url}/health`).catch(() => null)
    if (response?.ok) {
      return
    }
    await sleep(100)
  }
  throw new Error(
    `The store did not start within ${START_TIMEOUT_MS / 1_000} s. The end of ` +
      `its log:\n${medusa.lastLines()}`
  )
}

/**
 * The environment for the demo, whatever the shell or a file .env has for a
 * real store. It calls only the sandbox, with the sandbox's keys.
 */
function environment({
  databaseUrl,
  sandbox,
  port,
}: StoreSetup): Record<string, string> {
  const origin = `http://${HOST}:${port}`
  return {
    NODE_ENV: "development",
    DATABASE_URL: databaseUrl,
    MEDUSA_DISABLE_TELEMETRY: "1",
    MEDUSA_WORKER_MODE: "shared",
    MEDUSA_BACKEND_URL: "/",
    // The dashboard's development server listens on all addresses otherwise.
    HMR_BIND_HOST: HOST,
    STORE_CORS: origin,
    ADMIN_CORS: origin,
    AUTH_CORS: origin,
    ...environmentOf(accessTo(sandbox)),
    ...erpEnvironmentOf(accessTo(sandbox)),
    APLAZAME_AFTER: "akinon",
  }
}
