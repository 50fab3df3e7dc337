import { fork } from "node:child_process"
import { once } from "node:events"
import { join } from "node:path"
import type { Bench } from "../bench"
import { newBacklog } from "../backlog"
import type { MemoryResult } from "../results"
import type { MemoryReport, MemorySetup } from "./memory-child"

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
  const setup: MemorySetup = {
    databaseUrl: url,
    access: world.sandbox.access,
    concurrency: sizes.concurrency,
  }
  const child = fork(join(__dirname, "memory-child.ts"), {
    execArgv: ["--import", "tsx", "--expose-gc"],
    env: {
      ...process.env,
      NODE_OPTIONS: "",
      BENCH_MEMORY: JSON.stringify(setup),
    },
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  })
  const report = await Promise.race<MemoryReport | null>([
    once(child, "message").then(([message]) => message as MemoryReport),
    once(child, "exit").then(() => null),
  ])
  if (!report) {
    throw new Error("the process whose memory was measured ended early")
  }
  await ledger.verify("a large ledger")
  return { drained, ...report }
}
