import { type OrderDTO } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { backfillOrderCancellationsWorkflow } from "../../src/workflows"
import { type Answer, type Cancellation, withStore } from "./support/store"

jest.setTimeout(120_000)

// It runs before the store's own hooks, which read medusa-config.ts.
beforeAll(() => {
  process.env.APLAZAME_AFTER = "akinon"
})

afterAll(() => {
  delete process.env.APLAZAME_AFTER
})

withStore((store) => {
  const at = async (
    order: OrderDTO,
    provider: "akinon" | "aplazame"
  ): Promise<Cancellation> => {
    const all = await store.cancellationsOf(order.id)
    return all.find(({ provider_id }) => provider_id === provider)!
  }

  const act = (
    { id }: Cancellation,
    action: "retry" | "resolve",
    body: Record<string, unknown> = {}
  ): Promise<Answer<{ cancellation: Cancellation; message: string }>> =>
    store.admin.post(`/admin/cancellations/${id}/${action}`, body)

  /** An order with a loan, which the warehouse may have shipped. */
  const bought = async (
    ruleFails: string | null
  ): Promise<{ order: OrderDTO; ship: (words: string | null) => void }> => {
    const shipment = store.sandbox.akinon.orders.create({
      items: [11],
      ruleFails,
    })
    store.sandbox.aplazame.orders.create({
      mid: "apz-1",
      total_amount: 10_000,
      environment: "sandbox",
    })
    const order = await store.createOrder({
      metadata: {
        // First, so that only the option puts it last.
        aplazame_order_id: "apz-1",
        akinon_order_id: shipment.pk,
      },
    })
    return {
      order,
      ship: (words) => {
        store.sandbox.akinon.orders.update(shipment.pk, { ruleFails: words })
      },
    }
  }

  const loanIsCancelled = (): boolean =>
    store.sandbox.aplazame.effects.length > 0

  it("cancels the loan after the shipment", async () => {
    const { order } = await bought(null)
    await store.cancelOrder(order.id)

    expect(await at(order, "akinon")).toMatchObject({
      status: "succeeded",
      waits_for: null,
    })
    expect(await at(order, "aplazame")).toMatchObject({
      status: "succeeded",
      waits_for: null,
    })
    expect(loanIsCancelled()).toBe(true)
  })

  it("keeps the loan of what was shipped, and cancels it by itself once Akinon agrees after a retry", async () => {
    const { order, ship } = await bought("Items were shipped")
    await store.cancelOrder(order.id)

    const refused = await at(order, "akinon")
    expect(refused.status).toBe("rejected")
    const kept = await at(order, "aplazame")
    expect(kept).toMatchObject({
      status: "needs_review",
      waits_for: ["akinon"],
      attempt_count: 0,
      next_attempt_at: null,
      last_error: {
        code: "dependency_failed",
        message: expect.stringContaining(refused.id),
      },
    })
    expect(store.sandbox.aplazame.journal).toEqual([])

    // Nobody cancels the loan by mistake.
    const { status, data } = await act(kept, "retry", { note: "Again" })
    expect(status).toBe(400)
    expect(data.message).toMatch(/It waits for "akinon"/)

    ship(null)
    expect((await act(refused, "retry")).status).toBe(200)
    await store.settled()
    expect(await at(order, "akinon")).toMatchObject({ status: "succeeded" })
    expect(await at(order, "aplazame")).toMatchObject({
      status: "succeeded",
      waits_for: null,
      last_error: null,
    })
    expect(loanIsCancelled()).toBe(true)
  })

  it("keeps waiting while Akinon's decision is open", async () => {
    const { order } = await bought(null)
    await store.sandbox.akinon.down()
    try {
      await store.cancelOrder(order.id)
      expect(await at(order, "aplazame")).toMatchObject({
        status: "pending",
        waits_for: ["akinon"],
        next_attempt_at: null,
      })
      expect(loanIsCancelled()).toBe(false)
    } finally {
      await store.sandbox.akinon.up()
    }
    await act(await at(order, "akinon"), "resolve", {
      resolution: "succeeded",
      note: "Cancelled in Akinon's panel.",
    })
    await store.settled()
    expect(await at(order, "aplazame")).toMatchObject({ status: "succeeded" })
  })

  it("cancels the loan of what was shipped where a person says so", async () => {
    const { order } = await bought("Items were shipped")
    await store.cancelOrder(order.id)

    const { status } = await act(await at(order, "aplazame"), "retry", {
      without_waiting: true,
      note: "A present of the house.",
    })
    expect(status).toBe(200)
    await store.settled()
    const loan = await at(order, "aplazame")
    expect(loan).toMatchObject({
      status: "succeeded",
      waits_for: null,
      history: [
        expect.objectContaining({
          action: "retry",
          by: store.adminId,
          note: "A present of the house.",
        }),
      ],
    })
    expect(loanIsCancelled()).toBe(true)
  })

  it("is captured in turn by a backfill as well", async () => {
    const { order } = await bought("Items were shipped")
    await store.orders.cancel(order.id)
    await store.container.resolve(ContainerRegistrationKeys.PG_CONNECTION).raw(
      `update "order" set canceled_at = now() - interval '5 minutes'
         where id = ?`,
      [order.id]
    )

    const { result } = await backfillOrderCancellationsWorkflow(
      store.container
    ).run({
      input: { from: new Date(Date.now() - 3_600_000), dry_run: false },
    })
    expect(result.orders).toHaveLength(1)
    await store.ledger.kick()
    await store.settled()
    expect(await at(order, "aplazame")).toMatchObject({
      status: "needs_review",
      last_error: { code: "dependency_failed" },
    })
    expect(loanIsCancelled()).toBe(false)
  })
})
