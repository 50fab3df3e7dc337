import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { cancelOrderWorkflow } from "@medusajs/medusa/core-flows"
import { TestEventUtils } from "@medusajs/test-utils"
import reconcileCancellations from "../../src/jobs/reconcile-cancellations"
import { type OperationContext } from "../../src/modules/cancellation/operations/context"
import {
  backfillOrderCancellationsWorkflow,
  cancelProviderOrdersWorkflow,
  recordOrderCancellationWorkflow,
  recordOrderEditWorkflow,
  recordRefundWorkflow,
  correctProviderOrderWorkflow,
  recordProviderOrdersWorkflow,
  registerProviderOrdersWorkflow,
  removeProviderOrderWorkflow,
  resolveCancellationWorkflow,
  retryCancellationWorkflow,
  voidProviderOrderWorkflow,
} from "../../src/workflows"
import { type Cancellation, type OrderInput, withStore } from "./support/store"

jest.setTimeout(120_000)

const SYSTEM = "pp_system_default"

/** The store's own hook, which each test can set. */
let duringCancel = (): Promise<void> => Promise.resolve()
cancelOrderWorkflow.hooks.orderCanceled(() => duringCancel())

withStore((store) => {
  const sql = async <T>(
    statement: string,
    parameters: Record<string, string> = {}
  ): Promise<T[]> => {
    const connection = store.container.resolve(
      ContainerRegistrationKeys.PG_CONNECTION
    )
    const { rows } = await connection.raw<{ rows: T[] }>(statement, parameters)
    return rows
  }

  /** All four providers were enabled an hour ago, for every source. */
  const switchedOn = (): Promise<unknown> =>
    sql(
      `insert into cncl_start_time (id, provider_id, source, enabled_at)
       select 'cnst_' || id || source, id, source, now() - interval '1 hour'
       from unnest(array['climes', 'fungies', 'aplazame', 'akinon']) id,
         unnest(array['order_canceled', 'order_edited', 'payment_refunded'])
           source
       on conflict (provider_id, source) where deleted_at is null
       do update set enabled_at = excluded.enabled_at, disabled_at = null`
    )

  const captured = async (): Promise<number> =>
    (await sql("select 1 from cncl_cancellation")).length

  /** What the plugin itself logs meanwhile, from `warn` on. */
  const logged = async (work: () => Promise<unknown>): Promise<string[]> => {
    const logger = store.container.resolve(ContainerRegistrationKeys.LOGGER)
    const lines: string[] = []
    const spies = (["warn", "error"] as const).map((level) =>
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
    return lines.filter((line) => line.startsWith("medusa-plugin-cancellation"))
  }

  const anAplazameOrder = (
    total: number,
    input: OrderInput = {}
  ): ReturnType<typeof store.createOrder> => {
    store.sandbox.aplazame.orders.create({
      mid: "apz-1",
      total_amount: Math.round(total * 100),
      environment: "sandbox",
    })
    return store.createOrder({
      metadata: { aplazame_order_id: "apz-1", aplazame_amount: total },
      ...input,
    })
  }

  /** Paid through Medusa's own payment provider, and captured. */
  const pay = async (orderId: string, amount: number): Promise<string> => {
    const payments = store.container.resolve(Modules.PAYMENT)
    const collection = await payments.createPaymentCollections({
      currency_code: "eur",
      amount,
    })
    const session = await payments.createPaymentSession(collection.id, {
      provider_id: SYSTEM,
      currency_code: "eur",
      amount,
      data: {},
    })
    const payment = await payments.authorizePaymentSession(session.id, {})
    if (!payment) {
      throw new Error("the payment was not authorized")
    }
    await store.container.resolve(ContainerRegistrationKeys.LINK).create({
      [Modules.ORDER]: { order_id: orderId },
      [Modules.PAYMENT]: { payment_collection_id: collection.id },
    })
    await store.admin.post(`/admin/payments/${payment.id}/capture`)
    return payment.id
  }

  /** Aplazame is concerned by the refunds of Medusa's own payment provider. */
  const sharingRefunds = async (): Promise<jest.SpyInstance> => {
    const known = await store.ledger.matchingSettings()
    const { registry } = (
      store.ledger as unknown as { context: OperationContext }
    ).context
    return jest
      .spyOn(registry, "matchingSettings")
      .mockReturnValue(
        known.map((one) =>
          one.provider_id === "aplazame"
            ? { ...one, refunds_of: [SYSTEM] }
            : one
        )
      )
  }

  describe("a cancel that Medusa undoes, while a hook of the store asks its ERP", () => {
    beforeEach(() => {
      store.sandbox.climes.orders.create({
        partner_order_id: "climes-1",
        climes: 60,
      })
    })

    afterEach(() => {
      duringCancel = () => Promise.resolve()
    })

    const anOrder = (): ReturnType<typeof store.createOrder> =>
      store.createOrder({
        metadata: { climes_order_id: "climes-1", climes_amount: 60 },
      })

    const registerFungies = (orderId: string) =>
      store.admin.post(`/admin/orders/${orderId}/provider-orders`, {
        provider_id: "fungies",
        external_id: "#1",
      })

    it.each<[string, (orderId: string) => Promise<unknown>]>([
      [
        "its provider orders are looked at",
        (id) => store.admin.get(`/admin/orders/${id}/provider-orders`),
      ],
      [
        "its figures are looked at",
        (id) => store.admin.get(`/admin/orders/${id}/voids`),
      ],
      [
        "its cancellations are looked at",
        (id) => store.admin.get(`/admin/orders/${id}/cancellations`),
      ],
      ["a provider order is registered", registerFungies],
      [
        "a provider order is registered, corrected, and another one looked for",
        async (id) => {
          const { data } = await store.admin.post<{
            provider_order: { id: string }
          }>(`/admin/orders/${id}/provider-orders`, {
            provider_id: "aplazame",
            external_id: "apz-9",
            amount: 10,
          })
          await store.admin.post(
            `/admin/orders/${id}/provider-orders/${data.provider_order.id}`,
            { amount: 20 }
          )
          await recordProviderOrdersWorkflow(store.container).run({
            input: { order_id: id },
          })
        },
      ],
      [
        "the reconciliation comes by",
        async (id) => {
          await reconcileCancellations(store.container)
          await recordOrderCancellationWorkflow(store.container).run({
            input: { order_id: id, captured_by: "reconciliation" },
          })
        },
      ],
      [
        "somebody runs a backfill",
        async () => {
          const { result } = await backfillOrderCancellationsWorkflow(
            store.container
          ).run({ input: { from: "2020-01-01", dry_run: false } })
          expect(result.failed).toEqual([])
        },
      ],
    ])("is not told anybody when %s", async (_, meanwhile) => {
      await switchedOn()
      const order = await anOrder()
      let canceledAt: unknown
      duringCancel = async () => {
        canceledAt = (await store.orders.retrieveOrder(order.id)).canceled_at
        await meanwhile(order.id)
        await store.settled()
        throw new Error("the ERP says no")
      }

      const { status } = await store.admin.post(
        `/admin/orders/${order.id}/cancel`
      )

      expect(canceledAt).toBeTruthy()
      expect(status).toBe(500)
      expect(
        (await store.orders.retrieveOrder(order.id)).canceled_at
      ).toBeNull()
      await reconcileCancellations(store.container)
      await store.settled()
      expect(await captured()).toBe(0)
      expect(store.sandbox.climes.journal).toEqual([])
    })

    it("is told once it is not undone, by its event, with what was recorded meanwhile", async () => {
      await switchedOn()
      store.sandbox.fungies.orders.create({ number: "#1" })
      const order = await anOrder()
      duringCancel = async () => {
        await registerFungies(order.id)
        expect(await captured()).toBe(0)
      }

      await store.cancelOrder(order.id)

      expect(
        (await store.cancellationsOf(order.id)).map(
          ({ provider_id, captured_by, status }) => [
            provider_id,
            captured_by,
            status,
          ]
        )
      ).toEqual(
        expect.arrayContaining([
          ["climes", "event", "succeeded"],
          ["fungies", "event", "succeeded"],
        ])
      )
    })

    it("is found two minutes later where only a provider order was registered after it", async () => {
      await switchedOn()
      store.sandbox.fungies.orders.create({ number: "#1" })
      const order = await store.createOrder()
      await store.cancelOrder(order.id)
      await registerFungies(order.id)
      expect(await store.cancellationsOf(order.id)).toEqual([])

      await sql(
        `update "order" set canceled_at = canceled_at - interval '121 seconds'`
      )
      await reconcileCancellations(store.container)
      await store.settled()

      expect(await store.cancellationsOf(order.id)).toMatchObject([
        { provider_id: "fungies", status: "succeeded" },
      ])
    })
  })

  describe("an event that names nothing", () => {
    const NO_IDS = [undefined, null, "", " ", 7, ["pay_1"], { $ne: "" }]

    /** A cancelled, an edited and a refunded order that no event names. */
    const bystanders = async (): Promise<void> => {
      await switchedOn()
      const paid = await anAplazameOrder(100)
      const paymentId = await pay(paid.id, 100)
      await store.admin.post(`/admin/payments/${paymentId}/refund`, {
        amount: 5,
      })
      const gone = await store.createOrder({
        metadata: { climes_order_id: "climes-1", climes_amount: 60 },
      })
      await store.orders.cancel(gone.id)
      await store.settled()
    }

    it.each([
      { name: "order.canceled", field: "id" },
      { name: "order.placed", field: "id" },
      { name: "payment.refunded", field: "id" },
      { name: "order-edit.confirmed", field: "order_id" },
    ])("$name is ignored, with a line", async ({ name, field }) => {
      await bystanders()
      const settings = await sharingRefunds()
      const others = { payment_id: "pay_1", order: "order_1", actions: [{}] }

      for (const none of NO_IDS) {
        const lines = await logged(() =>
          store.emit(name, { ...others, [field]: none })
        )
        expect(lines).toEqual([
          `medusa-plugin-cancellation: ignored an event ${name} without an id: its data must have "${field}", a string, as Medusa sends it. Look for the code that emits it.`,
        ])
      }
      settings.mockRestore()

      expect(await captured()).toBe(0)
      expect(await sql("select 1 from cncl_provider_order")).toEqual([])
      expect(await store.ledger.listAttempts()).toEqual([])
      expect(
        await store.container
          .resolve(Modules.NOTIFICATION)
          .listNotifications({ channel: "feed" })
      ).toEqual([])
    })

    it("nor does a workflow run that is given no id", async () => {
      await bystanders()
      const { container } = store
      const order = await store.createOrder()
      await registerProviderOrdersWorkflow(container).run({
        input: {
          order_id: order.id,
          provider_orders: [
            { provider_id: "aplazame", external_id: "apz-7", amount: 10 },
          ],
        },
      })
      const [registered] = await store.ledger.listProviderOrders()

      for (const none of NO_IDS as string[]) {
        const runs = [
          recordOrderCancellationWorkflow(container).run({
            input: { order_id: none },
          }),
          recordOrderEditWorkflow(container).run({
            input: { order_id: none, order_change_id: "ordch_1" },
          }),
          recordRefundWorkflow(container).run({ input: { payment_id: none } }),
          recordProviderOrdersWorkflow(container).run({
            input: { order_id: none },
          }),
          registerProviderOrdersWorkflow(container).run({
            input: {
              order_id: none,
              provider_orders: [
                { provider_id: "aplazame", external_id: "apz-8" },
              ],
            },
          }),
          correctProviderOrderWorkflow(container).run({
            input: { order_id: none, provider_order_id: none, amount: 1 },
          }),
          removeProviderOrderWorkflow(container).run({
            input: { order_id: none, provider_order_id: none },
          }),
          cancelProviderOrdersWorkflow(container).run({
            input: { order_id: none },
          }),
          voidProviderOrderWorkflow(container).run({
            input: { order_id: none, provider_order_id: none, amount: 1 },
          }),
          retryCancellationWorkflow(container).run({ input: { id: none } }),
          resolveCancellationWorkflow(container).run({
            input: { id: none, resolution: "succeeded", note: "…" },
          }),
        ]
        for (const run of await Promise.allSettled(runs)) {
          expect(run).toMatchObject({
            status: "rejected",
            reason: {
              message: expect.stringMatching(
                /must be an id: a string that is not empty\.$/
              ),
            },
          })
        }
      }

      expect(await captured()).toBe(0)
      expect(await store.ledger.listProviderOrders()).toEqual([registered])
    })
  })

  describe("refunds of one payment", () => {
    it.each([
      { total: 100, parts: [50.005, 49.995], voided: 100 },
      {
        total: 100,
        parts: [33.333333, 33.333333, 33.333333, 0.000001],
        voided: 100,
      },
      {
        total: 42.2532,
        parts: [12.0879, 12.0879, 12.0879, 5.9895],
        voided: 42.25,
      },
    ])(
      "of $parts void $voided of $total between them",
      async ({ total, parts, voided }) => {
        const settings = await sharingRefunds()
        const order = await anAplazameOrder(voided)
        const paymentId = await pay(order.id, total)

        for (const amount of parts) {
          const done = TestEventUtils.waitSubscribersExecution(
            "payment.refunded",
            store.container.resolve(Modules.EVENT_BUS)
          )
          const { status } = await store.admin.post(
            `/admin/payments/${paymentId}/refund`,
            { amount }
          )
          expect(status).toBe(200)
          await done
          await store.settled()
        }
        // What led to nothing isn't looked at again and again.
        await switchedOn()
        await sql(
          `update refund set created_at = now() - interval '11 minutes'`
        )
        const reduced = jest.spyOn(store.ledger, "captureReduction")
        await reconcileCancellations(store.container)
        await store.settled()
        expect(reduced).not.toHaveBeenCalled()
        reduced.mockRestore()
        settings.mockRestore()

        const voids: Cancellation[] = await store.cancellationsOf(order.id)
        expect(voids.map(({ status }) => status)).toEqual(
          voids.map(() => "succeeded")
        )
        const cents = voids.reduce(
          (sum, { amount }) => sum + Math.round(Number(amount) * 100),
          0
        )
        expect(cents).toBe(voided * 100)
        expect(
          store.sandbox.aplazame.effects.every(({ kind }) => kind === "void")
        ).toBe(true)
      }
    )
  })

  describe("the providers, as their page asks for them", () => {
    const disagreement = async (): Promise<unknown> =>
      (
        await store.admin.get<{ disagreement: unknown }>(
          "/admin/cancellation-providers"
        )
      ).data.disagreement

    const OWN = {
      providers: ["akinon", "aplazame", "climes", "fungies"],
      sources: ["order_canceled", "order_edited", "payment_refunded"],
      processes: 1,
    }

    it("say nothing where all processes have the same", async () => {
      expect(await disagreement()).toBeNull()
    })

    it("tell which of them the processes have, where they differ", async () => {
      await sql(
        `insert into cncl_process (id, providers, sources, seen_at)
         values
           ('cnpr_1', '["climes"]', '["order_canceled"]', now()),
           ('cnpr_2', '["climes"]', '["order_canceled"]', now()),
           ('cnpr_3', '["fungies"]', '[]', now() - interval '4 minutes')`
      )

      expect(await disagreement()).toEqual([
        { providers: ["climes"], sources: ["order_canceled"], processes: 2 },
        OWN,
      ])
    })
  })
})
