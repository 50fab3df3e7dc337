import type { ChildProcess } from "node:child_process"
import { once } from "node:events"
import type { Bench } from "../bench"
import { newBacklog, verifyDeliveries } from "../backlog"
import { forkPipeline, messageOf } from "../child-pipeline"
import { countOpen, fillLedger, settleStatistics } from "../ledger"
import type { ProcessResult } from "../results"
import { inTurns } from "../rounds"

/** The first is what the others are compared with. */
const COUNTS = [1, 2, 4] as const

/** Whether a backlog is drained as fast by several processes as by one. */
export const measureProcesses = async (
  bench: Bench
): Promise<ProcessResult[]> => {
  const { world, sizes, tell } = bench
  const { calls, rounds } = sizes.processes
  tell("several worker processes")
  const workers = Array.from({ length: COUNTS.at(-1) as number }, () =>
    forkPipeline("worker-child.ts", {
      databaseUrl: world.ledger.url,
      access: world.sandbox.access,
      concurrency: sizes.concurrency,
    })
  )
  try {
    await Promise.all(workers.map((worker) => messageOf(worker)))
    // Each by itself: what a process has not compiled yet would count as the
    // price of having several.
    for (const worker of workers) {
      await drainBy(bench, [worker], calls)
    }
    const least = new Map<number, number[]>()
    const rates = await inTurns(
      COUNTS.map((count) => ({
        name: String(count),
        measure: async () => {
          const drained = await drainBy(bench, workers.slice(0, count), calls)
          const shares = drained.sent.map((sent) => sent / calls)
          const earlier = least.get(count) ?? []
          least.set(count, [...earlier, Math.min(...shares)])
          return drained.rate
        },
      })),
      rounds
    )
    return COUNTS.map((count) => ({
      processes: count,
      rates: rates[count] ?? [],
      leastShares: least.get(count) ?? [],
    }))
  } finally {
    await Promise.all(workers.map(end))
  }
}

interface Drained {
  /** Calls a second. */
  rate: number
  /** By each process. */
  sent: number[]
}

const drainBy = async (
  { world: { ledger, sandbox } }: Bench,
  workers: ChildProcess[],
  calls: number
): Promise<Drained> => {
  const backlog = await newBacklog(sandbox, calls)
  await ledger.truncate()
  await fillLedger(ledger.sql, "p", backlog.ids)
  await settleStatistics(ledger.sql)
  const startedAt = performance.now()
  const reports = await Promise.all(
    workers.map((worker) => {
      worker.send("drain")
      return messageOf<{ sent: number }>(worker)
    })
  )
  const ms = performance.now() - startedAt
  const open = await countOpen(ledger.sql)
  if (open > 0) {
    throw new Error(`${workers.length} processes left ${open} cancellations`)
  }
  await verifyDeliveries(sandbox, `${workers.length} processes`, backlog)
  return {
    rate: (calls / ms) * 1_000,
    sent: reports.map(({ sent }) => sent),
  }
}

const end = async (worker: ChildProcess): Promise<void> => {
  if (worker.exitCode === null && worker.signalCode === null) {
    const exited = once(worker, "exit")
    worker.disconnect()
    await exited
  }
}
