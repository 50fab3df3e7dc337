import { type ChildProcess, fork } from "node:child_process"
import { once } from "node:events"
import { join } from "node:path"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { knex } from "@medusajs/framework/mikro-orm/postgresql"
import type { Pipeline } from "../integration-tests/support/pipeline"
import type { SandboxAccess } from "../sandbox/access"
import type { AbstractCancellationProvider } from "../src/provider-kit"
import { COMPILED } from "./compiled"
import { PROVIDER } from "./ledger"
import { fungiesAt, startPipeline } from "./pipeline-arm"

/** What a process that drains a ledger is told when it starts. */
export interface ChildSetup {
  databaseUrl: string
  access: SandboxAccess
  /** Calls in flight at once, in each process. */
  concurrency: number
}

/** Starts a script of `lines`, which calls `childPipeline`. */
export const forkPipeline = (
  script: string,
  setup: ChildSetup,
  flags: string[] = []
): ChildProcess =>
  fork(join(__dirname, "lines", script), {
    execArgv: [...COMPILED, ...flags],
    env: {
      ...process.env,
      NODE_OPTIONS: "",
      BENCH_PIPELINE: JSON.stringify(setup),
    },
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  })

/**
 * The next message of the child.
 *
 * @throws if it ends before
 */
export const messageOf = async <T>(child: ChildProcess): Promise<T> => {
  const ended = new AbortController()
  const { signal } = ended
  try {
    return await Promise.race([
      once(child, "message", { signal }).then(([message]) => message as T),
      once(child, "exit", { signal }).then(() => {
        throw new Error("a process that drained a ledger ended early")
      }),
    ])
  } finally {
    ended.abort()
  }
}

export interface ChildPipeline {
  sql: Knex
  provider: AbstractCancellationProvider
  pipeline: Pipeline
}

/** In the child: the pipeline with Fungies alone. */
export const childPipeline = (): ChildPipeline => {
  const { databaseUrl, access, concurrency } = JSON.parse(
    process.env.BENCH_PIPELINE as string
  ) as ChildSetup
  const sql = knex({
    client: "pg",
    connection: databaseUrl,
    pool: { min: 0, max: 20 },
  })
  const provider = fungiesAt(access)
  return {
    sql,
    provider,
    pipeline: startPipeline({ sql }, { [PROVIDER]: provider }, concurrency),
  }
}
