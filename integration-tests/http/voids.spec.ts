import { type Answer, type Cancellation, withStore } from "./support/store"

jest.setTimeout(120_000)

interface Figures {
  provider_id: string
  total: number | null
  voided: number
  reserved: number
  remaining: number | null
  source: string
  ledger: { voided: number; reserved: number }
  provider: { voided: number | null; remaining: number | null } | null
  drift: boolean
  provider_error: { code: string } | null
  results: { id: string; amount: number }[]
  items?: { id: string; quantity: number; voided: number; remaining: number }[]
}

type Body = Record<string, unknown>

interface Refusal {
  message: string
  type?: string
}

withStore((store) => {
  const register = async (
    orderId: string,
    body: Body
  ): Promise<{ id: string; total: number }> => {
    const { status, data } = await store.admin.post<{
      provider_order: { id: string; total: number }
    }>(`/admin/orders/${orderId}/provider-orders`, body)
    expect({ status, data }).toMatchObject({ status: 200 })
    return data.provider_order
  }

  const post = <T extends object = { cancellation: Cancellation } & Refusal>(
    orderId: string,
    body: unknown,
    headers: Body = {}
  ): Promise<Answer<T>> =>
    store.admin.post<T>(`/admin/orders/${orderId}/voids`, body, headers)

  const figuresOf = async (orderId: string): Promise<Figures[]> => {
    const { data } = await store.admin.get<{ voids: Figures[] }>(
      `/admin/orders/${orderId}/voids`
    )
    return data.voids
  }

  /** Makes an order with 100 EUR at Aplazame. Returns both ids. */
  const atAplazame = async (): Promise<[string, string]> => {
    store.sandbox.aplazame.orders.create({
      mid: "apz-1",
      total_amount: 10_000,
      environment: "sandbox",
    })
    const order = await store.createOrder()
    const { id } = await register(order.id, {
      provider_id: "aplazame",
      external_id: "apz-1",
    })
    return [order.id, id]
  }

  const atClimes = async (metadata?: Body): Promise<[string, string]> => {
    store.sandbox.climes.orders.create({
      partner_order_id: "c-1",
      climes: 60,
    })
    const order = await store.createOrder()
    const { id } = await register(order.id, {
      provider_id: "climes",
      external_id: "c-1",
      amount: 60,
      metadata,
    })
    return [order.id, id]
  }

  /**
   * Three units of one line at Akinon. Returns order, provider order and line.
   */
  const atAkinon = async (
    fields: { followsItems?: boolean } = {}
  ): Promise<[string, string, string]> => {
    const { pk } = store.sandbox.akinon.orders.create({
      items: [11, 12, 13],
      ...fields,
    })
    const order = await store.createOrder({ items: [{ quantity: 3 }] })
    const line = order.items?.[0]?.id as string
    const { id } = await register(order.id, {
      provider_id: "akinon",
      external_id: pk,
      items: [{ line_item_id: line, external_item_ids: [11, 12, 13] }],
    })
    return [order.id, id, line]
  }

  describe("a void through the admin's route", () => {
    it("takes an amount at Aplazame, as an integer of cents", async () => {
      const [order, provider_order_id] = await atAplazame()

      const { status, data } = await post(order, {
        provider_order_id,
        amount: 25.5,
        note: "scratched",
      })

      expect(status).toBe(200)
      expect(data.cancellation).toMatchObject({
        kind: "void",
        amount: 25.5,
        currency_code: "eur",
        status: "succeeded",
        source: "admin",
        captured_by: "request",
        created_by: store.adminId,
        note: "scratched",
      })
      const [made] = store.sandbox.aplazame.orders.get("apz-1")?.voids ?? []
      expect(made).toMatchObject({ amount: 2_550 })
      expect(data.cancellation.provider_reference).toBe(made?.id)
      expect(await figuresOf(order)).toMatchObject([
        {
          total: 100,
          voided: 25.5,
          reserved: 0,
          remaining: 74.5,
          source: "provider",
          drift: false,
          results: [{ id: made?.id, amount: 25.5 }],
        },
      ])
    })

    it("takes climes at Climes", async () => {
      const [order, provider_order_id] = await atClimes()

      const { status, data } = await post(order, {
        provider_order_id,
        amount: 15,
      })

      expect({ status, of: data.cancellation.status }).toEqual({
        status: 200,
        of: "succeeded",
      })
      expect(store.sandbox.climes.journal).toMatchObject([
        {
          method: "PATCH",
          path: "/v3/integrations/vote/order/cancel",
          body: { climes: 15, partner_order_id: "c-1" },
        },
      ])
      expect(await figuresOf(order)).toMatchObject([
        { total: 60, voided: 15, remaining: 45, source: "ledger" },
      ])
    })

    it("takes single units at Akinon, each allotted once", async () => {
      const [order, provider_order_id, line] = await atAkinon()

      const first = await post(order, {
        provider_order_id,
        items: [{ id: line, quantity: 2, reason: "10" }],
      })
      const second = await post(order, {
        provider_order_id,
        items: [{ id: line, quantity: 1 }],
      })

      expect(first.data.cancellation).toMatchObject({
        status: "succeeded",
        amount: null,
        items: [{ id: line, quantity: 2, external_item_ids: [11, 12] }],
      })
      expect(second.data.cancellation).toMatchObject({
        items: [{ id: line, quantity: 1, external_item_ids: [13] }],
      })
      const sent = store.sandbox.akinon.journal.filter(
        ({ method }) => method === "POST"
      )
      expect(sent[0]?.body).toMatchObject({
        is_all: false,
        cancel_items: [11, 12],
        reasons: { 11: 10, 12: 10 },
      })
      expect(await figuresOf(order)).toMatchObject([
        {
          total: 3,
          voided: 3,
          remaining: 0,
          items: [{ id: line, quantity: 3, voided: 3, remaining: 0 }],
        },
      ])
    })

    it("takes a line item by either name, as one and the same request", async () => {
      const [order, provider_order_id, line] = await atAkinon()
      const headers = { "Idempotency-Key": "key-1" }
      const aVoid = (names: Body) => ({
        provider_order_id,
        items: [{ ...names, quantity: 1 }],
      })

      const first = await post(order, aVoid({ line_item_id: line }), headers)
      const second = await post(order, aVoid({ id: line }), headers)
      const torn = await post(order, aVoid({ id: line, line_item_id: "else" }))

      expect(first.data.cancellation).toMatchObject({
        status: "succeeded",
        items: [{ id: line, quantity: 1, external_item_ids: [11] }],
      })
      expect(second.data.cancellation.id).toBe(first.data.cancellation.id)
      expect(torn).toMatchObject({
        status: 400,
        data: {
          message:
            "Invalid request: line_item_id and id of item 1 name two line items: give one of them.",
        },
      })
    })

    it("is refused at Fungies, with the reason", async () => {
      store.sandbox.fungies.orders.create({ number: "#1" })
      const order = await store.createOrder()
      const { id } = await register(order.id, {
        provider_id: "fungies",
        external_id: "#1",
      })

      const { status, data } = await post(order.id, {
        provider_order_id: id,
        amount: 1,
      })

      expect(status).toBe(400)
      expect(data.message).toMatch(/can't void a part/)
      expect(store.sandbox.fungies.journal).toEqual([])
    })

    it("answers 202 while it hasn't settled", async () => {
      const [order, provider_order_id] = await atClimes()
      store.sandbox.climes.faults.next({ type: "drop_after_effect" })

      const { status, data } = await post(order, {
        provider_order_id,
        amount: 5,
      })

      expect(status).toBe(202)
      expect(data.cancellation).toMatchObject({
        status: "needs_review",
        last_error: { code: "outcome_unknown" },
      })
      expect(store.sandbox.climes.journal).toHaveLength(1)
      expect(await figuresOf(order)).toMatchObject([
        { voided: 0, reserved: 5, remaining: 55 },
      ])
    })

    it("never takes more than there is, with twenty requests at once", async () => {
      const [order, provider_order_id] = await atAplazame()

      const answers = await Promise.all(
        Array.from({ length: 20 }, () =>
          post(order, { provider_order_id, amount: 15 })
        )
      )

      const taken = answers.filter(({ status }) => status !== 400)
      expect(taken).toHaveLength(6)
      const refusal = answers.find(({ status }) => status === 400)
      expect(refusal?.data.message).toMatch(/Only 10 EUR remain/)
      await store.settled()
      const voided = store.sandbox.aplazame.orders
        .get("apz-1")
        ?.voids.reduce((sum, { amount }) => sum + amount, 0)
      expect(voided).toBe(9_000)
    })

    it("leaves the remainder to a whole cancel that follows", async () => {
      const [order, provider_order_id] = await atAplazame()
      await post(order, { provider_order_id, amount: 100 })
      const { status, data } = await store.admin.post<{
        cancellation: Cancellation
      }>(`/admin/orders/${order}/cancellations`, { provider_order_id })

      expect({ status, of: data.cancellation.status }).toEqual({
        status: 200,
        of: "succeeded",
      })
      const { data: shown } = await store.admin.get<{
        cancellation: Cancellation
      }>(`/admin/cancellations/${data.cancellation.id}`)
      expect(shown.cancellation.attempts).toMatchObject([
        { outcome: "already_done" },
      ])

      const after = await post(order, { provider_order_id, amount: 1 })
      expect(after.status).toBe(400)
      expect(after.data.message).toMatch(/nothing left to void|Nothing remains/)
    })
  })

  describe("a whole cancel after everything was voided", () => {
    const cancel = async (
      order: string,
      provider_order_id: string
    ): Promise<Cancellation> => {
      const { data } = await store.admin.post<{ cancellation: Cancellation }>(
        `/admin/orders/${order}/cancellations`,
        { provider_order_id }
      )
      await store.settled()
      const { data: shown } = await store.admin.get<{
        cancellation: Cancellation
      }>(`/admin/cancellations/${data.cancellation.id}`)
      return shown.cancellation
    }

    /** An order at Akinon that stays approved when its items are cancelled. */
    const voidedAtAkinon = async (
      followsItems: boolean
    ): Promise<{ pk: number; ids: [string, string] }> => {
      const [order, provider_order_id, line] = await atAkinon({ followsItems })
      const { data } = await post(order, {
        provider_order_id,
        items: [{ id: line, quantity: 3 }],
      })
      expect(data.cancellation.status).toBe("succeeded")
      const [{ pk, status } = { pk: 0, status: 0 }] =
        store.sandbox.akinon.orders.all()
      expect(status).toBe(followsItems ? 100 : 400)
      return { pk, ids: [order, provider_order_id] }
    }

    const wholeCancelsAtAkinon = (): unknown[] =>
      store.sandbox.akinon.journal.flatMap(({ method, body }) =>
        method === "POST" && (body as Body).is_all === true ? [body] : []
      )

    it("is sent to Climes", async () => {
      const [order, provider_order_id] = await atClimes()
      await post(order, { provider_order_id, amount: 60 })

      const { status, attempts } = await cancel(order, provider_order_id)

      expect(status).toBe("succeeded")
      expect(attempts).toMatchObject([
        { outcome: "succeeded", http_status: 200 },
      ])
      expect(store.sandbox.climes.journal.map(({ method }) => method)).toEqual([
        "PATCH",
        "DELETE",
      ])
      expect(store.sandbox.climes.orders.get("c-1")).toMatchObject({
        cancelled: true,
      })
    })

    it("is sent to Akinon while the order itself is not cancelled there", async () => {
      const { pk, ids } = await voidedAtAkinon(false)

      const { status, attempts } = await cancel(...ids)

      expect(status).toBe("succeeded")
      expect(attempts).toMatchObject([
        { outcome: "succeeded", request: { method: "POST" } },
      ])
      expect(wholeCancelsAtAkinon()).toMatchObject([
        { order: pk, is_all: true, cancel_items: [] },
      ])
      expect(store.sandbox.akinon.orders.get(pk)).toMatchObject({ status: 100 })
    })

    it("is done where Akinon refuses it, since nothing is left of the order", async () => {
      const { ids } = await voidedAtAkinon(false)
      store.sandbox.akinon.faults.next(
        {
          type: "respond",
          status: 400,
          body: { non_field_errors: ["Nothing to cancel."], code: "invalid" },
        },
        { method: "POST", path: /cancel/ }
      )

      const { status, attempts } = await cancel(...ids)

      expect(status).toBe("succeeded")
      expect(attempts).toMatchObject([
        { outcome: "already_done", http_status: 400 },
      ])
      expect(wholeCancelsAtAkinon()).toHaveLength(1)
    })

    it("is not sent to Akinon where the order itself is cancelled", async () => {
      const { ids } = await voidedAtAkinon(true)

      const { status, attempts } = await cancel(...ids)

      expect(status).toBe("succeeded")
      expect(attempts).toMatchObject([{ outcome: "already_done" }])
      expect(wholeCancelsAtAkinon()).toEqual([])
    })
  })

  describe("a preview", () => {
    it("shows what would be sent and what would remain, and sends nothing", async () => {
      const [order, provider_order_id] = await atAplazame()
      const before = store.sandbox.aplazame.effects.length

      const { status, data } = await store.admin.post(
        `/admin/orders/${order}/voids/preview`,
        { provider_order_id, amount: 10.5 }
      )

      expect({ status, data }).toMatchObject({
        status: 200,
        data: {
          preview: {
            request: {
              method: "POST",
              url: `${store.sandbox.aplazame.url}/orders/apz-1/void`,
              body: { amount: 1_050 },
            },
            remaining_after: 89.5,
          },
        },
      })
      expect(store.sandbox.aplazame.effects).toHaveLength(before)
      expect(await store.cancellationsOf(order)).toEqual([])
    })

    it("masks IBANs and names", async () => {
      const [order, provider_order_id, line] = await atAkinon()

      const { data } = await store.admin.post(
        `/admin/orders/${order}/voids/preview`,
        {
          provider_order_id,
          items: [{ id: line, quantity: 1 }],
          details: {
            ibans: { 11: "ES9121000418450200051332" },
            holder_names: { 11: "Ana Maria" },
          },
        }
      )

      expect(JSON.stringify(data)).toContain("cancel_items")
      expect(JSON.stringify(data)).not.toMatch(/ES91|Ana/)
    })
  })

  describe("the Idempotency-Key", () => {
    it("makes one void of two requests at once, and answers both alike", async () => {
      const [order, provider_order_id] = await atClimes()
      const request = () =>
        post(
          order,
          { provider_order_id, amount: 5 },
          { "Idempotency-Key": "key-1" }
        )

      const [a, b] = await Promise.all([request(), request()])

      expect(a.data.cancellation.id).toBe(b.data.cancellation.id)
      expect(a.data.cancellation.idempotency_key).toBe("key-1")
      expect(store.sandbox.climes.effects).toHaveLength(1)
    })

    it("answers 422 when it comes again with another body", async () => {
      const [order, provider_order_id] = await atClimes()
      const headers = { "Idempotency-Key": "key-1" }
      await post(order, { provider_order_id, amount: 5 }, headers)

      const { status, data } = await post(
        order,
        { provider_order_id, amount: 6 },
        headers
      )

      expect(status).toBe(422)
      expect(data.message).toMatch(/Idempotency-Key/)
      expect(store.sandbox.climes.effects).toHaveLength(1)
    })

    it("isn't used up by a request that was refused", async () => {
      const [order, provider_order_id] = await atClimes()
      const headers = { "Idempotency-Key": "key-1" }
      await post(order, { provider_order_id, amount: 600 }, headers)

      const { status } = await post(
        order,
        { provider_order_id, amount: 6 },
        headers
      )

      expect(status).toBe(200)
    })

    it("must be printable ASCII of at most 255 characters", async () => {
      const [order, provider_order_id] = await atClimes()

      const { status, data } = await post(
        order,
        { provider_order_id, amount: 5 },
        { "Idempotency-Key": "k".repeat(256) }
      )

      expect(status).toBe(400)
      expect(data.message).toMatch(/1 to 255 printable ASCII/)
    })
  })

  describe("bad input", () => {
    it.each<[string, Body, RegExp]>([
      ["more than remains", { amount: 100.01 }, /Only 100 EUR remain/],
      ["zero", { amount: 0 }, /more than zero/],
      ["a negative amount", { amount: -5 }, /more than zero/],
      ["0.001 EUR", { amount: 0.001 }, /more decimals than EUR has \(2\)/],
      ["an amount in quotes", { amount: "12.50" }, /must be a number/],
      ["NaN, which JSON writes as null", { amount: null }, /Give the amount/],
      ["1e30", { amount: 1e30 }, /too large/],
      ["no amount", {}, /Give the amount/],
      [
        "items where money is voided",
        { items: [{ id: "x", quantity: 1 }] },
        /not measured in items/,
      ],
      ["a field that isn't known", { amount: 1, currency: "usd" }, /currency/],
      [
        "details that mean nothing there",
        { amount: 1, details: { a: 1 } },
        /details/,
      ],
    ])("at Aplazame: %s is refused, in words", async (_, body, message) => {
      const [order, provider_order_id] = await atAplazame()

      const { status, data } = await post(order, {
        provider_order_id,
        ...body,
      })

      expect(status).toBe(400)
      expect(data.message).toMatch(message)
      expect(store.sandbox.aplazame.effects).toEqual([])
      expect(await store.cancellationsOf(order)).toEqual([])
    })

    it("at Climes: half a clime, and an order that was unlocked", async () => {
      const [order, provider_order_id] = await atClimes({
        unlock_date: Date.now() - 1_000,
      })

      const half = await post(order, { provider_order_id, amount: 0.5 })
      const unlocked = await post(order, { provider_order_id, amount: 5 })

      expect(half.data.message).toMatch(/whole number of climes/)
      expect(unlocked.data.message).toMatch(/unlocked/)
      expect([half.status, unlocked.status]).toEqual([400, 400])
      expect(store.sandbox.climes.journal).toEqual([])
    })

    it("at Akinon: half an item, more units than there are, an item of another order", async () => {
      const [order, provider_order_id, line] = await atAkinon()
      const other = await store.createOrder()
      const ask = async (items: unknown): Promise<string> => {
        const { status, data } = await post(order, {
          provider_order_id,
          items,
        })
        expect(status).toBe(400)
        return data.message
      }

      expect(await ask([{ id: line, quantity: 0.5 }])).toMatch(/whole number/)
      expect(await ask([{ id: line, quantity: 4 }])).toMatch(
        /Only 3 of 3 units/
      )
      expect(await ask([{ id: other.items?.[0]?.id, quantity: 1 }])).toMatch(
        /not part of this order/
      )
      expect(
        await ask([
          { id: line, quantity: 1 },
          { id: line, quantity: 1 },
        ])
      ).toMatch(/listed twice/)
      expect(await store.cancellationsOf(order)).toEqual([])
    })

    it("an IBAN in the wrong place isn't echoed", async () => {
      const [order, provider_order_id, line] = await atAkinon()

      const { status, data } = await post(order, {
        provider_order_id,
        items: [{ id: line, quantity: 1 }],
        details: { ibans: "ES9121000418450200051332" },
      })

      expect(status).toBe(400)
      expect(JSON.stringify(data)).not.toContain("ES91")
    })

    it("a body of 10 MB answers 413", async () => {
      const [order, provider_order_id] = await atAplazame()

      const { status } = await post(order, {
        provider_order_id,
        amount: 1,
        note: "x".repeat(10_000_000),
      })

      expect(status).toBe(413)
    })

    it("what doesn't exist answers 404", async () => {
      const [order, provider_order_id] = await atAplazame()
      const other = await store.createOrder()

      for (const { status } of [
        await post("order_none", { provider_order_id, amount: 1 }),
        await post(order, { provider_order_id: "cnpo_none", amount: 1 }),
        await post(other.id, { provider_order_id, amount: 1 }),
        await store.admin.get("/admin/cancellations/cncl_none"),
        await store.admin.post("/admin/cancellation-providers/none/pause"),
        await store.admin.post(`/admin/orders/${order}/provider-orders`, {
          provider_id: "none",
          external_id: "1",
        }),
      ]) {
        expect(status).toBe(404)
      }
    })
  })

  describe("what is shown", () => {
    it("falls back to the ledger when the provider can't be asked", async () => {
      const [order, provider_order_id] = await atAplazame()
      await post(order, { provider_order_id, amount: 30 })
      store.sandbox.aplazame.faults.always({ type: "respond", status: 500 })

      expect(await figuresOf(order)).toMatchObject([
        {
          voided: 30,
          remaining: 70,
          source: "ledger",
          provider_error: { code: expect.any(String) as string },
        },
      ])
    })

    it("says so when the provider was voided behind our back", async () => {
      const [order] = await atAplazame()
      await fetch(`${store.sandbox.aplazame.url}/orders/apz-1/void`, {
        method: "POST",
        headers: {
          authorization: `Bearer ${store.sandbox.aplazame.credentials.privateKey}`,
          accept: "application/vnd.aplazame.sandbox.v1+json",
          "content-type": "application/json",
        },
        body: JSON.stringify({ amount: 1_000 }),
      })

      expect(await figuresOf(order)).toMatchObject([
        { voided: 10, remaining: 90, drift: true },
      ])
    })

    const cancelWhole = async (
      order: string,
      provider_order_id: string
    ): Promise<void> => {
      const { data } = await store.admin.post<{ cancellation: Cancellation }>(
        `/admin/orders/${order}/cancellations`,
        { provider_order_id }
      )
      expect(data.cancellation.status).toBe("succeeded")
    }

    const totalsOf = async (order: string): Promise<number[]> => {
      const { data } = await store.admin.get<{
        provider_orders: { total: number }[]
      }>(`/admin/orders/${order}/provider-orders`)
      return data.provider_orders.map(({ total }) => total)
    }

    const inPanel = (): void => {
      store.sandbox.aplazame.orders.update("apz-1", {
        cancelled: new Date().toISOString(),
      })
    }

    it("keeps the total of an order that was cancelled as a whole", async () => {
      const [order, provider_order_id] = await atAplazame()
      await post(order, { provider_order_id, amount: 30 })
      await cancelWhole(order, provider_order_id)

      for (let look = 0; look < 2; look++) {
        expect(await figuresOf(order)).toMatchObject([
          {
            total: 100,
            voided: 100,
            reserved: 0,
            remaining: 0,
            source: "provider",
            provider: { voided: 100, remaining: 0 },
            ledger: { voided: 100, reserved: 0 },
            drift: false,
            results: [{ amount: 30 }],
          },
        ])
      }
      expect(await totalsOf(order)).toEqual([100])
    })

    it("says the same of a cancelled order where the provider can't be asked", async () => {
      const [order, provider_order_id] = await atAplazame()
      await cancelWhole(order, provider_order_id)
      store.sandbox.aplazame.faults.always({ type: "respond", status: 500 })
      const [climes, at_climes] = await atClimes()
      await cancelWhole(climes, at_climes)

      expect(await figuresOf(order)).toMatchObject([
        { total: 100, voided: 100, remaining: 0, source: "ledger" },
      ])
      expect(await figuresOf(climes)).toMatchObject([
        { total: 60, voided: 60, remaining: 0, source: "ledger" },
      ])
    })

    it.each([
      ["nothing was voided before", []],
      ["a part was voided before", [30]],
    ])(
      "is drift where it was cancelled in the provider's own panel, and %s",
      async (_, amounts) => {
        const [order, provider_order_id] = await atAplazame()
        for (const amount of amounts) {
          await post(order, { provider_order_id, amount })
        }
        inPanel()

        for (let look = 0; look < 2; look++) {
          expect(await figuresOf(order)).toMatchObject([
            {
              total: 100,
              voided: 100,
              reserved: 0,
              remaining: 0,
              source: "provider",
              provider: { voided: 100, remaining: 0 },
              drift: true,
            },
          ])
        }
        expect(await totalsOf(order)).toEqual([100])
      }
    )

    it("is drift where the provider shows a cancelled order as open", async () => {
      const [order, provider_order_id] = await atAplazame()
      await cancelWhole(order, provider_order_id)
      store.sandbox.aplazame.orders.update("apz-1", { cancelled: null })

      expect(await figuresOf(order)).toMatchObject([
        { total: 100, remaining: 100, ledger: { voided: 100 }, drift: true },
      ])
    })

    it("is drift where less is left than the ledger's voids explain", async () => {
      store.sandbox.aplazame.orders.create({
        mid: "apz-1",
        total_amount: 9_000,
        environment: "sandbox",
      })
      const order = await store.createOrder()
      await register(order.id, {
        provider_id: "aplazame",
        external_id: "apz-1",
        amount: 100,
      })

      expect(await figuresOf(order.id)).toMatchObject([
        { total: 100, voided: 0, provider: { remaining: 90 }, drift: true },
      ])
    })

    it("is no drift that voids took all there was, and cancelled it there", async () => {
      const [order, provider_order_id] = await atAplazame()
      await post(order, { provider_order_id, amount: 60 })
      await post(order, { provider_order_id, amount: 40 })

      expect(await figuresOf(order)).toMatchObject([
        { total: 100, voided: 100, remaining: 0, drift: false },
      ])
    })

    it("is no drift while nobody knows whether a void was carried out", async () => {
      const [order, provider_order_id] = await atAplazame()
      store.sandbox.aplazame.faults.next(
        { type: "drop_after_effect" },
        { method: "POST" }
      )
      const { data } = await post(order, { provider_order_id, amount: 30 })
      expect(data.cancellation.status).toBe("pending")

      expect(await figuresOf(order)).toMatchObject([
        {
          total: 100,
          reserved: 30,
          provider: { voided: 30, remaining: 70 },
          drift: false,
        },
      ])
    })

    it("takes nothing over from an order that isn't confirmed yet", async () => {
      const [order] = await atAplazame()
      store.sandbox.aplazame.orders.update("apz-1", { status: "pending" })
      store.sandbox.aplazame.faults.always(
        {
          type: "respond",
          status: 200,
          body: { remaining_amount: 0, results: [] },
        },
        { path: /\/void$/ }
      )

      for (let look = 0; look < 2; look++) {
        expect(await figuresOf(order)).toMatchObject([
          {
            total: 100,
            voided: 0,
            remaining: 100,
            provider: { voided: 0, remaining: null },
            drift: false,
          },
        ])
      }
      expect(await totalsOf(order)).toEqual([100])
    })

    it("is drift where all items were cancelled at Akinon, or the order at Fungies", async () => {
      const [order] = await atAkinon()
      const [akinon] = store.sandbox.akinon.orders.all()
      store.sandbox.akinon.orders.update(akinon!.pk, {
        orderitem_set: akinon!.orderitem_set.map((item) => ({
          ...item,
          status: 100,
        })),
      })
      store.sandbox.fungies.orders.create({ number: "#1", status: "CANCELLED" })
      await register(order, { provider_id: "fungies", external_id: "#1" })

      expect(await figuresOf(order)).toMatchObject([
        {
          provider_id: "akinon",
          total: 3,
          voided: 3,
          remaining: 0,
          items: [{ quantity: 3, voided: 3, remaining: 0 }],
          drift: true,
        },
        { provider_id: "fungies", total: null, remaining: null, drift: true },
      ])
    })

    it("registering the same provider order again answers 409, and says why", async () => {
      const [order] = await atAplazame()

      const { status, data } = await store.admin.post<Refusal>(
        `/admin/orders/${order}/provider-orders`,
        { provider_id: "aplazame", external_id: "apz-1" }
      )

      expect(status).toBe(409)
      expect(data.message).toMatch(
        new RegExp(`registered already, for order #\\d+ \\(${order}\\)\\.$`)
      )
    })
  })

  describe("repair", () => {
    const unknownVoid = async (): Promise<[string, Cancellation]> => {
      const [order, provider_order_id] = await atClimes()
      store.sandbox.climes.faults.next({ type: "drop_before_effect" })
      const { data } = await post(order, { provider_order_id, amount: 5 })
      return [order, data.cancellation]
    }

    it("asks a person to confirm before an unknown outcome is sent again", async () => {
      const [, { id }] = await unknownVoid()

      const blind = await store.admin.post<Refusal>(
        `/admin/cancellations/${id}/retry`
      )
      expect(blind.status).toBe(400)
      expect(blind.data.message).toMatch(/confirm_not_applied/)

      const { data } = await store.admin.post<{ cancellation: Cancellation }>(
        `/admin/cancellations/${id}/retry`,
        { confirm_not_applied: true, note: "looked at Climes: not there" }
      )
      await store.settled()
      expect(data.cancellation.id).toBe(id)
      const { data: shown } = await store.admin.get<{
        cancellation: Cancellation
      }>(`/admin/cancellations/${id}`)
      expect(shown.cancellation).toMatchObject({
        status: "succeeded",
        history: [
          {
            action: "retry",
            by: store.adminId,
            note: "looked at Climes: not there",
          },
        ],
      })
      expect(store.sandbox.climes.effects).toHaveLength(1)
    })

    it("closes one on a person's word, and gives its amount back", async () => {
      const [order, { id }] = await unknownVoid()

      const blind = await store.admin.post<Refusal>(
        `/admin/cancellations/${id}/resolve`,
        { resolution: "dismissed", note: "not needed any more" }
      )
      expect(blind.status).toBe(400)
      expect(blind.data.message).toMatch(/confirm_not_applied/)
      expect(await figuresOf(order)).toMatchObject([
        { reserved: 5, remaining: 55 },
      ])

      const { status, data } = await store.admin.post<{
        cancellation: Cancellation
      }>(`/admin/cancellations/${id}/resolve`, {
        resolution: "dismissed",
        confirm_not_applied: true,
        note: "not needed any more",
      })

      expect(status).toBe(200)
      expect(data.cancellation).toMatchObject({
        status: "dismissed",
        resolved_by: store.adminId,
      })
      expect(await figuresOf(order)).toMatchObject([
        { reserved: 0, remaining: 60 },
      ])
    })

    it("calls one done on a person's word, with the name and the note for a proof", async () => {
      const [order, { id }] = await unknownVoid()

      const { data } = await store.admin.post<{ cancellation: Cancellation }>(
        `/admin/cancellations/${id}/resolve`,
        { resolution: "succeeded", note: "seen in the back office" }
      )

      expect(data.cancellation).toMatchObject({
        status: "succeeded",
        proof: {
          by: "person",
          statement:
            "Marked as done by staff@example.com: seen in the back office",
          at: expect.any(String) as string,
        },
      })
      expect(await figuresOf(order)).toMatchObject([
        { voided: 5, remaining: 55 },
      ])
    })

    it("skips in bulk what must not be retried blindly, and says why", async () => {
      const [, { id }] = await unknownVoid()

      const { data } = await store.admin.post<{
        retried: string[]
        skipped: { id: string; reason: string }[]
      }>("/admin/cancellations/retry", { ids: [id] })

      expect(data.retried).toEqual([])
      expect(data.skipped).toMatchObject([
        { id, reason: expect.stringContaining("one by one") as string },
      ])
    })

    it("finds cancellations by status, and by the provider's id", async () => {
      const [, { id }] = await unknownVoid()
      const list = async (query: string): Promise<string[]> => {
        const { data } = await store.admin.get<{
          cancellations: Cancellation[]
          count: number
        }>(`/admin/cancellations?${query}`)
        expect(data.count).toBe(data.cancellations.length)
        return data.cancellations.map((one) => one.id)
      }

      expect(await list("status=needs_review")).toEqual([id])
      expect(await list("status=succeeded")).toEqual([])
      expect(await list("q=c-1&kind=void&provider_id=climes")).toEqual([id])
      expect(await list(`id=${id}&id=cncl_none`)).toEqual([id])
      expect(await list("id=cncl_none")).toEqual([])
      expect(await list("q=Shopper@Example.com")).toEqual([id])
      expect(await list("q=shopper_@example.com")).toEqual([])
      expect(await list("q=somebody@example.com")).toEqual([])
    })

    it("lists the providers, and pauses and resumes one", async () => {
      const [order, provider_order_id] = await atClimes()
      await store.admin.post("/admin/cancellation-providers/climes/pause", {
        reason: "moving",
      })

      const asked = performance.now()
      const { status } = await post(order, { provider_order_id, amount: 5 })
      expect(status).toBe(202)
      // It waits for eight seconds where there is something to wait for.
      expect(performance.now() - asked).toBeLessThan(6_000)
      expect(store.sandbox.climes.journal).toEqual([])
      const { data } = await store.admin.get<{
        cancellation_providers: Body[]
      }>("/admin/cancellation-providers")
      expect(
        data.cancellation_providers.find(({ id }) => id === "climes")
      ).toMatchObject({
        identifier: "climes",
        unit: "climes",
        supports_void: true,
        is_configured: true,
        is_paused: true,
        pause: { by: "operator", reason: "moving" },
        circuit: { state: "closed", until: null },
        counts: { pending: 1, in_progress: 0, accepted: 0, needs_review: 0 },
      })

      await store.admin.post("/admin/cancellation-providers/climes/resume")
      await store.settled()
      expect(store.sandbox.climes.effects).toHaveLength(1)
    })
  })
})
