import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { TestEventUtils } from "@medusajs/test-utils"
import reconcileCancellations from "../../src/jobs/reconcile-cancellations"
import { type OperationContext } from "../../src/modules/cancellation/operations/context"
import { recordOrderEditWorkflow } from "../../src/workflows/record-order-edit"
import { recordRefundWorkflow } from "../../src/workflows/record-refund"
import { type Cancellation, type OrderInput, withStore } from "./support/store"

jest.setTimeout(120_000)

const SYSTEM = "pp_system_default"

withStore((store) => {
  /** Does something that emits an event, and waits for its subscribers. */
  const following = async (
    event: string,
    action: () => Promise<void>
  ): Promise<void> => {
    const done = TestEventUtils.waitSubscribersExecution(
      event,
      store.container.resolve(Modules.EVENT_BUS)
    )
    await action()
    await done
    await store.settled()
  }

  const post = async <T>(path: string, body?: unknown): Promise<T> => {
    const { status, data } = await store.admin.post<T & object>(path, body)
    if (status !== 200) {
      throw new Error(`${path} answered ${status}: ${JSON.stringify(data)}`)
    }
    return data
  }

  /** Changes quantities by title and keeps all others. Returns the change. */
  const edit = async (
    orderId: string,
    ...changes: Record<string, number>[]
  ): Promise<string> => {
    const order = await store.orders.retrieveOrder(orderId, {
      relations: ["items"],
    })
    const { order_change } = await post<{ order_change: { id: string } }>(
      "/admin/order-edits",
      { order_id: orderId }
    )
    for (const change of changes) {
      for (const [title, quantity] of Object.entries(change)) {
        const item = order.items?.find((one) => one.title === title)
        await post(`/admin/order-edits/${orderId}/items/item/${item?.id}`, {
          quantity,
        })
      }
    }
    await following("order-edit.confirmed", async () => {
      await post(`/admin/order-edits/${orderId}/request`)
      await post(`/admin/order-edits/${orderId}/confirm`)
    })
    return order_change.id
  }

  const voidsOf = async (orderId: string): Promise<Cancellation[]> =>
    (await store.cancellationsOf(orderId)).filter(({ kind }) => kind === "void")

  const anAplazameOrder = (
    input: OrderInput = {},
    total_amount = 10_000
  ): ReturnType<typeof store.createOrder> => {
    store.sandbox.aplazame.orders.create({
      mid: "apz-1",
      total_amount,
      environment: "sandbox",
    })
    return store.createOrder({
      metadata: { aplazame_order_id: "apz-1" },
      items: [{ title: "Thing", quantity: 4, unit_price: 25 }],
      ...input,
    })
  }

  const aClimesOrder = (
    climes: number,
    input: OrderInput
  ): ReturnType<typeof store.createOrder> => {
    store.sandbox.climes.orders.create({ partner_order_id: "climes-1", climes })
    return store.createOrder({
      metadata: { climes_order_id: "climes-1", climes_amount: climes },
      ...input,
    })
  }

  const climesLeft = (): unknown =>
    store.sandbox.climes.orders.get("climes-1")?.remaining_climes

  describe("an order edit", () => {
    it("voids by how much the order's total became less at Aplazame", async () => {
      const order = await anAplazameOrder()

      const changeId = await edit(order.id, { Thing: 3 })

      expect(await store.cancellationsOf(order.id)).toMatchObject([
        {
          provider_id: "aplazame",
          kind: "void",
          amount: 25,
          currency_code: "eur",
          source: "order_edited",
          source_id: changeId,
          captured_by: "event",
          status: "succeeded",
        },
      ])
      expect(
        store.sandbox.aplazame.journal.filter(({ method }) => method === "POST")
      ).toMatchObject([{ path: "/orders/apz-1/void", body: { amount: 2_500 } }])
    })

    it("makes one void when its event is delivered twice", async () => {
      const order = await anAplazameOrder()
      const changeId = await edit(order.id, { Thing: 3 })
      const [action] = await store.orders.listOrderChangeActions({
        order_change_id: changeId,
      })

      const event = { order_id: order.id, actions: [{ id: action?.id }] }
      await store.emit("order-edit.confirmed", event)
      await recordOrderEditWorkflow(store.container).run({
        input: {
          order_id: order.id,
          order_change_id: changeId,
          captured_by: "reconciliation",
        },
      })

      expect(await store.cancellationsOf(order.id)).toHaveLength(1)
      expect(store.sandbox.aplazame.effects).toHaveLength(1)
    })

    it("counts a line that it changed twice once", async () => {
      const order = await anAplazameOrder()

      await edit(order.id, { Thing: 3 }, { Thing: 2 })

      expect(await voidsOf(order.id)).toMatchObject([{ amount: 50 }])
    })

    it("voids nothing where it raises the order", async () => {
      const order = await anAplazameOrder()

      await edit(order.id, { Thing: 5 })

      expect(await store.cancellationsOf(order.id)).toEqual([])
      expect(store.sandbox.aplazame.journal).toEqual([])
    })

    it("voids exact cents of prices with taxes", async () => {
      const placed = Math.round(3 * 19.99 * 121)
      const taxed = {
        title: "Taxed",
        quantity: 3,
        unit_price: 19.99,
        tax_lines: [{ code: "vat", rate: 21 }],
      }
      const order = await anAplazameOrder({ items: [taxed] }, placed)

      await edit(order.id, { Taxed: 2 })
      await edit(order.id, { Taxed: 1 })

      const voids = await voidsOf(order.id)
      const sum = voids.reduce(
        (total, { amount }) => total + Math.round(Number(amount) * 100),
        0
      )
      expect(voids.map(({ status }) => status)).toEqual([
        "succeeded",
        "succeeded",
      ])
      expect(sum).toBe(placed - Math.round(19.99 * 121))
    })

    it("voids the units that it took off at Akinon, and of a removed line all", async () => {
      const { pk } = store.sandbox.akinon.orders.create({
        items: [11, 12, 13, 21, 22],
      })
      const order = await store.createOrder({
        metadata: { akinon_order_id: pk },
        items: [
          {
            title: "Shirt",
            quantity: 3,
            metadata: { akinon_item_ids: [11, 12, 13] },
          },
          {
            title: "Shoe",
            quantity: 2,
            metadata: { akinon_item_ids: [21, 22] },
          },
        ],
      })
      const itemId = (title: string): string | undefined =>
        order.items?.find((item) => item.title === title)?.id

      await edit(order.id, { Shirt: 1, Shoe: 0 })

      const [made, ...more] = await voidsOf(order.id)
      expect(more).toEqual([])
      expect(made).toMatchObject({
        provider_id: "akinon",
        amount: null,
        source: "order_edited",
        status: "succeeded",
      })
      // Medusa doesn't keep the order of an order's lines.
      const items = made?.items as { id: string }[]
      expect(items).toHaveLength(2)
      expect(items).toEqual(
        expect.arrayContaining([
          expect.objectContaining({
            id: itemId("Shirt"),
            quantity: 2,
            external_item_ids: [11, 12],
          }),
          expect.objectContaining({
            id: itemId("Shoe"),
            quantity: 2,
            external_item_ids: [21, 22],
          }),
        ])
      )
    })

    it("voids what is still free at Akinon, where less is than it took off", async () => {
      const { pk } = store.sandbox.akinon.orders.create({ items: [11, 12] })
      const order = await store.createOrder({
        metadata: { akinon_order_id: pk },
        items: [
          {
            title: "Shirt",
            quantity: 3,
            metadata: { akinon_item_ids: [11, 12] },
          },
        ],
      })

      await edit(order.id, { Shirt: 0 })

      expect(await voidsOf(order.id)).toMatchObject([
        { status: "succeeded", items: [{ external_item_ids: [11, 12] }] },
      ])
    })

    it("removes whole climes at Climes, and all of them in the end", async () => {
      const order = await aClimesOrder(10, {
        items: [{ title: "Thing", quantity: 3, unit_price: 33.33 }],
      })

      await edit(order.id, { Thing: 2 })
      expect(climesLeft()).toBe(7)
      await edit(order.id, { Thing: 1 })
      expect(climesLeft()).toBe(4)
      await edit(order.id, { Thing: 0 })

      expect(climesLeft()).toBe(0)
      expect(
        (await voidsOf(order.id)).map(({ amount }) => amount).sort()
      ).toEqual([3, 3, 4])
    })

    it("removes no climes for what was added and taken off again", async () => {
      const order = await aClimesOrder(10, {
        items: [{ title: "Thing", quantity: 2, unit_price: 50 }],
      })

      await edit(order.id, { Thing: 4 })
      await edit(order.id, { Thing: 2 })

      expect(await store.cancellationsOf(order.id)).toEqual([])
    })

    it("keeps a smaller share apart until it is a whole clime", async () => {
      const order = await aClimesOrder(1, {
        items: [{ title: "Thing", quantity: 2, unit_price: 50 }],
      })

      await edit(order.id, { Thing: 1 })
      expect(await store.cancellationsOf(order.id)).toEqual([])
      await edit(order.id, { Thing: 0 })

      expect(await voidsOf(order.id)).toMatchObject([
        { amount: 1, status: "succeeded" },
      ])
    })

    it("tells Fungies nothing, and says so in the log", async () => {
      store.sandbox.fungies.orders.create({ number: "#1" })
      const order = await store.createOrder({
        metadata: { fungies_order_id: "#1" },
        items: [{ title: "Key", quantity: 2 }],
      })
      const info = jest.spyOn(
        store.container.resolve(ContainerRegistrationKeys.LOGGER),
        "info"
      )

      await edit(order.id, { Key: 1 })

      expect(await store.cancellationsOf(order.id)).toEqual([])
      expect(info.mock.calls.flat().join("\n")).toContain(
        `"fungies" can't void a part of an order`
      )
      info.mockRestore()
    })

    it("leaves to a person what exceeds what remains, and sends nothing", async () => {
      store.sandbox.aplazame.orders.create({
        mid: "apz-1",
        total_amount: 3_000,
        environment: "sandbox",
      })
      const order = await store.createOrder({
        metadata: { aplazame_order_id: "apz-1", aplazame_amount: 30 },
        items: [{ title: "Thing", quantity: 4, unit_price: 25 }],
      })
      const error = jest.spyOn(
        store.container.resolve(ContainerRegistrationKeys.LOGGER),
        "error"
      )

      await edit(order.id, { Thing: 2 })

      const [refused] = await voidsOf(order.id)
      const message =
        '50 EUR was taken off the order, but only 30 EUR of 30 EUR remain to be voided at "aplazame".'
      expect(refused).toMatchObject({
        amount: 50,
        status: "rejected",
        attempt_count: 0,
        last_error: {
          code: "exceeds_remaining",
          message: expect.stringContaining(message),
        },
      })
      expect(store.sandbox.aplazame.journal).toEqual([])
      expect(error.mock.calls).toEqual([
        [expect.stringMatching(new RegExp(`${order.id}.*${message}`))],
      ])
      error.mockRestore()

      // Nothing is reserved, and it can be retried once the amount is right.
      const { voids } = (
        await store.admin.get<{ voids: { provider_order_id: string }[] }>(
          `/admin/orders/${order.id}/voids`
        )
      ).data
      expect(voids).toMatchObject([{ remaining: 30, reserved: 0 }])
      await post(
        `/admin/orders/${order.id}/provider-orders/${voids[0]?.provider_order_id}`,
        { amount: 100 }
      )
      store.sandbox.reset()
      store.sandbox.aplazame.orders.create({
        mid: "apz-1",
        total_amount: 10_000,
        environment: "sandbox",
      })
      await post(`/admin/cancellations/${refused?.id}/retry`)
      await store.settled()
      expect(await voidsOf(order.id)).toMatchObject([{ status: "succeeded" }])
    })

    it("doesn't choose between two Aplazame orders", async () => {
      const order = await anAplazameOrder()
      await store.admin.post(`/admin/orders/${order.id}/provider-orders`, {
        provider_id: "aplazame",
        external_id: "apz-2",
        amount: 100,
      })
      await edit(order.id, { Thing: 3 })

      expect(await voidsOf(order.id)).toMatchObject([
        { status: "rejected", last_error: { code: "ambiguous" } },
        { status: "rejected", last_error: { code: "ambiguous" } },
      ])
      expect(store.sandbox.aplazame.journal).toEqual([])
    })

    it("tells each of those that keep the order itself, and not its money", async () => {
      const { registry } = (
        store.ledger as unknown as { context: OperationContext }
      ).context
      const known = registry.matchingSettings()
      jest
        .spyOn(registry, "matchingSettings")
        .mockReturnValue(
          known.map((one) => ({ ...one, uses_medusa_ids: true }))
        )
      const order = await anAplazameOrder()
      store.sandbox.aplazame.orders.create({
        mid: "apz-2",
        total_amount: 10_000,
        environment: "sandbox",
      })
      await post(`/admin/orders/${order.id}/provider-orders`, {
        provider_id: "aplazame",
        external_id: "apz-2",
        amount: 100,
      })
      await edit(order.id, { Thing: 3 })
      jest.restoreAllMocks()

      expect(await voidsOf(order.id)).toMatchObject([
        { status: "succeeded", amount: 25 },
        { status: "succeeded", amount: 25 },
      ])
    })

    it("takes a credit line for no edit", async () => {
      const order = await anAplazameOrder()
      await post(`/admin/orders/${order.id}/credit-lines`, {
        amount: 10,
        reference: "goodwill",
        reference_id: "1",
      })
      const [change] = await store.orders.listOrderChanges({
        order_id: order.id,
      })

      await recordOrderEditWorkflow(store.container).run({
        input: { order_id: order.id, order_change_id: change?.id },
      })
      expect(await store.cancellationsOf(order.id)).toEqual([])

      await edit(order.id, { Thing: 3 })
      expect(await voidsOf(order.id)).toMatchObject([{ amount: 25 }])
    })

    it("is followed by a whole cancel that cancels the remainder only", async () => {
      const order = await anAplazameOrder()
      await edit(order.id, { Thing: 3 })

      await store.cancelOrder(order.id)

      expect(store.sandbox.aplazame.effects.map(({ kind }) => kind)).toEqual([
        "void",
        "cancel",
      ])
      const byKind = Object.fromEntries(
        (await store.cancellationsOf(order.id)).map(({ kind, status }) => [
          kind,
          status,
        ])
      )
      expect(byKind).toEqual({ void: "succeeded", cancel: "succeeded" })
    })

    it("is followed by a whole cancel that finds everything voided", async () => {
      const order = await anAplazameOrder()
      await edit(order.id, { Thing: 0 })

      await store.cancelOrder(order.id)

      expect(store.sandbox.aplazame.effects.map(({ kind }) => kind)).toEqual([
        "void",
      ])
      expect(await store.cancellationsOf(order.id)).toMatchObject([
        { status: "succeeded" },
        { status: "succeeded" },
      ])
    })

    it("has its waiting void superseded by a whole cancel", async () => {
      const order = await anAplazameOrder()
      await store.admin.post("/admin/cancellation-providers/aplazame/pause")
      await edit(order.id, { Thing: 3 })
      expect(await voidsOf(order.id)).toMatchObject([{ status: "pending" }])

      await store.cancelOrder(order.id)
      await store.admin.post("/admin/cancellation-providers/aplazame/resume")
      await store.settled()

      expect(await voidsOf(order.id)).toMatchObject([{ status: "superseded" }])
      expect(store.sandbox.aplazame.effects.map(({ kind }) => kind)).toEqual([
        "cancel",
      ])
    })

    it("voids nothing in an order that is cancelled by then", async () => {
      const order = await anAplazameOrder()
      const automation = jest
        .spyOn(store.ledger, "automation")
        .mockResolvedValue({
          orderCanceled: true,
          orderEdited: false,
          paymentRefunded: false,
        })
      const changeId = await edit(order.id, { Thing: 3 })
      automation.mockRestore()
      expect(await store.cancellationsOf(order.id)).toEqual([])
      await store.cancelOrder(order.id)

      await recordOrderEditWorkflow(store.container).run({
        input: { order_id: order.id, order_change_id: changeId },
      })

      expect(await voidsOf(order.id)).toEqual([])
    })

    it("doesn't harm the store where it can't be captured", async () => {
      const order = await anAplazameOrder()
      const broken = jest
        .spyOn(store.ledger, "captureReduction")
        .mockRejectedValue(new Error("the ledger is gone"))

      const error = jest.spyOn(
        store.container.resolve(ContainerRegistrationKeys.LOGGER),
        "error"
      )

      await edit(order.id, { Thing: 3 })
      broken.mockRestore()

      expect((await store.orders.retrieveOrder(order.id)).version).toBe(2)
      expect(error.mock.calls).toEqual([
        [expect.stringMatching(`${order.id}.*the ledger is gone$`)],
      ])
      error.mockRestore()
    })
  })

  describe("an order edit that a reconciliation finds", () => {
    const missed = async (orderId: string): Promise<string> => {
      const lost = jest.spyOn(store.ledger, "automation").mockResolvedValue({
        orderCanceled: true,
        orderEdited: false,
        paymentRefunded: false,
      })
      const changeId = await edit(orderId, { Thing: 3 })
      lost.mockRestore()
      return changeId
    }

    const reconcile = async (orderId: string, id: string): Promise<void> => {
      await recordOrderEditWorkflow(store.container).run({
        input: {
          order_id: orderId,
          order_change_id: id,
          captured_by: "reconciliation",
        },
      })
      await store.settled()
    }

    const sql = async (statement: string): Promise<void> => {
      await store.container.resolve("__pg_connection__").raw(statement)
    }

    const startedBefore = (): Promise<void> =>
      sql(
        `insert into cncl_start_time (id, provider_id, source, enabled_at)
         select 'cnst_' || source, 'aplazame', source, now() - interval '1 hour'
         from unnest(array['order_edited', 'payment_refunded']) source
         on conflict (provider_id, source) where deleted_at is null
         do update set enabled_at = excluded.enabled_at`
      )

    it("is captured", async () => {
      const order = await anAplazameOrder()
      await store.emit("order.placed", { id: order.id })
      await startedBefore()
      const changeId = await missed(order.id)

      await reconcile(order.id, changeId)
      // Medusa may undo it within two minutes.
      expect(await voidsOf(order.id)).toEqual([])
      await sql(
        `update order_change set confirmed_at = now() - interval '3 minutes'`
      )
      await sql(
        `update cncl_provider_order set created_at = now() - interval '1 hour'`
      )
      await reconcile(order.id, changeId)

      expect(await voidsOf(order.id)).toMatchObject([
        { amount: 25, captured_by: "reconciliation", status: "succeeded" },
      ])
    })

    it("is found by the job, and captured once", async () => {
      const order = await anAplazameOrder()
      await store.emit("order.placed", { id: order.id })
      await startedBefore()
      const changeId = await missed(order.id)
      await sql(
        `update order_change set confirmed_at = now() - interval '3 minutes'`
      )
      await sql(
        `update cncl_provider_order set created_at = now() - interval '1 hour'`
      )

      for (let run = 0; run < 2; run++) {
        await reconcileCancellations(store.container)
        await store.settled()
      }

      expect(await voidsOf(order.id)).toMatchObject([
        {
          amount: 25,
          source: "order_edited",
          source_id: changeId,
          captured_by: "reconciliation",
          status: "succeeded",
        },
      ])
      expect(store.sandbox.aplazame.effects).toHaveLength(1)
    })

    it("is not, where it is older than the start time", async () => {
      const order = await anAplazameOrder()
      await store.emit("order.placed", { id: order.id })
      await startedBefore()
      const changeId = await missed(order.id)
      await sql(
        `update cncl_start_time set enabled_at = now() + interval '1 minute'`
      )

      await reconcile(order.id, changeId)

      expect(await store.cancellationsOf(order.id)).toEqual([])
    })

    it("is not, where the order may have been a draft when it was made", async () => {
      const order = await anAplazameOrder()
      await startedBefore()
      const changeId = await missed(order.id)
      await sql(
        `update order_change set confirmed_at = now() - interval '30 minutes'`
      )

      await reconcile(order.id, changeId)

      expect(await store.cancellationsOf(order.id)).toEqual([])
    })
  })

  describe("a refund", () => {
    let settings: jest.SpyInstance

    beforeEach(async () => {
      const known = await store.ledger.matchingSettings()
      const { registry } = (
        store.ledger as unknown as { context: OperationContext }
      ).context
      settings = jest
        .spyOn(registry, "matchingSettings")
        .mockReturnValue(
          known.map((one) =>
            one.provider_id === "aplazame"
              ? { ...one, refunds_of: [SYSTEM] }
              : one
          )
        )
    })

    afterEach(() => {
      settings.mockRestore()
    })

    /** Paid through Medusa's own payment provider, and captured. */
    const pay = async (orderId: string, amount = 100): Promise<string> => {
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
      await post(`/admin/payments/${payment.id}/capture`)
      return payment.id
    }

    const refund = (paymentId: string, amount?: number): Promise<void> =>
      following("payment.refunded", async () => {
        await post(`/admin/payments/${paymentId}/refund`, { amount })
      })

    const refundsOf = async (paymentId: string): Promise<string[]> =>
      (
        await store.container.resolve(Modules.PAYMENT).listRefunds(
          { payment_id: [paymentId] },
          {
            order: { created_at: "ASC" },
          }
        )
      ).map(({ id }) => id)

    it("voids its amount, each one once", async () => {
      const order = await anAplazameOrder()
      const paymentId = await pay(order.id)

      await refund(paymentId, 12.34)
      await refund(paymentId, 20)
      await store.emit("payment.refunded", { id: paymentId })

      const [first, second] = await refundsOf(paymentId)
      const voids = await voidsOf(order.id)
      expect(voids).toHaveLength(2)
      expect(voids).toEqual(
        expect.arrayContaining([
          expect.objectContaining({
            provider_id: "aplazame",
            amount: 12.34,
            source: "payment_refunded",
            source_id: first,
            captured_by: "event",
            status: "succeeded",
          }),
          expect.objectContaining({ amount: 20, source_id: second }),
        ])
      )
      expect(
        store.sandbox.aplazame.journal
          .filter(({ method }) => method === "POST")
          .map(({ body }) => body)
      ).toEqual([{ amount: 1_234 }, { amount: 2_000 }])
    })

    it("of a taxed total, which has more decimals than its currency, voids what was paid: cents", async () => {
      const order = await anAplazameOrder()

      // Three of 9.99 EUR with a tax of 21 %. Medusa refunds all of it.
      await refund(await pay(order.id, 36.2637))

      expect(await voidsOf(order.id)).toMatchObject([
        { amount: 36.26, status: "succeeded" },
      ])
    })

    it("concerns no provider that doesn't name its payment provider", async () => {
      settings.mockRestore()
      const order = await anAplazameOrder()

      await refund(await pay(order.id), 10)

      expect(await store.cancellationsOf(order.id)).toEqual([])
    })

    it("is left to a person where it exceeds what remains", async () => {
      store.sandbox.aplazame.orders.create({
        mid: "apz-1",
        total_amount: 3_000,
        environment: "sandbox",
      })
      const order = await store.createOrder({
        metadata: { aplazame_order_id: "apz-1", aplazame_amount: 30 },
        items: [{ title: "Thing", quantity: 4, unit_price: 25 }],
      })

      await refund(await pay(order.id), 40)

      expect(await voidsOf(order.id)).toMatchObject([
        {
          amount: 40,
          status: "rejected",
          last_error: {
            code: "exceeds_remaining",
            message: expect.stringContaining("40 EUR was refunded"),
          },
        },
      ])
      expect(store.sandbox.aplazame.journal).toEqual([])
    })

    it("is not captured in an order that is cancelled, with what cancelling refunds", async () => {
      const order = await anAplazameOrder()
      const paymentId = await pay(order.id)
      await refund(paymentId, 10)

      await store.cancelOrder(order.id)
      await store.emit("payment.refunded", { id: paymentId })
      for (const captured_by of ["event", "reconciliation"] as const) {
        await recordRefundWorkflow(store.container).run({
          input: { payment_id: paymentId, captured_by },
        })
      }
      await store.settled()

      expect(await refundsOf(paymentId)).toHaveLength(2)
      expect(await voidsOf(order.id)).toHaveLength(1)
      expect(store.sandbox.aplazame.effects.map(({ kind }) => kind)).toEqual([
        "void",
        "cancel",
      ])
    })

    it("is found by a reconciliation once it is ten minutes old, and no older than the start time", async () => {
      const order = await anAplazameOrder()
      const paymentId = await pay(order.id)
      const lost = jest.spyOn(store.ledger, "automation").mockResolvedValue({
        orderCanceled: true,
        orderEdited: false,
        paymentRefunded: false,
      })
      await refund(paymentId, 10)
      lost.mockRestore()
      const [refundId] = await refundsOf(paymentId)
      const reconcile = async (): Promise<number> => {
        await recordRefundWorkflow(store.container).run({
          input: {
            payment_id: paymentId,
            refund_id: refundId,
            captured_by: "reconciliation",
          },
        })
        await store.settled()
        return (await voidsOf(order.id)).length
      }
      const sql = store.container.resolve("__pg_connection__")

      expect(await reconcile()).toBe(0)
      await sql.raw(
        `update refund set created_at = now() - interval '11 minutes'`
      )
      expect(await reconcile()).toBe(0)
      await sql.raw(
        `insert into cncl_start_time (id, provider_id, source, enabled_at)
         values ('cnst_1', 'aplazame', 'payment_refunded',
           now() - interval '1 hour')
         on conflict (provider_id, source) where deleted_at is null
         do update set enabled_at = excluded.enabled_at`
      )
      expect(await reconcile()).toBe(1)
      expect(await reconcile()).toBe(1)
    })

    it("is found by the job, and captured once", async () => {
      const order = await anAplazameOrder()
      await store.emit("order.placed", { id: order.id })
      const paymentId = await pay(order.id)
      const lost = jest.spyOn(store.ledger, "automation").mockResolvedValue({
        orderCanceled: true,
        orderEdited: false,
        paymentRefunded: false,
      })
      await refund(paymentId, 10)
      lost.mockRestore()
      const sql = store.container.resolve("__pg_connection__")
      await sql.raw(
        `update refund set created_at = now() - interval '11 minutes'`
      )
      await sql.raw(
        `insert into cncl_start_time (id, provider_id, source, enabled_at)
         values ('cnst_1', 'aplazame', 'payment_refunded',
           now() - interval '1 hour')
         on conflict (provider_id, source) where deleted_at is null
         do update set enabled_at = excluded.enabled_at`
      )

      for (let run = 0; run < 2; run++) {
        await reconcileCancellations(store.container)
        await store.settled()
      }

      expect(await voidsOf(order.id)).toMatchObject([
        {
          amount: 10,
          source: "payment_refunded",
          captured_by: "reconciliation",
        },
      ])
      expect(store.sandbox.aplazame.effects).toHaveLength(1)
    })
  })
})
