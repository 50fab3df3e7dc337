import { setTimeout as sleep } from "node:timers/promises"
import { Queue, Worker } from "bullmq"
import { rowsOf } from "../../src/modules/cancellation/ledger/sql"
import {
  type Backlog,
  addBacklog,
  newBacklog,
  verifyDeliveries,
} from "../backlog"
import { externalIds } from "../external-id"
import { fillLedger, settleStatistics } from "../ledger"
import { pooledCalls } from "../peers/calls"
import { fungiesAt, startPipeline } from "../pipeline-arm"
import type { IsolationResult } from "../results"
import { inTurns } from "../rounds"
import type { Bench } from "../bench"
import type { World } from "../world"

/** The fourth provider hangs. Its ids are far from those of the others. */
const HEALTHY = ["first", "second", "third"]
const HANGING = "fourth"
const HANGS_FROM = 0x00f0_0000_0000

const LATENCY_MS = 100

/** Calls in flight at each provider. The latency is the limit, not the CPU. */
const CONCURRENCY = 20

/** So short that hanging calls time out, and are tried again, in the run. */
const REQUEST_TIMEOUT_MS = 2_000

const QUEUE = "all-providers"

/** How much slower others get while a provider never answers. */
export const measureIsolation = async ({
  world,
  tell,
  sizes: {
    isolation: { rounds, roundsOfQueue, calls, hanging },
  },
}: Bench): Promise<IsolationResult> => {
  tell("beside a provider that hangs")
  await drainBesides(world, calls, 0)
  const own = await inTurns(
    [
      { name: "without", measure: () => drainBesides(world, calls, 0) },
      { name: "with", measure: () => drainBesides(world, calls, hanging) },
    ],
    rounds
  )
  const { redis } = world
  const queue = redis
    ? await inTurns(
        [
          {
            name: "without",
            measure: () => queueBesides(world, redis.port, calls, 0),
          },
          {
            name: "with",
            measure: () => queueBesides(world, redis.port, calls, hanging),
          },
        ],
        roundsOfQueue
      )
    : {}
  return {
    without: own.without ?? [],
    with: own.with ?? [],
    queueWithout: queue.without ?? null,
    queueWith: queue.with ?? null,
  }
}

const backlogs = async (
  { sandbox }: World,
  calls: number
): Promise<Backlog[]> => {
  const first = await newBacklog(sandbox, calls, {
    latencyMs: LATENCY_MS,
    hangsFrom: HANGS_FROM,
  })
  const others = []
  for (let other = 1; other < HEALTHY.length; other++) {
    others.push(await addBacklog(sandbox, calls))
  }
  return [first, ...others]
}

/** Calls a second at the providers that answer. */
const drainBesides = async (
  world: World,
  calls: number,
  hanging: number
): Promise<number> => {
  const { ledger, sandbox } = world
  const filled = await backlogs(world, calls)
  await ledger.truncate()
  for (const [index, { ids }] of filled.entries()) {
    const id = HEALTHY[index] as string
    await fillLedger(ledger.sql, id, ids, id)
  }
  if (hanging > 0) {
    const ids = externalIds(HANGS_FROM, hanging)
    await fillLedger(ledger.sql, HANGING, ids, HANGING)
  }
  await settleStatistics(ledger.sql)

  const pipeline = startPipeline(
    ledger,
    Object.fromEntries(
      [...HEALTHY, HANGING].map((id) => [id, fungiesAt(sandbox.access)])
    ),
    CONCURRENCY,
    { requestTimeoutMs: REQUEST_TIMEOUT_MS }
  )
  try {
    const startedAt = performance.now()
    pipeline.dispatcher.kick()
    while (await isAnyOpen(world)) {
      await sleep(20)
    }
    const ms = performance.now() - startedAt
    for (const backlog of filled) {
      await verifyDeliveries(sandbox, "beside a provider that hangs", backlog)
    }
    return ((calls * HEALTHY.length) / ms) * 1_000
  } finally {
    // Aborts the calls that hang, so that nobody waits for them.
    await pipeline.registry.close()
    await pipeline.close()
  }
}

const isAnyOpen = async ({ ledger }: World): Promise<boolean> => {
  const open = await rowsOf(
    ledger.sql,
    `select 1 from cncl_cancellation
     where provider_id <> '${HANGING}' and deleted_at is null
       and status in ('pending', 'in_progress', 'accepted', 'needs_review', 'rejected')
     limit 1`
  )
  return open.length > 0
}

/** The same calls through one queue for all providers, on BullMQ. */
const queueBesides = async (
  world: World,
  port: number,
  calls: number,
  hanging: number
): Promise<number> => {
  const filled = await backlogs(world, calls)
  const connection = { host: "127.0.0.1", port }
  const queue = new Queue<{ externalId: string }>(QUEUE, {
    connection,
    defaultJobOptions: { removeOnComplete: true, removeOnFail: true },
  })
  const hung = new Set(externalIds(HANGS_FROM, hanging))
  const lists = [...filled.map(({ ids }) => ids), [...hung]]
  await queue.addBulk(
    interleaved(lists).map((externalId) => ({
      name: "cancel",
      data: { externalId },
    }))
  )
  const http = pooledCalls(
    world.sandbox.access,
    CONCURRENCY * (HEALTHY.length + 1),
    REQUEST_TIMEOUT_MS
  )
  let left = calls * HEALTHY.length
  const startedAt = performance.now()
  const ms = await new Promise<number>((resolve, reject) => {
    const worker = new Worker<{ externalId: string }>(
      QUEUE,
      async ({ data: { externalId } }) => {
        try {
          await http.cancel(externalId)
        } catch (error) {
          if (!hung.has(externalId)) {
            reject(error instanceof Error ? error : new Error(String(error)))
          }
          return
        }
        left -= 1
        if (left === 0) {
          const took = performance.now() - startedAt
          void worker.close().then(() => resolve(took))
        }
      },
      { connection, concurrency: CONCURRENCY * (HEALTHY.length + 1) }
    )
    worker.on("error", reject)
  })
  await queue.obliterate({ force: true })
  await queue.close()
  await http.close()
  for (const backlog of filled) {
    await verifyDeliveries(world.sandbox, "one queue for all", backlog)
  }
  return ((calls * HEALTHY.length) / ms) * 1_000
}

/** Interleaves the lists evenly, whatever their lengths. */
const interleaved = (lists: string[][]): string[] =>
  lists
    .flatMap((list) =>
      list.map((id, index) => ({ id, place: (index + 0.5) / list.length }))
    )
    .sort((a, b) => a.place - b.place)
    .map(({ id }) => id)
