import orderCanceledHandler from "../../src/subscribers/order-canceled"
import { statementsOf } from "./support/statements"
import { type Cancellation, withStore } from "./support/store"

jest.setTimeout(120_000)

const CLIMES_ORDER = {
  metadata: { climes_order_id: "climes-1", climes_amount: 60 },
}

withStore((store) => {
  const journalOf = (
    provider: "climes" | "fungies" | "aplazame" | "akinon"
  ): string[] =>
    store.sandbox[provider].journal.map(
      ({ method, path }) => `${method} ${path}`
    )

  const later = async (
    condition: () => Promise<boolean>,
    withinMs = 20_000
  ): Promise<void> => {
    const endsAt = Date.now() + withinMs
    while (!(await condition())) {
      if (Date.now() > endsAt) {
        throw new Error("it did not come about in time")
      }
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
  }

  describe("cancelling an order in Medusa", () => {
    it("cancels its Climes order", async () => {
      store.sandbox.climes.orders.create({
        partner_order_id: "climes-1",
        climes: 60,
      })
      const order = await store.createOrder(CLIMES_ORDER)

      await store.cancelOrder(order.id)

      expect(journalOf("climes")).toEqual([
        "DELETE /v3/integrations/vote/order/climes-1/cancel",
      ])
      expect(store.sandbox.climes.orders.get("climes-1")).toMatchObject({
        cancelled: true,
      })
      expect(await store.cancellationsOf(order.id)).toMatchObject([
        {
          order_id: order.id,
          order_display_id: order.display_id,
          provider_id: "climes",
          external_id: "climes-1",
          kind: "cancel",
          unit: "climes",
          amount: null,
          items: null,
          source: "order_canceled",
          source_id: order.id,
          captured_by: "event",
          status: "succeeded",
          attempt_count: 1,
          next_attempt_at: null,
          last_error: null,
        },
      ])
    })

    it("cancels its Fungies order, by the number that shoppers see", async () => {
      store.sandbox.fungies.orders.create({ number: "#1007" })
      const order = await store.createOrder({
        metadata: { fungies_order_id: "#1007" },
      })

      await store.cancelOrder(order.id)

      expect(journalOf("fungies")).toEqual(["PATCH /v0/orders/%231007/cancel"])
      expect(store.sandbox.fungies.effects).toHaveLength(1)
      expect(await store.cancellationsOf(order.id)).toMatchObject([
        { provider_id: "fungies", status: "succeeded", unit: "none" },
      ])
    })

    it("cancels its Aplazame order", async () => {
      store.sandbox.aplazame.orders.create({
        mid: "apz-1",
        total_amount: 10_000,
        environment: "sandbox",
      })
      const order = await store.createOrder({
        metadata: { aplazame_order_id: "apz-1" },
      })

      await store.cancelOrder(order.id)

      expect(journalOf("aplazame")).toEqual([
        "GET /orders/apz-1",
        "POST /orders/apz-1/cancel",
      ])
      expect(store.sandbox.aplazame.journal[1]?.headers.accept).toBe(
        "application/vnd.aplazame.sandbox.v1+json"
      )
      expect(await store.cancellationsOf(order.id)).toMatchObject([
        { provider_id: "aplazame", status: "succeeded" },
      ])
    })

    it("cancels its Akinon order, with all its items", async () => {
      const { pk } = store.sandbox.akinon.orders.create({ items: [11, 12] })
      const order = await store.createOrder({
        metadata: { akinon_order_id: pk },
        items: [{ quantity: 2, metadata: { akinon_item_ids: [11, 12] } }],
      })

      await store.cancelOrder(order.id)

      const [, sent] = store.sandbox.akinon.journal
      expect(journalOf("akinon")).toEqual([
        `GET /api/i1/orders_integration/${pk}/detailed_integration/`,
        `POST /api/i1/orders/${pk}/cancel/`,
      ])
      expect(sent?.body).toMatchObject({
        order: pk,
        is_all: true,
        cancel_items: [],
      })
      expect(await store.cancellationsOf(order.id)).toMatchObject([
        { provider_id: "akinon", status: "succeeded", unit: "item" },
      ])
    })

    it("polls Akinon while the cancellation waits there, until it settles", async () => {
      const { pk } = store.sandbox.akinon.orders.create({
        items: [11],
        settlesAfterMs: 3_600_000,
      })
      const order = await store.createOrder({
        metadata: { akinon_order_id: pk },
      })

      await store.cancelOrder(order.id)
      expect(await store.cancellationsOf(order.id)).toMatchObject([
        { status: "accepted" },
      ])

      const waiting = store.sandbox.akinon.orders.get(pk)?.orderitem_set ?? []
      store.sandbox.akinon.orders.update(pk, {
        orderitem_set: waiting.map((item) => ({ ...item, settles_at: 0 })),
      })
      await later(async () => {
        await store.ledger.sweep()
        await store.settled()
        const [cancellation] = await store.cancellationsOf(order.id)
        return cancellation?.status === "succeeded"
      })
      expect(
        store.sandbox.akinon.effects.filter(({ kind }) => kind === "cancel")
      ).toHaveLength(1)
    })

    it("makes one call for one event delivered twice", async () => {
      store.sandbox.climes.orders.create({
        partner_order_id: "climes-1",
        climes: 60,
      })
      const order = await store.createOrder(CLIMES_ORDER)
      await store.cancelOrder(order.id)

      await store.emit("order.canceled", { id: order.id })
      await Promise.all([
        store.ledger.sweep(),
        store.ledger.sweep(),
        store.settled(),
      ])

      expect(store.sandbox.climes.journal).toHaveLength(1)
      expect(await store.cancellationsOf(order.id)).toHaveLength(1)
    })

    it("makes no call for an order without provider orders", async () => {
      const order = await store.createOrder()

      await store.cancelOrder(order.id)

      expect(await store.cancellationsOf(order.id)).toEqual([])
      for (const provider of [
        "climes",
        "fungies",
        "aplazame",
        "akinon",
      ] as const) {
        expect(store.sandbox[provider].journal).toEqual([])
      }
    })

    it("makes no call for an order that isn't cancelled, whatever an event says", async () => {
      const order = await store.createOrder(CLIMES_ORDER)

      await store.emit("order.canceled", { id: order.id })

      expect(await store.cancellationsOf(order.id)).toEqual([])
    })

    it("makes three calls for three providers, and one failure leaves the others alone", async () => {
      store.sandbox.climes.orders.create({
        partner_order_id: "climes-1",
        climes: 60,
      })
      store.sandbox.fungies.orders.create({ number: "#1" })
      store.sandbox.aplazame.orders.create({
        mid: "apz-1",
        total_amount: 10_000,
        environment: "sandbox",
      })
      store.sandbox.fungies.faults.always({
        type: "respond",
        status: 400,
        body: { status: "error", error: { message: "not possible" } },
      })
      const order = await store.createOrder({
        metadata: {
          ...CLIMES_ORDER.metadata,
          fungies_order_id: "#1",
          aplazame_order_id: "apz-1",
        },
      })

      await store.cancelOrder(order.id)

      const byProvider = Object.fromEntries(
        (await store.cancellationsOf(order.id)).map((cancellation) => [
          cancellation.provider_id,
          cancellation.status,
        ])
      )
      expect(byProvider).toEqual({
        climes: "succeeded",
        aplazame: "succeeded",
        fungies: "rejected",
      })
      expect(journalOf("climes")).toEqual([
        "DELETE /v3/integrations/vote/order/climes-1/cancel",
      ])
      expect(journalOf("aplazame")).toEqual([
        "GET /orders/apz-1",
        "POST /orders/apz-1/cancel",
      ])
      // One write, whatever was read to explain the 400.
      expect(
        journalOf("fungies").filter((call) => !call.startsWith("GET "))
      ).toEqual(["PATCH /v0/orders/%231/cancel"])
      expect(journalOf("akinon")).toEqual([])
    })

    it("stays cancelled while a provider is down, which hears of it when it is back", async () => {
      store.sandbox.climes.orders.create({
        partner_order_id: "climes-1",
        climes: 60,
      })
      await store.sandbox.climes.down()
      const order = await store.createOrder(CLIMES_ORDER)

      await store.cancelOrder(order.id)

      const { data } = await store.admin.get<{ order: { status: string } }>(
        `/admin/orders/${order.id}`
      )
      expect(data.order.status).toBe("canceled")
      const [waiting] = await store.cancellationsOf(order.id)
      await store.sandbox.climes.up()
      expect(waiting?.last_error).toMatchObject({ code: "connection_failed" })
      // It may be in its next attempt.
      expect(["pending", "in_progress"]).toContain(waiting?.status)

      await later(async () => {
        await store.ledger.sweep()
        await store.settled()
        const [cancellation] = await store.cancellationsOf(order.id)
        return cancellation?.status === "succeeded"
      })
      expect(store.sandbox.climes.effects).toHaveLength(1)
    })

    it("reads an unknown outcome that can't be repeated back, and sends it once", async () => {
      store.sandbox.akinon.orders.create({ pk: 77, items: [11] })
      store.sandbox.akinon.faults.next(
        { type: "drop_after_effect" },
        {
          method: "POST",
        }
      )
      const order = await store.createOrder({
        metadata: { akinon_order_id: 77 },
      })

      await store.cancelOrder(order.id)

      expect(await store.cancellationsOf(order.id)).toMatchObject([
        { status: "pending" },
      ])
      await store.container
        .resolve("__pg_connection__")
        .raw(
          "update cncl_cancellation set next_attempt_at = now() - interval '1 minute'"
        )
      await store.ledger.sweep()
      await store.settled()

      const [cancellation] = await store.cancellationsOf(order.id)
      const { data } = await store.admin.get<{ cancellation: Cancellation }>(
        `/admin/cancellations/${cancellation?.id}`
      )
      expect(data.cancellation).toMatchObject({
        status: "succeeded",
        attempts: [
          { number: 1, purpose: "send", outcome: "unknown" },
          { number: 2, purpose: "read_back", outcome: "succeeded" },
        ],
      })
      expect(
        store.sandbox.akinon.journal.filter(({ method }) => method === "POST")
      ).toHaveLength(1)
    })

    it("doesn't let the plugin's failure harm the store", async () => {
      const order = await store.createOrder(CLIMES_ORDER)
      const broken = jest
        .spyOn(store.ledger, "captureOrderCancel")
        .mockRejectedValue(new Error("the ledger is gone"))

      await store.cancelOrder(order.id)
      expect(broken).toHaveBeenCalled()
      broken.mockRestore()

      const { data } = await store.admin.get<{ order: { status: string } }>(
        `/admin/orders/${order.id}`
      )
      expect(data.order.status).toBe("canceled")
    })
  })

  describe("from the event to the ledger", () => {
    const rowsIn = async (table: string): Promise<number> => {
      const knex = store.container.resolve("__pg_connection__")
      const { rows } = await knex.raw<{ rows: { count: string }[] }>(
        `select count(*) from ${table}`
      )
      return Number(rows[0]?.count)
    }

    /** An order that was cancelled, and whose event is still to come. */
    const cancelledSilently = async (
      ...given: Parameters<typeof store.createOrder>
    ): Promise<string> => {
      const { id } = await store.createOrder(...given)
      await store.container
        .resolve("__pg_connection__")
        .raw(`update "order" set canceled_at = now() where id = ?`, [id])
      return id
    }

    /** What the subscriber asks of the database, until sending begins. */
    const asked = async (id: string): Promise<string[]> => {
      const kick = jest.spyOn(store.ledger, "kick").mockResolvedValue()
      // What is due once a minute, or once in ten seconds.
      await store.ledger.captureOrderCancel({
        order_id: "nobody's",
        order_display_id: null,
        canceled_at: null,
        captured_by: "event",
        provider_orders: [],
      })
      await store.ledger.now()
      try {
        return await statementsOf(() =>
          orderCanceledHandler({
            event: { name: "order.canceled", data: { id } },
            container: store.container,
            pluginOptions: {},
          })
        )
      } finally {
        kick.mockRestore()
      }
    }

    // What is over the number is what the failure shows.
    it.each([
      ["no provider order", undefined, [], 2],
      ["one", CLIMES_ORDER, [{ external_id: "climes-1" }], 9],
      [
        "four",
        {
          metadata: {
            ...CLIMES_ORDER.metadata,
            fungies_order_id: "#1",
            aplazame_order_id: "apz-1",
            aplazame_amount: 100,
            akinon_order_id: 77,
          },
        },
        [
          { external_id: "#1" },
          { external_id: "77" },
          { external_id: "apz-1" },
          { external_id: "climes-1" },
        ],
        11,
      ],
    ])(
      "takes few statements for an order with %s",
      async (_, input, cancellations, most) => {
        const id = await cancelledSilently(input)

        const statements = await asked(id)

        const captured = await store.cancellationsOf(id)
        expect(
          captured.sort((a, b) =>
            String(a.external_id).localeCompare(String(b.external_id))
          )
        ).toMatchObject(cancellations)
        expect(statements.slice(most)).toEqual([])
      }
    )

    it("takes no more where the provider order was recorded before", async () => {
      const id = await cancelledSilently(CLIMES_ORDER)
      await store.admin.get(`/admin/orders/${id}/provider-orders`)
      expect(await rowsIn("cncl_provider_order")).toBe(1)

      const statements = await asked(id)

      expect(await rowsIn("cncl_cancellation")).toBe(1)
      expect(statements.slice(9)).toEqual([])
    })

    it("leaves neither a provider order nor a cancellation where it fails between the two", async () => {
      const knex = store.container.resolve("__pg_connection__")
      const order = await store.createOrder(CLIMES_ORDER)
      await knex.raw(
        `create function break_cancellation() returns trigger language plpgsql
           as $$ begin raise exception 'the disk is full'; end $$;
         create trigger break_cancellation before insert on cncl_cancellation
           for each row execute function break_cancellation()`
      )

      await store.cancelOrder(order.id)
      expect(await rowsIn("cncl_provider_order")).toBe(0)
      expect(await rowsIn("cncl_cancellation")).toBe(0)

      await knex.raw("drop function break_cancellation cascade")
      await store.emit("order.canceled", { id: order.id })
      expect(await rowsIn("cncl_provider_order")).toBe(1)
      expect(await rowsIn("cncl_cancellation")).toBe(1)
    })
  })

  describe("what is kept", () => {
    it("shows the attempts of a cancellation, and no key or token anywhere", async () => {
      store.sandbox.climes.orders.create({
        partner_order_id: "climes-1",
        climes: 60,
      })
      store.sandbox.climes.faults.next({
        type: "respond",
        status: 503,
        body: { message: `bad key ${store.sandbox.climes.credentials.apiKey}` },
      })
      const order = await store.createOrder(CLIMES_ORDER)
      await store.cancelOrder(order.id)
      const [{ id }] = (await store.cancellationsOf(order.id)) as [Cancellation]

      const { data } = await store.admin.get<{ cancellation: Cancellation }>(
        `/admin/cancellations/${id}`
      )

      expect(data.cancellation.attempts).toMatchObject([
        {
          number: 1,
          purpose: "send",
          outcome: "unknown",
          http_status: 503,
          request: { method: "DELETE" },
        },
      ])
      const shown = JSON.stringify(data)
      for (const secret of secretsOf()) {
        expect(shown).not.toContain(secret)
      }
      for (const table of [
        "cncl_attempt",
        "cncl_cancellation",
        "cncl_provider_order",
      ]) {
        expect(await dumpOf(table)).not.toMatch(
          new RegExp(secretsOf().join("|"))
        )
      }
    })
  })

  const secretsOf = (): string[] => [
    store.sandbox.climes.credentials.apiKey,
    store.sandbox.fungies.credentials.publicKey,
    store.sandbox.fungies.credentials.secretKey,
    store.sandbox.aplazame.credentials.privateKey,
    store.sandbox.akinon.credentials.token,
  ]

  const dumpOf = async (table: string): Promise<string> => {
    const knex = store.container.resolve("__pg_connection__")
    const { rows } = await knex.raw<{ rows: { dump: string }[] }>(
      `select coalesce(json_agg(t)::text, '') as dump from ${table} t`
    )
    return rows[0]?.dump ?? ""
  }
})
