import { setTimeout as sleep } from "node:timers/promises"
import { Queue, Worker } from "bullmq"
import PgBoss from "pg-boss"
import { rowsOf } from "../../src/modules/cancellation/ledger/sql"
import { type Backlog, newBacklog, verifyDeliveries } from "../backlog"
import { machineNow } from "../clock"
import { PROVIDER, fillProviderOrders } from "../ledger"
import { type Calls, pooledCalls } from "../peers/calls"
import { fungiesAt, startPipeline } from "../pipeline-arm"
import type { FirstByteResult } from "../results"
import type { Bench } from "../bench"
import type { World } from "../world"

/** The pause between two calls, enough for the first to be settled. */
const PAUSE_MS = 25

const QUEUE = "one-at-a-time"

/** One way from an instruction to the provider. */
interface Route {
  /** Resolves when the instruction is safe, because it was stored. */
  instruct(externalId: string): Promise<void>
  close(): Promise<void>
}

/** From the capture's commit to the provider, with nothing else due. */
export const measureFirstBytes = async ({
  world,
  tell,
  sizes: {
    firstBytes: { calls, callsOfPgBoss },
    concurrency,
  },
}: Bench): Promise<FirstByteResult> => {
  tell("from commit to first byte")
  const pooled = () => pooledCalls(world.sandbox.access, concurrency)
  const { redis } = world
  return {
    delays: {
      pipeline: await measure(world, calls, (backlog) =>
        pipelineRoute(world, concurrency, backlog)
      ),
      "pg-boss": await measure(world, callsOfPgBoss, () =>
        pgBossRoute(world.peers.url, pooled())
      ),
      BullMQ: redis
        ? await measure(world, calls, () => bullMqRoute(redis.port, pooled()))
        : null,
    },
  }
}

const measure = async (
  { sandbox }: World,
  calls: number,
  open: (backlog: Backlog) => Promise<Route>
): Promise<number[]> => {
  const warmUp = Math.min(20, calls)
  const backlog = await newBacklog(sandbox, warmUp + calls)
  const route = await open(backlog)
  const committed: number[] = []
  try {
    for (const id of backlog.ids) {
      await route.instruct(id)
      committed.push(machineNow())
      // A random pause is out of step with any polling.
      await sleep(PAUSE_MS * (1 + Math.random()))
    }
    await arrived(sandbox, backlog)
  } finally {
    await route.close()
  }
  await verifyDeliveries(sandbox, "from commit to first byte", backlog)
  const arrivals = await sandbox.ask("arrivals", backlog.ids)
  return committed
    .map((at, index) => (arrivals[index] ?? Infinity) - at)
    .slice(warmUp)
}

const ARRIVAL_TIMEOUT_MS = 60_000

const arrived = async (
  sandbox: World["sandbox"],
  { from, count, provider }: Backlog
): Promise<void> => {
  const deadline = machineNow() + ARRIVAL_TIMEOUT_MS
  while (machineNow() < deadline) {
    const { lost } = await sandbox.ask("verify", { from, count, provider })
    if (lost === 0) {
      return
    }
    await sleep(PAUSE_MS)
  }
}

const pipelineRoute = async (
  { ledger, sandbox }: World,
  concurrency: number,
  { ids }: Backlog
): Promise<Route> => {
  await ledger.truncate()
  await fillProviderOrders(ledger.sql, "f", ids)
  const rows = await rowsOf<{
    id: string
    order_id: string
    external_id: string
  }>(ledger.sql, "select id, order_id, external_id from cncl_provider_order")
  const byExternalId = new Map(rows.map((row) => [row.external_id, row]))
  const pipeline = startPipeline(
    ledger,
    { [PROVIDER]: fungiesAt(sandbox.access) },
    concurrency
  )
  return {
    instruct: async (externalId) => {
      const row = byExternalId.get(externalId)
      if (!row) {
        throw new Error(`${externalId} is not in the ledger`)
      }
      await pipeline.capture.cancels({
        order_id: row.order_id,
        provider_order_ids: [row.id],
        source: "order_canceled",
        source_id: row.order_id,
        captured_by: "event",
      })
      pipeline.dispatcher.kick()
    },
    close: async () => {
      await pipeline.dispatcher.idle()
      await pipeline.close()
    },
  }
}

const pgBossRoute = async (
  databaseUrl: string,
  calls: Calls
): Promise<Route> => {
  const boss = new PgBoss({
    connectionString: databaseUrl,
    supervise: false,
    schedule: false,
  })
  await boss.start()
  await boss.createQueue(QUEUE)
  await boss.work<{ externalId: string }>(
    QUEUE,
    { pollingIntervalSeconds: 0.5, batchSize: 200 },
    async (jobs) => {
      await Promise.all(jobs.map(({ data }) => calls.cancel(data.externalId)))
    }
  )
  return {
    instruct: async (externalId) => {
      await boss.send(QUEUE, { externalId })
    },
    close: async () => {
      await boss.stop({ graceful: false, wait: true })
      await calls.close()
    },
  }
}

const bullMqRoute = async (port: number, calls: Calls): Promise<Route> => {
  const connection = { host: "127.0.0.1", port }
  const queue = new Queue<{ externalId: string }>(QUEUE, {
    connection,
    defaultJobOptions: { removeOnComplete: true },
  })
  const worker = new Worker<{ externalId: string }>(
    QUEUE,
    async ({ data }) => {
      await calls.cancel(data.externalId)
    },
    { connection, concurrency: 10 }
  )
  await worker.waitUntilReady()
  return {
    instruct: async (externalId) => {
      await queue.add("cancel", { externalId })
    },
    close: async () => {
      await worker.close()
      await queue.close()
      await calls.close()
    },
  }
}
