/**
 * Drains a backlog in its own process, and reports how its memory grew.
 * `lines/memory.ts` starts it.
 */
import { knex } from "@medusajs/framework/mikro-orm/postgresql"
import type { SandboxAccess } from "../../sandbox/access"
import { PROVIDER } from "../ledger"
import { fungiesAt, startPipeline } from "../pipeline-arm"

export interface MemorySetup {
  databaseUrl: string
  access: SandboxAccess
  concurrency: number
}

/** The process's resident memory, in megabytes. */
export interface MemoryReport {
  startMb: number
  peakMb: number
  /** After garbage collection. */
  afterMb: number
}

const SAMPLE_MS = 100
const MB = 1_048_576

const residentMb = (): number => process.memoryUsage.rss() / MB

const main = async (): Promise<void> => {
  const { databaseUrl, access, concurrency } = JSON.parse(
    process.env.BENCH_MEMORY as string
  ) as MemorySetup
  const sql = knex({
    client: "pg",
    connection: databaseUrl,
    pool: { min: 0, max: 20 },
  })
  const pipeline = startPipeline(
    { sql },
    { [PROVIDER]: fungiesAt(access) },
    concurrency
  )
  await sql.raw("select 1")
  globalThis.gc?.()
  const startMb = residentMb()
  let peakMb = startMb
  const sampler = setInterval(() => {
    peakMb = Math.max(peakMb, residentMb())
  }, SAMPLE_MS)
  await pipeline.drain()
  clearInterval(sampler)
  globalThis.gc?.()
  const report: MemoryReport = { startMb, peakMb, afterMb: residentMb() }
  process.send?.(report)
  await pipeline.close()
  await sql.destroy()
  process.disconnect()
}

void main()
