import {
  ContainerRegistrationKeys,
  MedusaError,
} from "@medusajs/framework/utils"
import { REFUSAL_STATUS } from "../../src/modules/cancellation/core/refusal"
import { type OperationContext } from "../../src/modules/cancellation/operations/context"
import {
  type ValidateCancellationWorkflowInput,
  validateCancellationWorkflow,
} from "../../src/workflows"
import { type Answer, type Cancellation, withStore } from "./support/store"

jest.setTimeout(120_000)

// The merchant pays in the other specs.
process.env.CLIMES_PAYER = "customer"

type Body = Record<string, unknown>

interface Refusal {
  message: string
  type?: string
  code?: string
}

/** The store's own handler, which each test may replace. */
let validate: (input: ValidateCancellationWorkflowInput) => void
validateCancellationWorkflow.hooks.validate((input) => {
  validate(input)
})
beforeEach(() => {
  validate = () => undefined
})

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

  describe("the store's own hook", () => {
    it("is asked about what a person asks for, and refuses it in its own words", async () => {
      const [order, provider_order_id] = await atAplazame()
      const asked: ValidateCancellationWorkflowInput[] = []
      validate = (input) => {
        asked.push(input)
        throw new MedusaError(
          MedusaError.Types.NOT_ALLOWED,
          "Voids need a second pair of eyes."
        )
      }

      const body = { provider_order_id, amount: 12.5, note: "torn" }
      const whole = { provider_order_id, reason: "lost" }
      await store.anonymous.post(`/admin/orders/${order}/voids`, body)
      await preview(order, body)
      expect(asked).toEqual([])

      for (const [path, given] of [
        ["voids", body],
        ["cancellations", whole],
      ] as const) {
        expect(
          await store.admin.post(`/admin/orders/${order}/${path}`, given)
        ).toMatchObject({
          status: 400,
          data: {
            type: "not_allowed",
            code: "refused_by_store",
            message: "Voids need a second pair of eyes.",
          },
        })
      }

      expect(await store.cancellationsOf(order)).toEqual([])
      expect(store.sandbox.aplazame.effects).toEqual([])
      const same = {
        order_id: order,
        provider_order_ids: [provider_order_id],
        items: null,
        source: "admin",
        source_id: null,
        created_by: store.adminId,
      }
      expect(asked).toEqual([
        { ...same, kind: "void", amount: 12.5, reason: null, note: "torn" },
        { ...same, kind: "cancel", amount: null, reason: "lost", note: null },
      ])
    })

    it("doesn't hold up a request that is repeated", async () => {
      const [order, provider_order_id] = await atAplazame()
      const ask = (path: string, body: Body) =>
        store.admin.post<{ cancellation: Cancellation }>(
          `/admin/orders/${order}/${path}`,
          { provider_order_id, ...body },
          { "Idempotency-Key": path }
        )
      const first = await ask("voids", { amount: 5 })
      const whole = await ask("cancellations", {})
      validate = () => {
        throw new MedusaError(MedusaError.Types.NOT_ALLOWED, "Not any more.")
      }

      const { id } = first.data.cancellation
      expect(await ask("voids", { amount: 5 })).toMatchObject({
        status: 200,
        data: { cancellation: { id } },
      })
      expect(await ask("cancellations", {})).toMatchObject({
        data: { cancellation: { id: whole.data.cancellation.id } },
      })
      expect(await ask("voids", { amount: 6 })).toMatchObject({
        status: 422,
        data: { code: "idempotency_key_reused" },
      })
    })

    it("has no say in what Medusa did", async () => {
      const [order] = await atAplazame()
      validate = () => {
        throw new Error("It must not be asked.")
      }

      await store.cancelOrder(order)

      expect(await store.cancellationsOf(order)).toMatchObject([
        { kind: "cancel", source: "order_canceled", status: "succeeded" },
      ])
    })
  })

  it("each code is answered by some route, with its status and a message", async () => {
    const given: Record<string, number> = {}
    const code = async (answer: Promise<Answer<Refusal>>): Promise<string> => {
      const { status, data } = await answer
      expect(data.message).toMatch(/\w/)
      given[String(data.code)] = status
      return String(data.code)
    }
    const send = (path: string, body: unknown = {}, headers: Body = {}) =>
      store.admin.post<Refusal>(`/admin/${path}`, body, headers)
    const { registry } = (
      store.ledger as unknown as { context: OperationContext }
    ).context

    // An amount of money.
    const [order, provider_order_id] = await atAplazame()
    const of = `orders/${order}`
    const ask = (body: Body, headers: Body = {}) =>
      code(send(`${of}/voids`, { provider_order_id, ...body }, headers))
    const whole = (body: Body = {}) =>
      code(send(`${of}/cancellations`, { provider_order_id, ...body }))

    expect(await ask({ amount: "much" })).toBe("invalid_request")
    expect(await ask({})).toBe("amount_required")
    expect(await ask({ amount: 1.005 })).toBe("invalid_amount")
    expect(await ask({ amount: 100.01 })).toBe("exceeds_remaining")
    expect(await ask({ items: [{ id: "a", quantity: 1 }] })).toBe(
      "unit_mismatch"
    )
    expect(await ask({ amount: 1, details: { iban: 1 } })).toBe(
      "refused_by_provider"
    )
    expect(await ask({ amount: 1, note: "x".repeat(70_000) })).toBe(
      "body_too_large"
    )
    expect(
      await code(
        send(`${of}/provider-orders`, {
          provider_id: "aplazame",
          external_id: "apz-1",
        })
      )
    ).toBe("already_registered")
    expect(
      await code(
        send(`${of}/provider-orders`, { provider_id: "x", external_id: "1" })
      )
    ).toBe("provider_not_found")
    expect(await code(send("cancellation-providers/nobody/pause"))).toBe(
      "provider_not_found"
    )

    validate = () => {
      throw new MedusaError(MedusaError.Types.NOT_ALLOWED, "Not today.")
    }
    expect(await ask({ amount: 1 })).toBe("refused_by_store")
    validate = () => undefined

    const broken = jest.spyOn(registry.find("aplazame")!.strategy, "refuse")
    broken.mockImplementation(() => {
      throw new Error("a mistake")
    })
    expect(await whole()).toBe("provider_mistake")
    broken.mockRestore()

    const gone = jest.spyOn(registry, "find").mockReturnValue(null)
    expect(await whole()).toBe("not_configured")
    gone.mockRestore()

    const one = await send(
      `${of}/voids`,
      { provider_order_id, amount: 40 },
      { "Idempotency-Key": "one" }
    )
    expect(one.status).toBe(200)
    const { id } = (one.data as unknown as { cancellation: Cancellation })
      .cancellation
    expect(await ask({ amount: 41 }, { "Idempotency-Key": "one" })).toBe(
      "idempotency_key_reused"
    )
    expect(await code(send(`cancellations/${id}/retry`))).toBe("wrong_status")
    expect(
      await code(
        send(`${of}/provider-orders/${provider_order_id}`, { amount: 39 })
      )
    ).toBe("below_voided")
    expect(
      await code(
        store.admin.delete<Refusal>(
          `/admin/${of}/provider-orders/${provider_order_id}`
        )
      )
    ).toBe("has_cancellations")
    await send(`${of}/cancellations`, { provider_order_id })
    expect(await ask({ amount: 1 })).toBe("already_canceled")

    // What there isn't.
    expect(
      await code(store.admin.get<Refusal>("/admin/cancellations/none"))
    ).toBe("cancellation_not_found")
    expect(
      await code(store.admin.get<Refusal>("/admin/orders/none/voids"))
    ).toBe("order_not_found")
    expect(await ask({ provider_order_id: "none", amount: 1 })).toBe(
      "provider_order_not_found"
    )
    expect(
      await code(store.admin.get<Refusal>("/admin/cancellations?a.b.c=1"))
    ).toBe("invalid_request")

    // A whole order only, and climes that nobody counted.
    const game = await register(order, {
      provider_id: "fungies",
      external_id: "#1",
    })
    expect(await ask({ provider_order_id: game, amount: 1 })).toBe(
      "void_unsupported"
    )
    const [uncounted, climes] = await atClimes({})
    const atClimesAsk = (body: Body) =>
      code(
        send(`orders/${uncounted}/voids`, {
          provider_order_id: climes,
          ...body,
        })
      )
    expect(await atClimesAsk({ amount: 1 })).toBe("total_unknown")

    // An outcome that isn't known.
    await send(`orders/${uncounted}/provider-orders/${climes}`, { amount: 60 })
    store.sandbox.climes.faults.next({ type: "drop_after_effect" })
    const lost = await send(`orders/${uncounted}/voids`, {
      provider_order_id: climes,
      amount: 5,
    })
    const unknown = (lost.data as unknown as { cancellation: Cancellation })
      .cancellation
    expect(unknown.status).toBe("needs_review")
    const retry = (body: Body) =>
      code(send(`cancellations/${unknown.id}/retry`, body))
    expect(await retry({})).toBe("confirmation_required")
    expect(await retry({ confirm_not_applied: true })).toBe("note_required")

    // Items.
    const { pk } = store.sandbox.akinon.orders.create({ items: [11, 12] })
    const shirts = await store.createOrder({ items: [{ quantity: 2 }] })
    const line = shirts.items?.[0]?.id as string
    const mapping = (...external_item_ids: number[]) => ({
      items: [{ line_item_id: line, external_item_ids }],
    })
    const akinon = await register(shirts.id, {
      provider_id: "akinon",
      external_id: pk,
      ...mapping(11, 12),
    })
    const voidItems = (body: Body) =>
      send(`orders/${shirts.id}/voids`, { provider_order_id: akinon, ...body })
    const a = (id: string, quantity = 1) => ({ id, quantity })
    expect(await code(voidItems({}))).toBe("items_required")
    expect(await code(voidItems({ items: [a(line), a(line)] }))).toBe(
      "invalid_items"
    )
    expect(await code(voidItems({ items: [a("ordli_none")] }))).toBe(
      "unknown_item"
    )
    store.sandbox.akinon.faults.next(
      { type: "respond", status: 400, body: { message: "no" } },
      { method: "POST", path: /cancel/ }
    )
    const refused = await voidItems({
      items: [a(line)],
      details: {
        ibans: { 11: "ES9121000418450200051332" },
        holder_names: { 11: "Ana" },
      },
    })
    const rejected = (refused.data as unknown as { cancellation: Cancellation })
      .cancellation
    expect(rejected.status).toBe("rejected")
    const again = (body: Body) =>
      code(send(`cancellations/${rejected.id}/retry`, body))
    expect(await again({})).toBe("details_required")
    await send(`orders/${shirts.id}/provider-orders/${akinon}`, mapping(12, 13))
    expect(await again({ details: {} })).toBe("items_taken")

    await store.container
      .resolve(ContainerRegistrationKeys.PG_CONNECTION)
      .raw(
        `update cncl_cancellation set waits_for = '["climes"]' where id = ?`,
        [rejected.id]
      )
    expect(await again({ details: {} })).toBe("waits_for_others")

    expect(given).toEqual(REFUSAL_STATUS)
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
