import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { TestEventUtils } from "@medusajs/test-utils"
import { type AkinonRecordPath } from "../../sandbox/akinon"
import { type AplazameOrderInput } from "../../sandbox/aplazame"
import { type OperationContext } from "../../src/modules/cancellation/operations/context"
import { type Cancellation, withStore } from "./support/store"

jest.setTimeout(120_000)

const SYSTEM = "pp_system_default"

type Body = Record<string, unknown>

interface Figures {
  total: number | null
  voided: number
  remaining: number | null
  provider: { voided: number | null } | null
  drift: boolean
}

withStore((store) => {
  const register = async (orderId: string, body: Body): Promise<string> => {
    const { status, data } = await store.admin.post<{
      provider_order: { id: string }
    }>(`/admin/orders/${orderId}/provider-orders`, body)
    expect({ status, data }).toMatchObject({ status: 200 })
    return data.provider_order.id
  }

  const voidOf = async (orderId: string, body: Body): Promise<Cancellation> => {
    const { data } = await store.admin.post<{ cancellation: Cancellation }>(
      `/admin/orders/${orderId}/voids`,
      body
    )
    return data.cancellation
  }

  const figuresOf = async (orderId: string): Promise<Figures[]> => {
    const { data } = await store.admin.get<{ voids: Figures[] }>(
      `/admin/orders/${orderId}/voids`
    )
    return data.voids
  }

  const only = async (orderId: string): Promise<Cancellation> => {
    const [cancellation, ...more] = await store.cancellationsOf(orderId)
    expect(more).toEqual([])
    if (!cancellation) {
      throw new Error("Nothing was captured.")
    }
    return cancellation
  }

  /** Lets time pass until the only cancellation is no longer in flight. */
  const concluded = async (orderId: string): Promise<Cancellation> => {
    for (let attempt = 0; attempt < 10; attempt += 1) {
      const cancellation = await only(orderId)
      if (
        !["pending", "in_progress", "accepted"].includes(cancellation.status)
      ) {
        return cancellation
      }
      await store.container
        .resolve(ContainerRegistrationKeys.PG_CONNECTION)
        .raw(
          `update cncl_cancellation
           set next_attempt_at = now() - interval '1 minute'
           where next_attempt_at is not null`
        )
      await store.ledger.sweep()
      await store.settled()
    }
    throw new Error("It is still under way.")
  }

  const posts = (provider: "aplazame" | "akinon"): string[] =>
    store.sandbox[provider].journal
      .filter(({ method }) => method === "POST")
      .map(({ path }) => path)

  describe("Aplazame", () => {
    /** Makes an order of 100.50 EUR. Returns it and its provider order. */
    const atAplazame = async (
      fields: Partial<AplazameOrderInput> = {}
    ): Promise<[string, string]> => {
      store.sandbox.aplazame.orders.create({
        mid: "apz-1",
        total_amount: 10_050,
        environment: "sandbox",
        ...fields,
      })
      const order = await store.createOrder()
      const id = await register(order.id, {
        provider_id: "aplazame",
        external_id: "apz-1",
        amount: 100.5,
      })
      return [order.id, id]
    }

    const CAPTURED = { captured: 10_050 }

    it("doesn't cancel what was captured, and says to refund it there", async () => {
      const [order] = await atAplazame(CAPTURED)

      await store.cancelOrder(order)

      expect(await only(order)).toMatchObject({
        status: "rejected",
        last_error: {
          code: "order_captured",
          message: expect.stringMatching(/captured.*refund it at Aplazame/),
        },
      })
      expect(posts("aplazame")).toEqual(["/orders/apz-1/cancel"])
    })

    it("is asked again where what was captured looked done, and the cancel never arrived", async () => {
      const [order] = await atAplazame(CAPTURED)
      store.sandbox.aplazame.faults.next(
        { type: "drop_before_effect" },
        { method: "POST", path: /cancel/ }
      )

      await store.cancelOrder(order)

      expect(await concluded(order)).toMatchObject({
        status: "rejected",
        last_error: { code: "order_captured" },
      })
      expect(posts("aplazame")).toEqual([
        "/orders/apz-1/cancel",
        "/orders/apz-1/cancel",
      ])
    })

    it("voided nothing of what it captured", async () => {
      const [order] = await atAplazame(CAPTURED)

      expect(await figuresOf(order)).toMatchObject([
        { total: 100.5, voided: 0, provider: { voided: 0 }, drift: false },
      ])
    })

    it("voided what its list has of what it captured in part", async () => {
      const [order, provider_order_id] = await atAplazame({ captured: 4_050 })

      const { status } = await voidOf(order, { provider_order_id, amount: 10 })

      expect(status).toBe("succeeded")
      expect(await figuresOf(order)).toMatchObject([
        { total: 100.5, voided: 10, provider: { voided: 10 }, drift: false },
      ])
    })

    it.each([
      ["all", CAPTURED, /captured this order.*refund it at Aplazame/],
      ["a part", { captured: 4_050 }, /captured 40\.50 EUR.*only 60\.00 EUR/],
    ])(
      "says that %s was captured where less remains than is to be voided",
      async (_what, fields, message) => {
        const [order, provider_order_id] = await atAplazame(fields)

        expect(
          await voidOf(order, { provider_order_id, amount: 80 })
        ).toMatchObject({
          status: "rejected",
          last_error: {
            code: "order_captured",
            message: expect.stringMatching(message),
          },
        })
        expect(posts("aplazame")).toEqual([])
      }
    )

    it.each([
      "confirmation_rejected_by_merchant",
      "merchant_failed_to_confirm",
      "ko_generic",
      "expired_challenge",
    ])(
      "has nothing to cancel of an order that is over: %s",
      async (status_reason) => {
        const [order] = await atAplazame({ status: "ko", status_reason })

        await store.cancelOrder(order)

        expect(await only(order)).toMatchObject({
          status: "succeeded",
          proof: {
            by: "record",
            statement: expect.stringContaining(`ko: ${status_reason}`),
          },
        })
        expect(posts("aplazame")).toEqual([])
      }
    )

    it("has nothing to void of an order that is over, and says why", async () => {
      const [order, provider_order_id] = await atAplazame({
        status: "ko",
        status_reason: "confirmation_rejected_by_merchant",
      })

      expect(
        await voidOf(order, { provider_order_id, amount: 20 })
      ).toMatchObject({
        status: "rejected",
        last_error: {
          code: "order_declined",
          message: expect.stringContaining("confirmation_rejected_by_merchant"),
        },
      })
      expect(store.sandbox.aplazame.effects).toEqual([])
    })

    describe("refunded by its own payment provider", () => {
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

      const pay = async (orderId: string): Promise<string> => {
        const amount = 100.5
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

      const refund = async (paymentId: string): Promise<void> => {
        const done = TestEventUtils.waitSubscribersExecution(
          "payment.refunded",
          store.container.resolve(Modules.EVENT_BUS)
        )
        await store.admin.post(`/admin/payments/${paymentId}/refund`, {
          amount: 20,
        })
        await done
        await store.settled()
      }

      const voidedThere = (created: Date): void => {
        store.sandbox.aplazame.orders.update("apz-1", {
          voids: [
            { id: "theirs", amount: 2_000, created: created.toISOString() },
          ],
        })
      }

      it("is not voided once more: a person has to look", async () => {
        const [order] = await atAplazame()
        const paymentId = await pay(order)
        voidedThere(new Date())

        await refund(paymentId)

        const review = await only(order)
        expect(review).toMatchObject({ kind: "void", status: "needs_review" })
        expect(JSON.stringify(review.last_error)).toContain(
          "perhaps_voided_already"
        )
        expect(posts("aplazame")).toEqual([])
      })

      it("is voided where the void of its amount is older than the refund", async () => {
        const [order] = await atAplazame()
        const paymentId = await pay(order)
        voidedThere(new Date(Date.now() - 3_600_000))

        await refund(paymentId)

        expect(await only(order)).toMatchObject({ status: "succeeded" })
        expect(posts("aplazame")).toEqual(["/orders/apz-1/void"])
      })
    })
  })

  describe("Fungies", () => {
    const atFungies = async (fields: Body = {}): Promise<string> => {
      const { id } = store.sandbox.fungies.orders.create(fields)
      const order = await store.createOrder({
        metadata: { fungies_order_id: id },
      })
      return order.id
    }

    it("is done by one call where it spells its statuses in lower case", async () => {
      store.sandbox.fungies.settings.statusCase = "lower"
      const order = await atFungies()

      await store.cancelOrder(order)

      expect(await only(order)).toMatchObject({
        status: "succeeded",
        proof: {
          by: "answer",
          statement: "Fungies shows the order as cancelled",
        },
      })
      expect(store.sandbox.fungies.journal).toHaveLength(1)
    })

    it.each([
      ["EXPIRED", "upper"],
      ["FAILED", "upper"],
      ["UNPAID", "upper"],
      ["EXPIRED", "lower"],
    ] as const)(
      "has nothing to cancel of an order that is %s, in %s case",
      async (status, statusCase) => {
        store.sandbox.fungies.settings.statusCase = statusCase
        const order = await atFungies({ status })
        const word = statusCase === "lower" ? status.toLowerCase() : status

        await store.cancelOrder(order)

        expect(await only(order)).toMatchObject({
          status: "succeeded",
          proof: {
            by: "record",
            statement: `Fungies shows the order as ${word}`,
          },
        })
        expect(store.sandbox.fungies.effects).toEqual([])
      }
    )

    it.each(["error", "message", "error.message"] as const)(
      "is quoted from %s where it refuses",
      async (errorShape) => {
        store.sandbox.fungies.settings.errorShape = errorShape
        const order = await atFungies({
          status: "PARTIALLY_REFUNDED",
          refuses: "Codes were redeemed",
        })

        await store.cancelOrder(order)

        expect(await only(order)).toMatchObject({
          status: "rejected",
          last_error: { provider_message: "Codes were redeemed" },
        })
      }
    )
  })

  describe("Akinon", () => {
    const ITEMS = [11, 12]

    /** Two units of one line, which settle when they are told to. */
    const atAkinon = async (
      fields: Body = {}
    ): Promise<{ pk: number; order: string; id: string; line: string }> => {
      const { pk } = store.sandbox.akinon.orders.create({
        items: ITEMS,
        settlesAfterMs: 3_600_000,
        ...fields,
      })
      const order = await store.createOrder({ items: [{ quantity: 2 }] })
      const line = order.items?.[0]?.id as string
      const id = await register(order.id, {
        provider_id: "akinon",
        external_id: pk,
        items: [{ line_item_id: line, external_item_ids: ITEMS }],
      })
      return { pk, order: order.id, id, line }
    }

    const decide = (pk: number): void => {
      const items = store.sandbox.akinon.orders.get(pk)?.orderitem_set ?? []
      store.sandbox.akinon.orders.update(pk, {
        orderitem_set: items.map((item) => ({ ...item, settles_at: 0 })),
      })
    }

    it("turned down what waited and is open again", async () => {
      const { pk, order } = await atAkinon({ refusesLater: true })
      await store.cancelOrder(order)
      expect(await only(order)).toMatchObject({ status: "accepted" })

      decide(pk)

      expect(await concluded(order)).toMatchObject({
        status: "rejected",
        last_error: { code: "turned_down" },
      })
    })

    it("turned down a void, whose units are free again", async () => {
      const { pk, order, id, line } = await atAkinon({ refusesLater: true })
      const body = {
        provider_order_id: id,
        items: [{ id: line, quantity: 2 }],
      }
      expect(await voidOf(order, body)).toMatchObject({ status: "accepted" })

      decide(pk)

      expect(await concluded(order)).toMatchObject({
        status: "rejected",
        last_error: { code: "turned_down" },
      })
      store.sandbox.akinon.orders.update(pk, {
        refusesLater: false,
        settlesAfterMs: null,
      })
      expect(await voidOf(order, body)).toMatchObject({ status: "succeeded" })
    })

    it("names the items of a void that it took in part, to a person", async () => {
      const { pk, order, id, line } = await atAkinon({ refusesLater: [12] })
      await voidOf(order, {
        provider_order_id: id,
        items: [{ id: line, quantity: 2 }],
      })

      decide(pk)

      const review = await concluded(order)
      expect(review.status).toBe("needs_review")
      expect(review.last_error?.message).toMatch(
        /items 11 as canceled, and 12 as not/
      )
    })

    it.each<AkinonRecordPath>(["integration", "items", "detail"])(
      "is read where only this path is there: %s",
      async (path) => {
        store.sandbox.akinon.settings.recordPaths = [path]
        const { pk, order } = await atAkinon()
        store.sandbox.akinon.orders.update(pk, {
          orderitem_set: [
            { pk: 11, status: 100, settles_at: null },
            { pk: 12, status: 400, settles_at: null },
          ],
        })

        expect(await figuresOf(order)).toMatchObject([
          { source: "provider", provider: { voided: 1 } },
        ])
      }
    )

    it.each(["integration", "detail"] as const)(
      "finds an order cancelled that it can read at this path: %s",
      async (path) => {
        store.sandbox.akinon.settings.recordPaths = [path]
        const { order } = await atAkinon({ status: 100 })

        await store.cancelOrder(order)

        expect(await only(order)).toMatchObject({
          status: "succeeded",
          proof: {
            by: "record",
            statement: "Omnitron's record: status 100 (canceled)",
          },
        })
        expect(posts("akinon")).toEqual([])
      }
    )
  })
})
