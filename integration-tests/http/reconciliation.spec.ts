import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import reconcile from "../../src/jobs/reconcile-cancellations"
import type { OperationContext } from "../../src/modules/cancellation/operations/context"
import { StartTimes } from "../../src/modules/cancellation/operations/start-times"
import backfill from "../../src/scripts/backfill-cancellations"
import {
  backfillOrderCancellationsWorkflow,
  recordOrderCancellationWorkflow,
  recordProviderOrdersWorkflow,
} from "../../src/workflows"
import { withStore } from "./support/store"

jest.setTimeout(120_000)

const CLIMES_ORDER = {
  metadata: { climes_order_id: "climes-1", climes_amount: 60 },
}

withStore((store) => {
  const rowsOf = async <T>(
    statement: string,
    parameters: Record<string, string> = {}
  ): Promise<T[]> => {
    const sql = store.container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
    const { rows } = await sql.raw<{ rows: T[] }>(statement, parameters)
    return rows
  }

  /** All four providers were enabled this long ago. */
  const switchedOnSince = async (ago: string): Promise<void> => {
    // A process writes them once, and each test has another database.
    await rowsOf(
      `insert into cncl_start_time (id, provider_id, source, enabled_at)
       select 'cnst_' || id, id, 'order_canceled', now() - :ago::interval
       from unnest(array['climes', 'fungies', 'aplazame', 'akinon']) id
       on conflict (provider_id, source) where deleted_at is null
       do update set enabled_at = excluded.enabled_at, disabled_at = null`,
      { ago }
    )
  }

  /** The order is cancelled in Medusa, and no event says so. */
  const cancelSilently = async (id: string, ago: string): Promise<void> => {
    await store.orders.cancel(id)
    await rowsOf(
      `update "order" set canceled_at = now() - :ago::interval where id = :id`,
      { id, ago }
    )
  }

  const runJob = async (): Promise<void> => {
    await reconcile(store.container)
    await store.settled()
  }

  const countOf = async (table: string): Promise<number> => {
    const [row] = await rowsOf<{ count: string }>(
      `select count(*) from ${table}`
    )
    return Number(row?.count)
  }

  const logged = async (work: () => Promise<void>): Promise<string[]> => {
    const logger = store.container.resolve(ContainerRegistrationKeys.LOGGER)
    const lines: string[] = []
    const spies = (["info", "warn", "error"] as const).map((level) =>
      jest.spyOn(logger, level).mockImplementation((...message: unknown[]) => {
        lines.push(String(message[0]))
      })
    )
    try {
      await work()
    } finally {
      spies.forEach((spy) => {
        spy.mockRestore()
      })
    }
    return lines
  }

  beforeEach(() => {
    store.sandbox.climes.orders.create({
      partner_order_id: "climes-1",
      climes: 60,
    })
  })

  describe("an order whose event was lost", () => {
    it("is found in Medusa's own table, and cancelled at its provider once", async () => {
      await switchedOnSince("1 hour")
      const order = await store.createOrder(CLIMES_ORDER)
      await cancelSilently(order.id, "10 minutes")

      const lines = await logged(runJob)
      await runJob()

      expect(await store.cancellationsOf(order.id)).toMatchObject([
        {
          provider_id: "climes",
          source: "order_canceled",
          captured_by: "reconciliation",
          status: "succeeded",
        },
      ])
      expect(store.sandbox.climes.journal).toHaveLength(1)
      expect(
        lines.filter((line) => line.includes("the reconciliation captured"))
      ).toEqual([
        `medusa-plugin-cancellation: the reconciliation captured 1 cancellation that no event had brought, for ${order.id}`,
      ])
    })

    it("is found although the subscriber heard of it, and failed", async () => {
      await switchedOnSince("1 hour")
      const order = await store.createOrder(CLIMES_ORDER)
      const broken = jest
        .spyOn(store.ledger, "captureOrderCancel")
        .mockRejectedValue(new Error("the ledger is gone"))
      await store.cancelOrder(order.id)
      await rowsOf(
        `update "order" set canceled_at = canceled_at - interval '10 minutes'`
      )

      const lines = await logged(runJob)
      expect(lines).toEqual([
        expect.stringMatching(
          /the reconciliation could not capture a cancelled order, and tries again/
        ),
      ])
      broken.mockRestore()
      await runJob()

      expect(await store.cancellationsOf(order.id)).toMatchObject([
        { captured_by: "reconciliation", status: "succeeded" },
      ])
    })

    it("is left to its event for two minutes", async () => {
      await switchedOnSince("1 hour")
      const order = await store.createOrder(CLIMES_ORDER)
      await cancelSilently(order.id, "1 minute")

      await runJob()

      expect(await countOf("cncl_cancellation")).toBe(0)
    })

    it("is read anew, and left alone where it isn't cancelled any more", async () => {
      await switchedOnSince("1 hour")
      const order = await store.createOrder(CLIMES_ORDER)
      await cancelSilently(order.id, "10 minutes")

      const looked: string[] = []
      await store.ledger.reconcileOrders(async (order_id) => {
        looked.push(order_id)
        await rowsOf(`update "order" set canceled_at = null`)
        const { result } = await recordOrderCancellationWorkflow(
          store.container
        ).run({ input: { order_id, captured_by: "reconciliation" } })
        return result.captured_ids.length
      })

      expect(looked).toEqual([order.id])
      expect(await store.cancellationsOf(order.id)).toEqual([])
    })
  })

  describe("an order from before the start time", () => {
    it("isn't touched", async () => {
      await switchedOnSince("1 hour")
      const order = await store.createOrder(CLIMES_ORDER)
      await recordProviderOrdersWorkflow(store.container).run({
        input: { order_id: order.id },
      })
      await cancelSilently(order.id, "2 hours")

      await runJob()
      await recordProviderOrdersWorkflow(store.container).run({
        input: { order_id: order.id },
      })

      expect(await store.cancellationsOf(order.id)).toEqual([])
      expect(store.sandbox.climes.journal).toEqual([])
    })

    it("isn't touched for a provider that came later, and is for the others", async () => {
      store.sandbox.fungies.orders.create({ number: "#1007" })
      await switchedOnSince("1 day")
      await rowsOf(
        `update cncl_start_time set enabled_at = now() where provider_id = 'fungies'`
      )
      const order = await store.createOrder({
        metadata: { ...CLIMES_ORDER.metadata, fungies_order_id: "#1007" },
      })
      await cancelSilently(order.id, "1 hour")

      await runJob()

      expect(await store.cancellationsOf(order.id)).toMatchObject([
        { provider_id: "climes" },
      ])
    })

    it("stays untouched after the automation was disabled and enabled", async () => {
      await switchedOnSince("1 day")
      const { context } = store.ledger as unknown as {
        context: OperationContext
      }
      const restart = (orderCanceled: boolean): Promise<void> =>
        new StartTimes(
          {
            ...context,
            options: {
              ...context.options,
              automation: { ...context.options.automation, orderCanceled },
            },
          },
          store.container.resolve(ContainerRegistrationKeys.LOGGER)
        ).ensure()
      const order = await store.createOrder(CLIMES_ORDER)
      await restart(false)
      // Ten minutes pass in which it isn't configured.
      await rowsOf(
        `update cncl_start_time set absent_since = now() - interval '11 minutes'`
      )
      await restart(false)
      await cancelSilently(order.id, "1 hour")
      await restart(true)

      await runJob()

      expect(await store.cancellationsOf(order.id)).toEqual([])
    })
  })

  describe("the backfill", () => {
    const FROM = "2020-01-01"

    it("tells what it would capture, and writes nothing", async () => {
      await switchedOnSince("1 hour")
      const order = await store.createOrder(CLIMES_ORDER)
      const plain = await store.createOrder()
      await cancelSilently(order.id, "300 days")
      await cancelSilently(plain.id, "200 days")

      const { result } = await backfillOrderCancellationsWorkflow(
        store.container
      ).run({ input: { from: FROM } })

      expect(result).toEqual({
        dry_run: true,
        orders: [
          {
            order_id: order.id,
            canceled_at: expect.stringMatching(/^\d{4}-.*Z$/),
            provider_orders: [
              { provider_id: "climes", external_id: "climes-1" },
            ],
            captured: 0,
          },
        ],
        failed: [],
        read: 2,
        cursor: null,
      })
      expect(await countOf("cncl_provider_order")).toBe(0)
      expect(await countOf("cncl_cancellation")).toBe(0)
    })

    it("captures when it is told to, once", async () => {
      await switchedOnSince("1 hour")
      const order = await store.createOrder(CLIMES_ORDER)
      await cancelSilently(order.id, "300 days")
      const apply = async () =>
        (
          await backfillOrderCancellationsWorkflow(store.container).run({
            input: { from: FROM, dry_run: false },
          })
        ).result

      expect((await apply()).orders).toMatchObject([
        { order_id: order.id, captured: 1 },
      ])
      expect((await apply()).orders).toEqual([])
      const dryRun = await backfillOrderCancellationsWorkflow(
        store.container
      ).run({ input: { from: FROM } })
      expect(dryRun.result.orders).toEqual([])

      // It sends nothing itself. The store does.
      await store.ledger.sweep()
      await store.settled()
      expect(await store.cancellationsOf(order.id)).toMatchObject([
        { captured_by: "reconciliation", status: "succeeded" },
      ])
      expect(store.sandbox.climes.journal).toHaveLength(1)
    })

    it("keeps to its time, its providers and its limit", async () => {
      const orders = []
      for (const n of [1, 2, 3]) {
        const order = await store.createOrder({
          metadata: { climes_order_id: `c-${n}`, fungies_order_id: `f-${n}` },
        })
        await cancelSilently(order.id, `${n * 100} days`)
        orders.unshift(order.id)
      }
      const ids = async (input: Record<string, unknown>) => {
        const { result } = await backfillOrderCancellationsWorkflow(
          store.container
        ).run({ input: { from: FROM, ...input } })
        return result
      }
      const day = (ago: number): Date => new Date(Date.now() - ago * 86_400_000)

      const between = await ids({ from: day(250), to: day(150) })
      expect(between.orders.map(({ order_id }) => order_id)).toEqual([
        orders[1],
      ])
      const fungies = await ids({ provider_ids: ["fungies"] })
      expect(
        fungies.orders.flatMap(({ provider_orders }) => provider_orders)
      ).toEqual(
        [3, 2, 1].map((n) => ({
          provider_id: "fungies",
          external_id: `f-${n}`,
        }))
      )
      const first = await ids({ limit: 2 })
      const second = await ids({ limit: 2, cursor: first.cursor })
      expect(
        [...first.orders, ...second.orders].map(({ order_id }) => order_id)
      ).toEqual(orders)
      expect(second.cursor).toBeNull()
      await expect(ids({ provider_ids: ["nobody"] })).rejects.toMatchObject({
        message: 'There is no provider "nobody" in the configuration.',
      })
      await expect(ids({ from: "yesterday" })).rejects.toMatchObject({
        message: expect.stringMatching("^from must be a time"),
      })
    })

    it("is a script that prints a table", async () => {
      const order = await store.createOrder(CLIMES_ORDER)
      await cancelSilently(order.id, "300 days")

      const dryRun = await logged(() =>
        backfill({ container: store.container, args: [`from=${FROM}`] })
      )
      expect(dryRun.join("\n")).toMatch(
        new RegExp(
          `${order.id} .* climes +climes-1\n1 cancelled order read, 1 cancellation would be captured`
        )
      )
      const applied = await logged(() =>
        backfill({
          container: store.container,
          args: [`from=${FROM}`, "provider=climes", "apply"],
        })
      )
      expect(applied.at(-1)).toBe(
        "1 cancelled order read, 1 cancellation captured; the running store sends them."
      )
      expect(await countOf("cncl_cancellation")).toBe(1)
    })
  })

  describe("a provider that differs from the ledger", () => {
    /** Voids 30 of 100 EUR. */
    const aVoidAtAplazame = async (): Promise<{
      order_id: string
      provider_order_id: string
    }> => {
      store.sandbox.aplazame.orders.create({
        mid: "apz-1",
        total_amount: 10_000,
        environment: "sandbox",
      })
      const order = await store.createOrder({
        metadata: { aplazame_order_id: "apz-1" },
      })
      await recordProviderOrdersWorkflow(store.container).run({
        input: { order_id: order.id },
      })
      const [provider_order] = await store.ledger.listProviderOrders({
        order_id: order.id,
      })
      const provider_order_id = provider_order?.id ?? ""
      const { status } = await store.admin.post(
        `/admin/orders/${order.id}/voids`,
        { provider_order_id, amount: 30 }
      )
      expect(status).toBe(200)
      return { order_id: order.id, provider_order_id }
    }

    it("is flagged at its provider order", async () => {
      const { provider_order_id } = await aVoidAtAplazame()
      await rowsOf(
        `update cncl_cancellation set settled_at = now() - interval '6 minutes'`
      )
      const [own] = store.sandbox.aplazame.orders.get("apz-1")?.voids ?? []
      store.sandbox.aplazame.orders.update("apz-1", {
        voids: [own!, { ...own!, id: "void-elsewhere", amount: 500 }],
      })

      const lines = await logged(runJob)

      expect(
        await store.ledger.retrieveProviderOrder(provider_order_id)
      ).toMatchObject({
        drift: { kind: "remaining", ledger: "70", provider: "65" },
      })
      expect(lines).toEqual([
        'medusa-plugin-cancellation: order apz-1 at "aplazame" differs from the ledger. The provider says that 65 EUR are left, the ledger 70 EUR. Look at the order at the provider, then correct the provider order here.',
      ])
    })

    it("is flagged where the order was cancelled in the provider's panel, whoever looked at it", async () => {
      const { order_id, provider_order_id } = await aVoidAtAplazame()
      store.sandbox.aplazame.orders.update("apz-1", {
        cancelled: new Date().toISOString(),
      })
      const look = async (): Promise<unknown> => {
        const { data } = await store.admin.get(
          `/admin/orders/${order_id}/voids`
        )
        return data.voids
      }
      expect(await look()).toMatchObject([{ total: 100, drift: true }])
      await rowsOf(
        `update cncl_cancellation set settled_at = now() - interval '6 minutes'`
      )

      await runJob()

      expect(
        await store.ledger.retrieveProviderOrder(provider_order_id)
      ).toMatchObject({
        total: 100,
        drift: { kind: "status", ledger: "open" },
      })
      expect(await look()).toMatchObject([{ total: 100, drift: true }])
    })
  })
})
