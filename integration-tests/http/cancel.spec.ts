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

  describe("what cancelling would do", () => {
    interface Preview {
      provider_id: string
      step: number
      waits_for: string[] | null
      request: { method: string; url: string; body: unknown } | null
      record: { state: string; message: string | null } | null
      likely: string
      problem: string | null
    }
    interface Previews {
      preview?: Preview
      previews: Preview[]
      problem: string | null
      count: number
      limit: number
      offset: number
    }

    const preview = (orderId: string, body: object = {}, query = "") =>
      store.admin.post<Previews>(
        `/admin/orders/${orderId}/cancellations/preview${query}`,
        body
      )

    /** An order with a counterpart at each of the four. */
    const everywhere = async (
      at: { akinon?: object; aplazame?: object; fungies?: object } = {}
    ) => {
      const { climes, fungies, aplazame, akinon } = store.sandbox
      climes.orders.create({ partner_order_id: "c-1", climes: 60 })
      fungies.orders.create({ number: "#7", ...at.fungies })
      aplazame.orders.create({
        mid: "apz-1",
        total_amount: 10_000,
        environment: "sandbox",
        ...at.aplazame,
      })
      const { pk } = akinon.orders.create({ items: [11], ...at.akinon })
      return store.createOrder({
        metadata: {
          climes_order_id: "c-1",
          fungies_order_id: "#7",
          aplazame_order_id: "apz-1",
          akinon_order_id: pk,
        },
        items: [{ metadata: { akinon_item_ids: [11] } }],
      })
    }

    /** Nothing was changed anywhere, and nothing but reads was sent. */
    const expectOnlyReads = () => {
      const { climes, fungies, aplazame, akinon } = store.sandbox
      for (const { effects, journal } of [climes, fungies, aplazame, akinon]) {
        expect(effects).toEqual([])
        expect(journal.filter(({ method }) => method !== "GET")).toEqual([])
      }
    }

    const byProvider = ({ previews }: Previews) =>
      Object.fromEntries(
        previews.map((one) => [one.provider_id, one])
      ) as Record<string, Preview>

    it("shows each provider's request and likely answer, and only reads", async () => {
      const order = await everywhere()

      const { status, data } = await preview(order.id)

      expect({ status, data }).toMatchObject({
        status: 200,
        data: { problem: null, count: 4, limit: 50, offset: 0 },
      })
      expect(data.preview).toBeUndefined()
      const { climes, fungies, aplazame, akinon } = byProvider(data)
      expect(climes).toMatchObject({
        request: { method: "DELETE" },
        record: null,
        likely: "unknown",
        problem: null,
      })
      for (const one of [fungies, aplazame, akinon]) {
        expect(one).toMatchObject({
          step: 1,
          waits_for: null,
          request: { method: expect.stringMatching(/PATCH|POST/) as string },
          record: { state: "open" },
          likely: "succeeds",
          problem: null,
        })
      }
      expect(akinon?.request?.body).toMatchObject({ is_all: true })
      expectOnlyReads()
      expect(await store.cancellationsOf(order.id)).toEqual([])
    })

    it("reads each order once", async () => {
      const order = await everywhere()

      await preview(order.id)

      for (const provider of ["fungies", "aplazame", "akinon"] as const) {
        const calls = journalOf(provider)
        expect(calls).toEqual([...new Set(calls)])
      }
    })

    it("foresees what is shipped, captured and done already", async () => {
      const order = await everywhere({
        akinon: { status: 500 },
        aplazame: { captured: 10_000 },
        fungies: { status: "CANCELLED" },
      })

      const { data } = await preview(order.id)

      expect(byProvider(data)).toMatchObject({
        akinon: { record: { state: "shipped" }, likely: "refused" },
        aplazame: { record: { state: "captured" }, likely: "refused" },
        fungies: { record: { state: "cancelled" }, likely: "already_done" },
      })
      expectOnlyReads()
    })

    it("foresees that an order isn't confirmed yet, and is tried until it is", async () => {
      const order = await everywhere({ aplazame: { status: "pending" } })

      const { data } = await preview(order.id)

      expect(byProvider(data).aplazame).toMatchObject({
        request: { method: "POST" },
        record: {
          state: "not_confirmed",
          message: expect.stringContaining("tried again") as string,
        },
        likely: "unknown",
        problem: null,
      })
    })

    it("goes without the record of a provider that doesn't answer in 3 s", async () => {
      const order = await everywhere()
      store.sandbox.aplazame.faults.always({ type: "latency", ms: 8_000 })
      const begun = Date.now()

      const { data } = await preview(order.id)

      expect(Date.now() - begun).toBeLessThan(7_000)
      expect(byProvider(data)).toMatchObject({
        aplazame: {
          request: { method: "POST" },
          record: null,
          likely: "unknown",
          problem: expect.stringContaining("Aplazame") as string,
        },
        akinon: { likely: "succeeds" },
      })
      expectOnlyReads()
    })

    it("of one provider order is as if it were cancelled by hand", async () => {
      const order = await everywhere()
      const { data: listed } = await store.admin.get<{
        provider_orders: { id: string; provider_id: string }[]
      }>(`/admin/orders/${order.id}/provider-orders`)
      const idOf = (provider: string) =>
        listed.provider_orders.find(
          ({ provider_id }) => provider_id === provider
        )?.id

      const { status, data } = await preview(order.id, {
        provider_order_id: idOf("akinon"),
        details: { ibans: { 11: "ES9121000418450200051332" } },
      })

      expect({ status, data }).toMatchObject({
        status: 200,
        data: {
          preview: { provider_id: "akinon", request: { method: "POST" } },
          previews: [{ provider_id: "akinon" }],
          problem: null,
          count: 1,
        },
      })
      expect(JSON.stringify(data)).not.toContain("ES91")
      expect(journalOf("aplazame")).toEqual([])
      expectOnlyReads()

      const refused = await preview(order.id, {
        provider_order_id: idOf("climes"),
        details: { ibans: {} },
      })
      expect(refused).toMatchObject({
        status: 400,
        data: { message: "Climes takes no details: leave out ibans." },
      })
    })

    it("says what is cancelled already, and that nothing would be sent", async () => {
      const order = await everywhere()
      await store.cancelOrder(order.id)
      const before = journalOf("aplazame")

      const { data } = await preview(order.id)

      expect(data.problem).toBe("This order is cancelled in Medusa already.")
      for (const one of data.previews) {
        expect(one).toMatchObject({
          request: null,
          likely: "already_done",
          problem: expect.stringContaining("It was cancelled before") as string,
        })
      }
      expect(journalOf("aplazame")).toEqual(before)
    })

    it("says that Medusa itself would refuse", async () => {
      const order = await store.createOrder(CLIMES_ORDER)
      await store.orders.completeOrder(order.id)

      const { data } = await preview(order.id)

      expect(data).toMatchObject({
        problem: expect.stringContaining("completed order") as string,
        previews: [
          {
            provider_id: "climes",
            problem: expect.stringContaining("completed order") as string,
          },
        ],
      })
    })

    it("comes in pages", async () => {
      const order = await everywhere()

      const { data } = await preview(order.id, {}, "?limit=1&offset=3")

      expect(data).toMatchObject({ count: 4, limit: 1, offset: 3 })
      expect(data.previews).toHaveLength(1)
    })

    it.each([
      [{ details: { ibans: {} } }, "details belong to one provider order"],
      [{ amount: 5 }, "amount"],
    ])("takes nothing else: %j", async (body, words) => {
      const order = await store.createOrder(CLIMES_ORDER)
      const { status, data } = await preview(order.id, body)
      expect({ status, data }).toMatchObject({
        status: 400,
        data: { message: expect.stringContaining(words) as string },
      })
    })

    it("of an unknown order, or another order's provider order, is none", async () => {
      const order = await store.createOrder(CLIMES_ORDER)
      expect(await preview("order_none")).toMatchObject({ status: 404 })
      expect(
        await preview(order.id, { provider_order_id: "cnpo_none" })
      ).toMatchObject({ status: 404 })
    })
  })

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
        // It is left alone for so long that there is one attempt to see.
        status: 429,
        headers: { "retry-after": "600" },
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
          outcome: "retry",
          http_status: 429,
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
