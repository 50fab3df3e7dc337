import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { TestEventUtils } from "@medusajs/test-utils"
import { erpEnvironmentOf } from "../../sandbox/access"
import reconcile from "../../src/jobs/reconcile-cancellations"
import { backfillOrderCancellationsWorkflow } from "../../src/workflows"
import { type Cancellation, withStore } from "./support/store"

jest.setTimeout(120_000)

const CHAIRS = {
  items: [
    { title: "Oak chair", quantity: 3, unit_price: 90 },
    { title: "Poster", quantity: 1, unit_price: 10 },
  ],
}

/** An ERP that was connected by its address and a secret, and nothing else. */
withStore((store) => {
  const post = async <T>(path: string, body?: unknown): Promise<T> => {
    const { status, data } = await store.admin.post<T & object>(path, body)
    if (status >= 300) {
      throw new Error(`${path} answered ${status}: ${JSON.stringify(data)}`)
    }
    return data
  }

  const providerOrdersOf = async (orderId: string) =>
    (
      await store.admin.get<{ provider_orders: Record<string, unknown>[] }>(
        `/admin/orders/${orderId}/provider-orders`
      )
    ).data.provider_orders

  /** What the ERP was told, and verified. */
  const told = () =>
    store.sandbox.erp.journal.flatMap(({ method, status, body }) =>
      method === "POST" && status === 200 ? [body] : []
    )

  const lineOf = async (orderId: string, title: string): Promise<string> => {
    const { items = [] } = await store.orders.retrieveOrder(orderId, {
      relations: ["items"],
    })
    return items.find((one) => one.title === title)?.id ?? ""
  }

  describe("a webhook", () => {
    it("hears of a cancelled order for which nothing was registered", async () => {
      const order = await store.createOrder(CHAIRS)
      await store.cancelOrder(order.id)

      const [cancellation] = await store.cancellationsOf(order.id)
      expect(cancellation).toMatchObject({
        provider_id: "erp",
        external_id: order.id,
        order_url: `https://erp.example.com/orders/${order.id}`,
        status: "succeeded",
        provider_reference: `ERP-${cancellation?.id.slice(-6)}`,
      })
      expect(told()).toEqual([
        {
          type: "order.canceled",
          timestamp: expect.stringMatching(/^\d{4}-.*Z$/),
          data: {
            cancellation_id: cancellation?.id,
            order_id: order.id,
            order_display_id: order.display_id,
            external_id: order.id,
            amount: null,
            currency_code: null,
            items: null,
            reason: null,
            note: null,
            source: "order_canceled",
            remaining: 0,
          },
        },
      ])
      expect(JSON.stringify(store.sandbox.erp.journal)).not.toContain(
        "shopper@example.com"
      )
    })

    it("is told which items a void takes off, by their names", async () => {
      const order = await store.createOrder(CHAIRS)
      const [erp] = await providerOrdersOf(order.id)
      const chair = await lineOf(order.id, "Oak chair")
      const asked = {
        provider_order_id: erp?.id,
        items: [{ id: chair, quantity: 2, reason: "damaged" }],
        note: "seen by Kim",
      }
      const { preview } = await post<{
        preview: { request: { body: unknown }; remaining_after: number }
      }>(`/admin/orders/${order.id}/voids/preview`, asked)
      expect(told()).toEqual([])
      const { cancellation } = await post<{ cancellation: Cancellation }>(
        `/admin/orders/${order.id}/voids`,
        asked
      )

      expect(cancellation).toMatchObject({ status: "succeeded" })
      const message = {
        type: "order.partially_canceled",
        data: {
          amount: null,
          items: [
            {
              line_item_id: chair,
              sku: null,
              title: "Oak chair",
              quantity: 2,
              external_item_ids: [`${chair}#1`, `${chair}#2`],
              reason: "damaged",
            },
          ],
          note: "seen by Kim",
          source: "admin",
          remaining: 2,
        },
      }
      expect(told()).toMatchObject([message])
      expect(preview).toMatchObject({ remaining_after: 2 })
      expect(preview.request.body).toMatchObject({
        type: message.type,
        data: { cancellation_id: null, remaining: 2 },
      })
    })

    it("is told what an edit took off", async () => {
      const order = await store.createOrder(CHAIRS)
      const chair = await lineOf(order.id, "Oak chair")
      const done = TestEventUtils.waitSubscribersExecution(
        "order-edit.confirmed",
        store.container.resolve(Modules.EVENT_BUS)
      )
      await post("/admin/order-edits", { order_id: order.id })
      await post(`/admin/order-edits/${order.id}/items/item/${chair}`, {
        quantity: 2,
      })
      await post(`/admin/order-edits/${order.id}/request`)
      await post(`/admin/order-edits/${order.id}/confirm`)
      await done
      await store.settled()

      expect(told()).toMatchObject([
        {
          type: "order.partially_canceled",
          data: {
            source: "order_edited",
            items: [{ line_item_id: chair, title: "Oak chair", quantity: 1 }],
            remaining: 3,
          },
        },
      ])
    })

    it("shows its rejection in its own words", async () => {
      store.sandbox.erp.settings.decision = "rejected"
      const order = await store.createOrder(CHAIRS)
      await store.cancelOrder(order.id)

      expect(await store.cancellationsOf(order.id)).toMatchObject([
        {
          status: "rejected",
          last_error: { provider_message: "The parcel has left" },
        },
      ])
    })
  })

  describe("an order that is not its business", () => {
    const inDollars = () =>
      store.createOrder({ ...CHAIRS, currency_code: "usd" })

    it("is recorded by no way: placed, viewed, cancelled, reconciled or backfilled", async () => {
      const order = await inDollars()
      await store.emit("order.placed", { id: order.id })
      expect(await providerOrdersOf(order.id)).toEqual([])
      await store.cancelOrder(order.id)
      const sql = store.container.resolve(
        ContainerRegistrationKeys.PG_CONNECTION
      )
      await sql.raw(
        `update "order" set canceled_at = now() - interval '10 minutes'`
      )
      await sql.raw(
        `insert into cncl_start_time (id, provider_id, source, enabled_at)
         values ('cnst_erp', 'erp', 'order_canceled', now() - interval '1 hour')
         on conflict (provider_id, source) where deleted_at is null
         do update set enabled_at = excluded.enabled_at, disabled_at = null`
      )
      await reconcile(store.container)
      for (const dry_run of [true, false]) {
        const { result } = await backfillOrderCancellationsWorkflow(
          store.container
        ).run({ input: { from: "2020-01-01", dry_run } })
        expect(result).toMatchObject({ read: 1, orders: [], failed: [] })
      }
      await store.settled()

      expect(await providerOrdersOf(order.id)).toEqual([])
      expect(await store.cancellationsOf(order.id)).toEqual([])
      expect(store.sandbox.erp.journal).toEqual([])
    })

    it("is, where somebody registers it", async () => {
      const order = await inDollars()
      await post(`/admin/orders/${order.id}/provider-orders`, {
        provider_id: "erp",
        external_id: "SO-17",
      })
      await store.cancelOrder(order.id)

      expect(await store.cancellationsOf(order.id)).toMatchObject([
        {
          external_id: "SO-17",
          order_url: "https://erp.example.com/orders/SO-17",
          status: "succeeded",
        },
      ])
    })
  })

  describe("the link to an order", () => {
    it("is shown where the provider has one, and where it is asked for", async () => {
      const order = await store.createOrder({
        ...CHAIRS,
        metadata: { climes_order_id: "c-1", climes_amount: 3 },
      })
      const urls = Object.fromEntries(
        (await providerOrdersOf(order.id)).map((one) => [
          one.provider_id,
          one.order_url,
        ])
      )
      expect(urls).toEqual({
        climes: null,
        erp: `https://erp.example.com/orders/${order.id}`,
      })
      const answer = await store.admin.get<{
        provider_orders: Record<string, unknown>[]
      }>(`/admin/orders/${order.id}/provider-orders?fields=id,unit`)
      expect(Object.keys(answer.data.provider_orders[0] ?? {}).sort()).toEqual([
        "id",
        "unit",
      ])
      const link = await store.admin.get<{
        provider_orders: Record<string, unknown>[]
      }>(`/admin/orders/${order.id}/provider-orders?fields=order_url`)
      expect(
        link.data.provider_orders.map((one) => String(one.order_url)).sort()
      ).toEqual([urls.erp, "null"])
    })

    it("puts no list in order", async () => {
      const order = await store.createOrder(CHAIRS)
      for (const path of [
        "/admin/cancellations",
        `/admin/orders/${order.id}/cancellations`,
        `/admin/orders/${order.id}/provider-orders`,
      ]) {
        const { status, data } = await store.admin.get<{ message?: string }>(
          `${path}?order=-order_url`
        )
        expect({ status, message: data.message }).toEqual({
          status: 400,
          message: "Order field order_url is not valid",
        })
      }
    })
  })

  describe("a check", () => {
    const check = async (id: string) =>
      store.admin.post<{ check?: unknown; message?: string }>(
        `/admin/cancellation-providers/${id}/check`
      )

    it("says whether the credentials are accepted, and changes nothing", async () => {
      expect((await check("erp")).data).toEqual({
        check: {
          ok: true,
          message:
            "The receiver answered 204 to a signed message of the type ping.",
        },
      })
      for (const id of ["aplazame", "fungies"]) {
        expect((await check(id)).data).toMatchObject({ check: { ok: true } })
      }
      expect((await check("akinon")).data).toEqual({
        check: { ok: true, message: "Akinon accepted the credentials." },
      })
      expect((await check("climes")).data).toEqual({
        check: { supported: false },
      })
      const { climes, fungies, aplazame, akinon, erp } = store.sandbox
      expect(
        [climes, fungies, aplazame, akinon, erp].flatMap(
          ({ effects }) => effects
        )
      ).toEqual([])
    })

    it("repeats no secret that a provider quotes", async () => {
      const { secret } = store.sandbox.erp.credentials
      store.sandbox.erp.faults.next({
        type: "respond",
        status: 422,
        body: { message: `What is ${secret}?` },
      })
      const { data } = await check("erp")
      expect(data).toMatchObject({ check: { ok: false } })
      expect(JSON.stringify(data)).not.toContain(secret)
    })

    it("refuses an unknown provider, and a body", async () => {
      expect((await check("nobody")).status).toBe(404)
      const { status } = await store.admin.post(
        "/admin/cancellation-providers/erp/check",
        { ping: true }
      )
      expect(status).toBe(400)
    })
  })
}, erpEnvironmentOf)
