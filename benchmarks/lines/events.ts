import { setTimeout as sleep } from "node:timers/promises"
import { join } from "node:path"
import { createStoreFolder } from "../../integration-tests/redis/support/store-folder"
import { LOOPBACK } from "../../scripts/free-port"
import type { Bench } from "../bench"
import { verified } from "../backlog"
import { machineNow } from "../clock"
import type { EventResult } from "../results"
import { type StoreProcess, WITH_PLUGIN, startStore } from "../store/process"
import type { StoreSetup } from "../store/protocol"

const WARM_UP = 20

/** The repository's store with Medusa's Redis modules, as in production. */
const REDIS_CONFIG = join(
  WITH_PLUGIN,
  "integration-tests/redis/support/medusa-config.ts"
)

/** From Medusa's event to the provider, in a store that has little to do. */
export const measureEvents = async (bench: Bench): Promise<EventResult> => {
  const { redis } = bench.world
  const local = await measure(bench, "the local event bus", {
    directory: WITH_PLUGIN,
  })
  if (!redis) {
    return { local, redis: null }
  }
  const folder = createStoreFolder(REDIS_CONFIG)
  try {
    const redisUrl = `redis://${LOOPBACK}:${redis.port}`
    return {
      local,
      redis: await measure(bench, "the Redis event bus", {
        directory: folder.path,
        redisUrl,
      }),
    }
  } finally {
    folder.remove()
  }
}

const measure = async (
  bench: Bench,
  bus: string,
  setup: Omit<StoreSetup, "databaseUrl">
): Promise<number[]> => {
  bench.tell(`from order.canceled to first byte, by ${bus}`)
  const { url } = await bench.storeDatabase()
  const { access } = bench.world.sandbox
  const store = await startStore({ ...setup, databaseUrl: url }, access)
  try {
    return await delaysIn(store, bench)
  } finally {
    await store.stop()
  }
}

/** Milliseconds, one value for each order. */
const delaysIn = async (
  store: StoreProcess,
  { world: { sandbox }, sizes: { events } }: Bench
): Promise<number[]> => {
  await sandbox.ask("reset", null)
  const warmUp = Math.min(WARM_UP, events.orders)
  const orders: { id: string; externalId: string }[] = []
  while (orders.length < warmUp + events.orders) {
    const externalId = await sandbox.ask("createAt", {
      provider: "fungies",
      key: "",
    })
    // One at a time: Medusa doesn't return several in the order of its input.
    const [id] = await store.createOrders([{ fungies_order_id: externalId }])
    orders.push({ id: id as string, externalId })
  }

  const emitted: number[] = []
  for (const { id } of orders) {
    // One by one: what was cancelled long before its event, the reconciliation
    // would find first.
    emitted.push(await store.cancelOrder(id))
    // A random pause is out of step with whatever else runs at intervals.
    await sleep(events.pauseMs * (1 + Math.random()))
  }
  await haveArrived(sandbox, orders.length)
  await store.settled()
  const effects = await sandbox.ask("effects", null)
  if (effects !== orders.length) {
    throw new Error(
      `from order.canceled: ${effects} cancels took effect, and not ${orders.length}`
    )
  }
  verified.count += effects
  const arrivals = await sandbox.ask(
    "arrivals",
    orders.map(({ externalId }) => externalId)
  )
  return emitted
    .map((at, index) => (arrivals[index] ?? Infinity) - at)
    .slice(warmUp)
}

const ARRIVAL_TIMEOUT_MS = 60_000
const LOOK_MS = 50

const haveArrived = async (
  sandbox: Bench["world"]["sandbox"],
  count: number
): Promise<void> => {
  const deadline = machineNow() + ARRIVAL_TIMEOUT_MS
  while (
    (await sandbox.ask("effects", null)) < count &&
    machineNow() < deadline
  ) {
    await sleep(LOOK_MS)
  }
}
