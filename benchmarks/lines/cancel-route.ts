import { setTimeout as sleep } from "node:timers/promises"
import type { StoreProvider } from "../sandbox/protocol"
import type { CancelRouteResult } from "../results"
import { ratioInterval, seededChance } from "../statistics"
import {
  type StoreProcess,
  WITHOUT_PLUGIN,
  WITH_PLUGIN,
  startStore,
} from "../store/process"
import type { World } from "../world"
import { verified } from "../backlog"
import type { Bench } from "../bench"

const PROVIDERS: StoreProvider[] = ["climes", "fungies", "aplazame", "akinon"]

const LEVELS = [0, 1, 4]

const WARM_UP = 20

interface Stores {
  with: StoreProcess
  without: StoreProcess
}

/** How much longer Medusa's own cancel route takes with the plugin. */
export const measureCancelRoute = async (
  bench: Bench
): Promise<CancelRouteResult[]> => {
  const { world, tell } = bench
  tell("booting a store with the plugin, and one without")
  const urls = [
    (await bench.storeDatabase()).url,
    (await bench.storeDatabase()).url,
  ]
  const booted = await Promise.allSettled(
    [WITH_PLUGIN, WITHOUT_PLUGIN].map((directory, index) =>
      startStore(
        { databaseUrl: urls[index] as string, directory },
        world.sandbox.access
      )
    )
  )
  try {
    const [withPlugin, without] = booted.map((outcome) => {
      if (outcome.status === "rejected") {
        throw outcome.reason as Error
      }
      return outcome.value
    }) as [StoreProcess, StoreProcess]
    return await measureIn(bench, { with: withPlugin, without })
  } finally {
    for (const outcome of booted) {
      if (outcome.status === "fulfilled") {
        await outcome.value.stop()
      }
    }
  }
}

const measureIn = async (
  { world: { sandbox }, sizes, tell }: Bench,
  stores: Stores
): Promise<CancelRouteResult[]> => {
  const { orders, pauseMs } = sizes.cancelRoute
  await sandbox.ask("reset", null)
  const results: CancelRouteResult[] = []
  const warmUp = Math.min(WARM_UP, orders)
  for (const providerOrders of LEVELS) {
    tell(`Medusa's cancel route at ${providerOrders} provider orders`)
    const metadata = await counterparts(
      sandbox,
      providerOrders,
      warmUp + orders
    )
    const before = await sandbox.ask("effects", null)
    const [idsWith, idsWithout] = [
      await stores.with.createOrders(metadata),
      await stores.without.createOrders(metadata),
    ]
    const result: CancelRouteResult = {
      providerOrders,
      with: [],
      without: [],
      ratio: { low: 0, high: 0 },
    }
    for (let index = 0; index < metadata.length; index++) {
      const turns = [
        { arm: "with", id: idsWith[index] },
        { arm: "without", id: idsWithout[index] },
      ] as const
      for (const { arm, id } of index % 2 ? turns : [...turns].reverse()) {
        const ms = await cancel(stores[arm], id as string)
        if (index >= warmUp) {
          result[arm].push(ms)
        }
        await sleep(pauseMs)
      }
    }
    await stores.with.settled()
    const done = (await sandbox.ask("effects", null)) - before
    if (done !== metadata.length * providerOrders) {
      throw new Error(
        `Medusa's cancel route: ${done} cancels took effect at the providers, and not ${metadata.length * providerOrders}`
      )
    }
    verified.count += done
    result.ratio = ratioInterval(result.with, result.without, seededChance(1))
    results.push(result)
  }
  return results
}

let keys = 0

/** What each order's metadata says about its provider orders. */
const counterparts = async (
  sandbox: World["sandbox"],
  providerOrders: number,
  orders: number
): Promise<Record<string, unknown>[]> => {
  const all: Record<string, unknown>[] = []
  for (let order = 0; order < orders; order++) {
    const metadata: Record<string, unknown> = {}
    for (const provider of PROVIDERS.slice(0, providerOrders)) {
      metadata[`${provider}_order_id`] = await sandbox.ask("createAt", {
        provider,
        key: `bench-${++keys}`,
      })
    }
    all.push(metadata)
  }
  return all
}

/** Returns milliseconds, to the last byte of the answer. */
const cancel = async (
  { url, token }: StoreProcess,
  orderId: string
): Promise<number> => {
  const startedAt = performance.now()
  const response = await fetch(`${url}/admin/orders/${orderId}/cancel`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}` },
  })
  const text = await response.text()
  const ms = performance.now() - startedAt
  if (!response.ok) {
    throw new Error(
      `cancelling ${orderId} answered ${response.status}: ${text}`
    )
  }
  return ms
}
