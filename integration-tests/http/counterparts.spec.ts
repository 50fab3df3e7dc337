import { type OrderDTO } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { TestEventUtils } from "@medusajs/test-utils"
import { type OperationContext } from "../../src/modules/cancellation/operations/context"
import { type MatchingSettings } from "../../src/modules/cancellation/types"
import {
  PAYMENT_PROVIDER,
  authorise,
  openCollectionOf,
  payFirst,
  usePaymentProvider,
} from "./support/payments"
import { type Answer, type OrderInput, withStore } from "./support/store"

jest.setTimeout(120_000)

/** Which of an order's counterparts a cancellation is sent for. */
withStore((store) => {
  const post = async <T>(path: string, body?: unknown): Promise<T> => {
    const { status, data } = await store.admin.post<T & object>(path, body)
    if (status >= 300) {
      throw new Error(`${path} answered ${status}: ${JSON.stringify(data)}`)
    }
    return data
  }

  /** Does something that emits an event, and waits for its subscribers. */
  const following = async (
    event: string,
    action: () => Promise<unknown>
  ): Promise<void> => {
    const done = TestEventUtils.waitSubscribersExecution(
      event,
      store.container.resolve(Modules.EVENT_BUS)
    )
    await action()
    await done
    await store.settled()
  }

  const configure = (fields: Partial<MatchingSettings>): void => {
    const { registry } = (
      store.ledger as unknown as { context: OperationContext }
    ).context
    const known = registry.matchingSettings()
    jest
      .spyOn(registry, "matchingSettings")
      .mockReturnValue(
        known.map((one) =>
          one.provider_id === "aplazame" ? { ...one, ...fields } : one
        )
      )
  }

  afterEach(() => {
    jest.restoreAllMocks()
  })

  const atAplazame = (mid: string, total_amount = 10_000): void => {
    store.sandbox.aplazame.orders.create({
      mid,
      total_amount,
      environment: "sandbox",
    })
  }

  /** The requests to Aplazame, without reads. */
  const asked = (): string[] =>
    store.sandbox.aplazame.journal
      .filter(({ method }) => method !== "GET")
      .map(({ method, path }) => `${method} ${path}`)

  const externalIds = async (orderId: string): Promise<string[]> => {
    const { data } = await store.admin.get<{
      provider_orders: { external_id: string; total: number | null }[]
    }>(`/admin/orders/${orderId}/provider-orders`)
    return data.provider_orders.map(
      ({ external_id, total }) => `${external_id} ${total}`
    )
  }

  const providerOrderOf = async (
    orderId: string,
    externalId: string
  ): Promise<string> => {
    const { data } = await store.admin.get<{
      provider_orders: { id: string; external_id: string }[]
    }>(`/admin/orders/${orderId}/provider-orders`)
    const found = data.provider_orders.find(
      ({ external_id }) => external_id === externalId
    )
    if (!found) {
      throw new Error(`${externalId} is not known`)
    }
    return found.id
  }

  const write = (
    orderId: string,
    metadata: Record<string, unknown>
  ): Promise<unknown> => post(`/admin/orders/${orderId}`, { metadata })

  describe("where payments name them", () => {
    beforeEach(() => {
      configure({ external_id_from: "payment.data.mid" })
      for (const mid of ["mid-1", "mid-2"]) {
        atAplazame(mid)
      }
    })

    const aPaidOrder = async (): Promise<{
      order: OrderDTO
      paymentId: string
    }> => {
      const order = await store.createOrder({
        items: [{ title: "Thing", quantity: 4, unit_price: 25 }],
      })
      const paymentId = await payFirst(store, order.id, 100, "mid-1")
      await store.emit("order.placed", { id: order.id })
      return { order, paymentId }
    }

    const raise = async ({ id }: OrderDTO): Promise<void> => {
      const { items } = await store.orders.retrieveOrder(id, {
        relations: ["items"],
      })
      await post("/admin/order-edits", { order_id: id })
      await post(`/admin/order-edits/${id}/items/item/${items?.[0]?.id}`, {
        quantity: 5,
      })
      await following("order-edit.confirmed", async () => {
        await post(`/admin/order-edits/${id}/request`)
        await post(`/admin/order-edits/${id}/confirm`)
      })
    }

    const payAgain = async ({ id }: OrderDTO): Promise<string> =>
      authorise(store, await openCollectionOf(store, id), "mid-2")

    it("tells the payment that was made again after an edit, and not the dead one", async () => {
      usePaymentProvider(store)
      const { order } = await aPaidOrder()
      expect(await externalIds(order.id)).toEqual(["mid-1 100"])
      await raise(order)
      await payAgain(order)

      await store.cancelOrder(order.id)

      expect(asked()).toEqual(["POST /orders/mid-2/cancel"])
      expect(await store.cancellationsOf(order.id)).toMatchObject([
        { external_id: "mid-2", kind: "cancel", status: "succeeded" },
      ])
      expect(await externalIds(order.id)).toEqual(["mid-2 125"])
    })

    it("tells it also when the order is cancelled hours later, and seen in between", async () => {
      usePaymentProvider(store)
      const { order } = await aPaidOrder()
      await raise(order)
      expect(await externalIds(order.id)).toEqual([])
      await payAgain(order)
      expect(await externalIds(order.id)).toEqual(["mid-2 125"])
      for (const statement of [
        `update payment set canceled_at = canceled_at - interval '5 hours'`,
        `update payment_collection set created_at = created_at - interval '5 hours',
           updated_at = updated_at - interval '5 hours'`,
      ]) {
        await store.container.resolve("__pg_connection__").raw(statement)
      }

      await store.cancelOrder(order.id)

      expect(asked()).toEqual(["POST /orders/mid-2/cancel"])
    })

    it("tells it also where the payment provider forgets a cancelled payment's data", async () => {
      usePaymentProvider(store, {})
      const { order } = await aPaidOrder()
      await raise(order)
      await payAgain(order)

      await store.cancelOrder(order.id)

      expect(asked()).toEqual(["POST /orders/mid-2/cancel"])
    })

    it("tells it beside the one that has voids", async () => {
      usePaymentProvider(store)
      const { order } = await aPaidOrder()
      await post(`/admin/orders/${order.id}/voids`, {
        provider_order_id: await providerOrderOf(order.id, "mid-1"),
        amount: 20,
      })
      await store.settled()
      await raise(order)
      await payAgain(order)

      await store.cancelOrder(order.id)

      expect(asked().filter((call) => call.includes("mid-2"))).toEqual([
        "POST /orders/mid-2/cancel",
      ])
      const cancellations = await store.cancellationsOf(order.id)
      expect(
        cancellations
          .map(({ external_id, kind }) => `${String(external_id)} ${kind}`)
          .sort()
      ).toEqual(["mid-1 cancel", "mid-1 void", "mid-2 cancel"])
    })

    it("tells none where it was not paid again", async () => {
      usePaymentProvider(store)
      const { order } = await aPaidOrder()
      await raise(order)

      await store.cancelOrder(order.id)

      expect(asked()).toEqual([])
      expect(await externalIds(order.id)).toEqual([])
    })

    it("tells both where one was captured, and one is for the difference", async () => {
      usePaymentProvider(store)
      const { order, paymentId } = await aPaidOrder()
      await post(`/admin/payments/${paymentId}/capture`)
      await raise(order)
      await payAgain(order)
      expect(await externalIds(order.id)).toEqual(["mid-1 100", "mid-2 25"])

      await store.cancelOrder(order.id)

      expect(asked().sort()).toEqual([
        "POST /orders/mid-1/cancel",
        "POST /orders/mid-2/cancel",
      ])
    })

    it("voids a refund at the one whose payment was refunded", async () => {
      configure({
        external_id_from: "payment.data.mid",
        refunds_of: [PAYMENT_PROVIDER],
      })
      usePaymentProvider(store)
      const { order, paymentId } = await aPaidOrder()
      await post(`/admin/payments/${paymentId}/capture`)
      await raise(order)
      const second = await payAgain(order)
      await post(`/admin/payments/${second}/capture`)

      await following("payment.refunded", () =>
        post(`/admin/payments/${second}/refund`, { amount: 5 })
      )

      expect(await store.cancellationsOf(order.id)).toMatchObject([
        {
          external_id: "mid-2",
          kind: "void",
          amount: 5,
          source: "payment_refunded",
          status: "succeeded",
        },
      ])
    })

    /** An order with two captured payments, whose refunds Aplazame hears of. */
    const aTwicePaidOrder = async (
      secondMid: string
    ): Promise<{ order: OrderDTO; first: string; second: string }> => {
      configure({
        external_id_from: "payment.data.mid",
        refunds_of: [PAYMENT_PROVIDER],
      })
      usePaymentProvider(store)
      const { order, paymentId: first } = await aPaidOrder()
      await post(`/admin/payments/${first}/capture`)
      await raise(order)
      const second = await authorise(
        store,
        await openCollectionOf(store, order.id),
        secondMid
      )
      await post(`/admin/payments/${second}/capture`)
      return { order, first, second }
    }

    const refund = (paymentId: string, amount: number): Promise<void> =>
      following("payment.refunded", () =>
        post(`/admin/payments/${paymentId}/refund`, { amount })
      )

    it("puts a refund before a person where only another payment's one is left", async () => {
      const { order, first } = await aTwicePaidOrder("mid-2")
      const removed = await providerOrderOf(order.id, "mid-1")
      await store.admin.delete(
        `/admin/orders/${order.id}/provider-orders/${removed}`
      )
      expect(await externalIds(order.id)).toEqual(["mid-2 25"])

      await refund(first, 20)

      expect(asked()).toEqual([])
      expect(await store.cancellationsOf(order.id)).toMatchObject([
        {
          external_id: "mid-2",
          amount: 20,
          status: "rejected",
          last_error: {
            code: "ambiguous",
            message: expect.stringContaining("another payment"),
          },
        },
      ])
    })

    it("voids a refund at the one that two payments stand for", async () => {
      const { order, second } = await aTwicePaidOrder("mid-1")
      expect(await externalIds(order.id)).toEqual(["mid-1 100"])

      await refund(second, 5)

      expect(await store.cancellationsOf(order.id)).toMatchObject([
        { external_id: "mid-1", amount: 5, status: "succeeded" },
      ])
    })

    it("gives a registered one the amount of the payment that names it", async () => {
      usePaymentProvider(store)
      const { order, paymentId } = await aPaidOrder()
      await post(`/admin/payments/${paymentId}/capture`)
      await raise(order)
      await payAgain(order)

      const { provider_order } = await post<{
        provider_order: { total: number }
      }>(`/admin/orders/${order.id}/provider-orders`, {
        provider_id: "aplazame",
        external_id: "mid-2",
      })

      expect(provider_order.total).toBe(25)
    })
  })

  describe("where the order's metadata names one", () => {
    beforeEach(() => {
      for (const mid of ["a", "b", "x"]) {
        atAplazame(mid)
      }
    })

    it("records a new one beside one that was cancelled by hand, and tells it", async () => {
      const order = await store.createOrder({
        metadata: { aplazame_order_id: "a" },
      })
      await post(`/admin/orders/${order.id}/cancellations`, {
        provider_order_id: await providerOrderOf(order.id, "a"),
      })
      await store.settled()
      await write(order.id, { aplazame_order_id: "b" })

      await store.cancelOrder(order.id)

      expect(asked()).toEqual([
        "POST /orders/a/cancel",
        "POST /orders/b/cancel",
      ])
      expect(await externalIds(order.id)).toEqual(["a 100", "b 100"])
    })

    const twoOrders = async (): Promise<[first: string, second: string]> => {
      const first = await store.createOrder({
        metadata: { aplazame_order_id: "x" },
      })
      await store.emit("order.placed", { id: first.id })
      const second = await store.createOrder()
      return [first.id, second.id]
    }

    it("sends nothing for one that was taken out, and gives it to the order that has it now", async () => {
      const [first, second] = await twoOrders()
      expect(await externalIds(first)).toEqual(["x 100"])
      await write(first, { aplazame_order_id: "" })
      await write(second, { aplazame_order_id: "x" })

      await store.cancelOrder(first)

      expect(asked()).toEqual([])
      expect(await externalIds(first)).toEqual([])
      expect(await externalIds(second)).toEqual(["x 100"])
      await store.cancelOrder(second)
      expect(asked()).toEqual(["POST /orders/x/cancel"])
    })

    it("gives it to the order that has it now, though the first was not looked at since", async () => {
      const [first, second] = await twoOrders()
      await write(first, { aplazame_order_id: "" })
      await write(second, { aplazame_order_id: "x" })

      await store.cancelOrder(second)

      expect(await store.cancellationsOf(second)).toMatchObject([
        { external_id: "x", status: "succeeded" },
      ])
      await store.cancelOrder(first)
      expect(asked()).toEqual(["POST /orders/x/cancel"])
    })

    it("leaves it to the first as long as that names it", async () => {
      const [first, second] = await twoOrders()
      await write(second, { aplazame_order_id: "x" })

      await store.cancelOrder(second)

      expect(asked()).toEqual([])
      expect(await externalIds(first)).toEqual(["x 100"])
    })

    it("finds it again when it comes back", async () => {
      const [first] = await twoOrders()
      await write(first, { aplazame_order_id: "" })
      expect(await externalIds(first)).toEqual([])
      await write(first, { aplazame_order_id: "x" })

      await store.cancelOrder(first)

      expect(asked()).toEqual(["POST /orders/x/cancel"])
    })

    it("lets it be registered for another order once it was taken out", async () => {
      const [first, second] = await twoOrders()
      const register = (): Promise<Answer<object>> =>
        store.admin.post(`/admin/orders/${second}/provider-orders`, {
          provider_id: "aplazame",
          external_id: "x",
        })
      expect((await register()).status).toBe(409)
      await write(first, { aplazame_order_id: "" })

      expect((await register()).status).toBe(200)

      await store.cancelOrder(first)
      expect(asked()).toEqual([])
    })

    it("keeps one that was registered, though the metadata names it no more", async () => {
      const order = await store.createOrder()
      await post(`/admin/orders/${order.id}/provider-orders`, {
        provider_id: "aplazame",
        external_id: "x",
      })
      await write(order.id, { aplazame_order_id: "" })

      await store.cancelOrder(order.id)

      expect(asked()).toEqual(["POST /orders/x/cancel"])
    })

    it("keeps one that was found before the provider was configured anew", async () => {
      const [first] = await twoOrders()
      configure({ external_id_from: "payment.data.mid" })

      await store.cancelOrder(first)

      expect(asked()).toEqual(["POST /orders/x/cancel"])
    })
  })

  describe("where the store gives its orders numbers of its own", () => {
    /** A custom display id, as Medusa's `generateCustomDisplayId` makes one. */
    const aNumberedOrder = async (
      input: OrderInput = {}
    ): Promise<OrderDTO> => {
      const order = await store.createOrder(input)
      await store.container
        .resolve("__pg_connection__")
        .raw(`update "order" set custom_display_id = 'SHOP-7' where id = ?`, [
          order.id,
        ])
      return order
    }

    const idsFor = async (q: string): Promise<string[]> => {
      const { data } = await store.admin.get<{
        cancellations: { order_id: string }[]
      }>(`/admin/cancellations?q=${encodeURIComponent(q)}`)
      return data.cancellations.map(({ order_id }) => order_id)
    }

    it("shows them, and finds by them", async () => {
      atAplazame("x")
      const order = await aNumberedOrder({
        metadata: { aplazame_order_id: "x" },
      })
      await store.cancelOrder(order.id)

      expect(await store.cancellationsOf(order.id)).toMatchObject([
        {
          order_display_id: order.display_id,
          order_custom_display_id: "SHOP-7",
        },
      ])
      for (const q of ["SHOP-7", "shop-7", "#SHOP-7", "SHOP"]) {
        expect(await idsFor(q)).toEqual([order.id])
      }
      expect(await idsFor("SHOP-8")).toEqual([])
      const { data } = await store.admin.get<{
        provider_orders: { order_custom_display_id: string }[]
      }>(`/admin/orders/${order.id}/provider-orders`)
      expect(data.provider_orders).toMatchObject([
        { order_custom_display_id: "SHOP-7" },
      ])
    })

    it("calls the counterpart by them, and writes nothing when an order is placed", async () => {
      configure({ external_id_from: "custom_display_id" })
      atAplazame("SHOP-7")
      const order = await aNumberedOrder()
      await store.emit("order.placed", { id: order.id })
      expect(await store.ledger.listProviderOrders({})).toEqual([])

      await store.cancelOrder(order.id)

      expect(asked()).toEqual(["POST /orders/SHOP-7/cancel"])
    })
  })
})
