/**
 * Drains a backlog in its own process, and reports how its memory grew.
 * `lines/memory.ts` starts it.
 */
import { childPipeline } from "../child-pipeline"

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
  const { sql, pipeline } = childPipeline()
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
