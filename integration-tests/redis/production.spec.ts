import { setTimeout as pause } from "node:timers/promises"
import { PROVIDERS } from "../../sandbox"
import { rowsOf } from "../../src/modules/cancellation/ledger/sql"
import { describeWith } from "../support/describe-with"
import { RequestFailed } from "./support/admin-api"
import { type CounterpartedOrder, Orders } from "./support/orders"
import {
  type ProductionStore,
  type StoreProcess,
  startProductionStore,
} from "./support/production-store"
import { redisIsMissing } from "./support/redis-server"

/** Each has a counterpart at each of the four providers. */
const ORDERS = 14
const LATENCY_MS = 700

/** A lease, two reads, and the minute after which a queue gives up a job. */
const SETTLES_WITHIN_MS = 150_000

/** Two minutes until the reconciliation looks, and its own minute. */
const FOUND_WITHIN_MS = 200_000

const OPEN = ["pending", "in_progress", "accepted"]

const describeIfThere = describeWith(redisIsMissing(), "redis")

jest.setTimeout(400_000)

describeIfThere("a store as it runs in production", () => {
  let store: ProductionStore
  let orders: Orders

  beforeAll(async () => {
    store = await startProductionStore(process.env.DATABASE_URL as string)
    orders = new Orders(store.admin, store.sandbox)
    for (const provider of PROVIDERS) {
      store.sandbox[provider].faults.always({ type: "latency", ms: LATENCY_MS })
    }
  })

  // eslint-disable-next-line @typescript-eslint/no-unnecessary-condition -- it may not have started
  afterAll(() => store?.stop())

  /** Cancels as a shop assistant does, who tries again after a failure. */
  const cancel = async ({ id }: CounterpartedOrder): Promise<void> => {
    for (;;) {
      try {
        await store.admin.post(`/admin/orders/${id}/cancel`)
        return
      } catch (error) {
        if (!(error instanceof RequestFailed)) {
          throw error
        }
        const { order } = await store.admin
          .get<{ order: { status: string } }>(`/admin/orders/${id}`)
          .catch(() => ({ order: { status: "unknown" } }))
        if (order.status === "canceled") {
          return
        }
        await pause(500)
      }
    }
  }

  /** Cancels one after another, so that it takes a few seconds. */
  const cancelAll = async (some: CounterpartedOrder[]): Promise<void> => {
    for (const order of some) {
      await cancel(order)
      await pause(100)
    }
  }

  const cancellationsOf = (
    some: CounterpartedOrder[]
  ): Promise<{ status: string; captured_by: string }[]> =>
    rowsOf(
      store.sql,
      `select status, captured_by from cncl_cancellation
       where order_id = any(:ids)`,
      { ids: some.map(({ id }) => id) }
    )

  /** Waits until all of them succeeded, each with one effect. */
  const settle = async (
    some: CounterpartedOrder[],
    withinMs: number
  ): Promise<void> => {
    const expected = some.length * PROVIDERS.length
    const deadline = performance.now() + withinMs
    const settled = async (): Promise<boolean> => {
      const rows = await cancellationsOf(some)
      return (
        rows.length === expected &&
        !rows.some(({ status }) => OPEN.includes(status))
      )
    }
    while (!(await settled()) && performance.now() < deadline) {
      await pause(250)
    }
    const statuses = (await cancellationsOf(some)).map(({ status }) => status)
    expect(statuses).toEqual(Array(expected).fill("succeeded"))
    for (const provider of PROVIDERS) {
      const own = some.map(({ counterparts }) => counterparts[provider])
      const effects = store.sandbox[provider].effects
        .map(({ order_id }) => order_id)
        .filter((id) => own.includes(id))
      expect({ provider, effects: effects.sort() }).toEqual({
        provider,
        effects: own.sort(),
      })
    }
  }

  const report = async (
    what: string,
    some: CounterpartedOrder[],
    since: number
  ): Promise<{ orphaned: number }> => {
    const rows = await cancellationsOf(some)
    const paths = new Map<string, number>()
    for (const { captured_by } of rows) {
      paths.set(captured_by, (paths.get(captured_by) ?? 0) + 1)
    }
    const [{ orphaned } = { orphaned: 0 }] = await rowsOf<{ orphaned: number }>(
      store.sql,
      `select count(distinct c.id)::int as orphaned
       from cncl_cancellation c join cncl_attempt a on a.cancellation_id = c.id
       where c.order_id = any(:ids) and a.error ->> 'code' = 'lease_expired'`,
      { ids: some.map(({ id }) => id) }
    )
    console.info(
      `${what}: ${rows.length} cancellations, captured by ${[...paths].map(([path, n]) => `${path} ${n}`).join(", ")}; ${orphaned} orphaned; zero lost, zero doubled, all settled after ${Math.round((performance.now() - since) / 1_000)} s`
    )
    return { orphaned }
  }

  it("carries out every cancellation once, in its workers", async () => {
    const some = await orders.enter(ORDERS)
    const since = performance.now()

    await cancelAll(some)
    await settle(some, SETTLES_WITHIN_MS)

    await report("all quiet", some, since)
    expect(store.server.gateway.sent).toBe(0)
    const sent = store.workers.map(({ gateway }) => gateway.sent)
    expect(sent[0]! + sent[1]!).toBe(some.length * PROVIDERS.length)
  })

  it("loses and doubles nothing when Redis is restarted", async () => {
    const some = await orders.enter(ORDERS)
    const since = performance.now()

    const cancelling = cancelAll(some)
    await pause(1_500)
    await store.redis.restart(1_000)
    await cancelling
    await settle(some, FOUND_WITHIN_MS)

    await report("Redis restarted", some, since)
    expect(store.server.gateway.sent).toBe(0)
  })

  it("loses and doubles nothing when a worker is killed", async () => {
    const some = await orders.enter(ORDERS)
    const since = performance.now()

    const cancelling = cancelAll(some)
    let busy: StoreProcess | undefined
    while (!busy) {
      await pause(10)
      busy = store.workers.find(({ gateway }) => gateway.inFlight > 0)
    }
    await busy.medusa.kill()
    await cancelling
    await settle(some, SETTLES_WITHIN_MS)

    const { orphaned } = await report("a worker killed", some, since)
    expect(orphaned).toBeGreaterThan(0)
    expect(store.server.gateway.sent).toBe(0)
  })

  it("sends a void in the server, which waits for it", async () => {
    const [order] = await orders.enter(1)
    const { provider_orders } = await store.admin.get<{
      provider_orders: { id: string; provider_id: string }[]
    }>(`/admin/orders/${order!.id}/provider-orders`)
    const aplazame = provider_orders.find(
      ({ provider_id }) => provider_id === "aplazame"
    )

    const { cancellation } = await store.admin.post<{
      cancellation: { status: string }
    }>(`/admin/orders/${order!.id}/voids`, {
      provider_order_id: aplazame!.id,
      amount: 10,
    })

    expect(cancellation.status).toBe("succeeded")
    expect(store.server.gateway.sent).toBe(1)
  })
})
