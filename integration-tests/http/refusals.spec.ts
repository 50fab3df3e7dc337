import { type Answer, withStore } from "./support/store"

jest.setTimeout(120_000)

// The merchant pays in the other specs.
process.env.CLIMES_PAYER = "customer"

type Body = Record<string, unknown>

interface Refusal {
  message: string
  type?: string
}

withStore((store) => {
  const register = async (orderId: string, body: Body): Promise<string> => {
    const { status, data } = await store.admin.post<{
      provider_order: { id: string }
    }>(`/admin/orders/${orderId}/provider-orders`, body)
    expect({ status, data }).toMatchObject({ status: 200 })
    return data.provider_order.id
  }

  const post = (
    orderId: string,
    body: unknown,
    headers: Body = {}
  ): Promise<Answer<Refusal>> =>
    store.admin.post<Refusal>(`/admin/orders/${orderId}/voids`, body, headers)

  const preview = (orderId: string, body: unknown): Promise<Answer<Refusal>> =>
    store.admin.post<Refusal>(`/admin/orders/${orderId}/voids/preview`, body)

  /** The message of a refusal, after which nothing was written or sent. */
  const refusal = async (orderId: string, body: Body): Promise<string> => {
    const { status, data } = await post(orderId, body)
    expect({ status, data }).toMatchObject({ status: 400 })
    expect(await store.cancellationsOf(orderId)).toEqual([])
    for (const provider of ["climes", "aplazame", "akinon"] as const) {
      expect(store.sandbox[provider].effects).toEqual([])
    }
    return data.message
  }

  const atAplazame = async (
    currency_code = "eur"
  ): Promise<[string, string]> => {
    store.sandbox.aplazame.orders.create({
      mid: "apz-1",
      total_amount: 10_000,
      environment: "sandbox",
    })
    const order = await store.createOrder({ currency_code })
    return [
      order.id,
      await register(order.id, {
        provider_id: "aplazame",
        external_id: "apz-1",
      }),
    ]
  }

  /** An order whose customer paid for the climes. */
  const atClimes = async (fields: Body): Promise<[string, string]> => {
    store.sandbox.climes.orders.create({
      partner_order_id: "c-1",
      climes: 60,
      payer: "calculated",
    })
    const order = await store.createOrder()
    return [
      order.id,
      await register(order.id, {
        provider_id: "climes",
        external_id: "c-1",
        ...fields,
      }),
    ]
  }

  describe("a body that no route reads", () => {
    it("of 10 MB answers 413, and says how large it may be", async () => {
      const [order, provider_order_id] = await atAplazame()

      const { status, data } = await post(order, {
        provider_order_id,
        amount: 1,
        note: "x".repeat(10_000_000),
      })

      expect(status).toBe(413)
      expect(data.message).toMatch(/64 KB at most/)
      expect(await store.cancellationsOf(order)).toEqual([])
    })

    it("with NaN in it says that this isn't JSON, and quotes nothing", async () => {
      const [order, provider_order_id] = await atAplazame()

      const { status, data } = await post(
        order,
        Buffer.from(
          `{"provider_order_id":"${provider_order_id}","note":"ES9121000418450200051332","amount":NaN}`
        ),
        { "content-type": "application/json" }
      )

      expect(status).toBe(400)
      expect(data.message).toMatch(/isn't valid JSON.*no NaN/)
      expect(JSON.stringify(data)).not.toMatch(/1332|amount/)
    })
  })

  describe("what there isn't", () => {
    it("is named: the order", async () => {
      const body = { provider_order_id: "cnpo_none", amount: 1 }
      const answers = [
        await post("order_none", body),
        await preview("order_none", body),
        await store.admin.get<Refusal>("/admin/orders/order_none/voids"),
        await store.admin.post<Refusal>(
          "/admin/orders/order_none/cancellations",
          { provider_order_id: "cnpo_none" }
        ),
      ]

      for (const { status, data } of answers) {
        expect({ status, message: data.message }).toEqual({
          status: 404,
          message: "Order with id: order_none was not found",
        })
      }
    })

    it.each(["cnpo_none", "of another order"])(
      "is named: the provider order (%s)",
      async (named) => {
        const [order, registered] = await atAplazame()
        const other = await store.createOrder()
        const [id, provider_order_id] =
          named === "cnpo_none" ? [order, named] : [other.id, registered]
        const body = { provider_order_id, amount: 1 }

        for (const { status, data } of [
          await post(id, body),
          await preview(id, body),
          await store.admin.post<Refusal>(`/admin/orders/${id}/cancellations`, {
            provider_order_id,
          }),
        ]) {
          expect({ status, message: data.message }).toEqual({
            status: 404,
            message: `Order ${id} has no provider order ${provider_order_id}.`,
          })
        }
      }
    )
  })

  describe("more units", () => {
    /** Three units of a line, of which this many have item ids. */
    const atAkinon = async (
      ids: number[]
    ): Promise<(quantity: number) => Promise<string>> => {
      const { pk } = store.sandbox.akinon.orders.create({ items: [11, 12, 13] })
      const order = await store.createOrder({ items: [{ quantity: 3 }] })
      const line = order.items?.[0]?.id as string
      const provider_order_id = await register(order.id, {
        provider_id: "akinon",
        external_id: pk,
        items: [{ line_item_id: line, external_item_ids: ids }],
      })
      return async (quantity) =>
        (
          await refusal(order.id, {
            provider_order_id,
            items: [{ id: line, quantity }],
          })
        ).replaceAll(line, "the shirt")
    }

    it("than have item ids says that those of the others have to be registered", async () => {
      const ask = await atAkinon([11, 12])

      expect(await ask(3)).toBe(
        'Only 2 of 2 units of the shirt remain to be voided at "akinon". If the order has more than 2 of it, register the item ids of the others first.'
      )
    })

    it("than were ordered says how many there are", async () => {
      const ask = await atAkinon([11, 12, 13])

      expect(await ask(4)).toMatch(/^Only 3 of 3 units of the shirt remain/)
    })

    it("than an order can have says how many it may be", async () => {
      const ask = await atAkinon([11, 12, 13])

      expect(await ask(10_001)).toMatch(/whole number from 1 to 10000/)
    })
  })

  describe("an amount", () => {
    it("at Aplazame in a currency without two decimals is refused, with its name", async () => {
      const [order, provider_order_id] = await atAplazame("jpy")

      expect(await refusal(order, { provider_order_id, amount: 50 })).toMatch(
        /two decimals.*JPY.*Aplazame's own panel/
      )
    })

    it("of climes that nobody has counted: register the amount first", async () => {
      const [order, provider_order_id] = await atClimes({})

      expect(await refusal(order, { provider_order_id, amount: 5 })).toMatch(
        /not known: register the amount first/
      )
    })

    it.each<[string, number, RegExp]>([
      ["half a clime", 0.5, /whole number of climes/],
      ["more than there are", 61, /Only 60 climes remain/],
      ["none", 0, /more than zero/],
    ])(
      "of climes that the customer paid for is refused too: %s",
      async (_, amount, message) => {
        const [order, provider_order_id] = await atClimes({ amount: 60 })

        expect(await refusal(order, { provider_order_id, amount })).toMatch(
          message
        )
      }
    )

    it("of climes that the customer paid for is taken where it fits", async () => {
      const [order, provider_order_id] = await atClimes({ amount: 60 })

      expect(
        await post(order, { provider_order_id, amount: 15 })
      ).toMatchObject({
        status: 200,
        data: { cancellation: { status: "succeeded" } },
      })
      expect(store.sandbox.climes.journal).toMatchObject([
        {
          method: "PATCH",
          path: "/v3/integrations/calculated/order/cancel",
          body: { climes: 15, partner_order_id: "c-1" },
        },
      ])
    })
  })

  it("a provider that holds its answer doesn't hold up the figures", async () => {
    const [order] = await atAplazame()
    await store.admin.get(`/admin/orders/${order}/voids`)
    store.sandbox.aplazame.faults.always({ type: "hang" })

    const startedAt = Date.now()
    const { status, data } = await store.admin.get<{ voids: Body[] }>(
      `/admin/orders/${order}/voids`
    )
    const tookMs = Date.now() - startedAt

    expect(status).toBe(200)
    expect(data.voids).toMatchObject([
      {
        total: 100,
        voided: 0,
        remaining: 100,
        source: "ledger",
        provider: null,
        provider_error: { code: "timeout" },
      },
    ])
    // Three seconds for the provider, and the store's own time.
    expect(tookMs).toBeGreaterThanOrEqual(2_900)
    expect(tookMs).toBeLessThan(6_000)
  })
})
