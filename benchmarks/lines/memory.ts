import type { Bench } from "../bench"
import { newBacklog } from "../backlog"
import { forkPipeline, messageOf } from "../child-pipeline"
import type { MemoryResult } from "../results"
import type { MemoryReport } from "./memory-child"

/**
 * How much memory a drain takes. It runs in a new process, because earlier
 * lines left marks in this one.
 */
export const measureMemory = async (bench: Bench): Promise<MemoryResult> => {
  const { world, tell, sizes } = bench
  const { drained } = sizes.memory
  const { url, ledger } = await bench.largeLedger()
  tell(`the memory while ${drained} are drained`)
  await newBacklog(world.sandbox, 0)
  await ledger.topUp(drained)
  const child = forkPipeline(
    "memory-child.ts",
    {
      databaseUrl: url,
      access: world.sandbox.access,
      concurrency: sizes.concurrency,
    },
    ["--expose-gc"]
  )
  const report = await messageOf<MemoryReport>(child)
  await ledger.verify("a large ledger")
  return { drained, ...report }
}
