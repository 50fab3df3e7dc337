import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { TestEventUtils } from "@medusajs/test-utils"
import { type Basket, type Shop, buy, createShop } from "./support/shop"
import { withStore } from "./support/store"

jest.setTimeout(120_000)

withStore((store) => {
  let shop: Shop

  beforeEach(async () => {
    shop = await createShop(store.container)
    store.sandbox.climes.orders.create({
      partner_order_id: "strangers-order",
      climes: 60,
    })
  })

  /** Buys, and waits until the plugin heard that the order was placed. */
  const place = async (
    basket: Basket
  ): Promise<{ cartId: string; orderId: string }> => {
    const placed = TestEventUtils.waitSubscribersExecution(
      "order.placed",
      store.container.resolve(Modules.EVENT_BUS)
    )
    const order = await buy(store.anonymous, shop, basket)
    await placed
    return order
  }

  it("can't reach a stranger's order through the cart's metadata", async () => {
    const { orderId } = await place({
      metadata: { climes_order_id: "strangers-order" },
    })
    const copied = await store.orders.retrieveOrder(orderId)
    expect(copied.metadata).toMatchObject({
      climes_order_id: "strangers-order",
    })

    await store.cancelOrder(orderId)

    expect(store.sandbox.climes.journal).toEqual([])
    expect(await store.cancellationsOf(orderId)).toEqual([])
  })

  it("can't hide the key after the order was placed, either", async () => {
    const { cartId, orderId } = await place({
      metadata: { climes_order_id: "strangers-order" },
    })
    await store.container
      .resolve(Modules.CART)
      .updateCarts(cartId, { metadata: {} })

    await store.cancelOrder(orderId)

    expect(store.sandbox.climes.journal).toEqual([])
  })

  it("can't choose which of the provider's items are cancelled", async () => {
    const { pk } = store.sandbox.akinon.orders.create({ items: [11, 12] })
    const { orderId } = await place({
      quantity: 2,
      itemMetadata: { akinon_item_ids: [11, 12] },
    })
    await store.orders.updateOrders(orderId, {
      metadata: { akinon_order_id: pk },
    })

    const { data } = await store.admin.get<{
      provider_orders: { provider_id: string; items: unknown }[]
    }>(`/admin/orders/${orderId}/provider-orders`)

    expect(data.provider_orders).toMatchObject([
      { provider_id: "akinon", items: null },
    ])
  })

  it("is not in the way of what the store's server writes", async () => {
    const { orderId } = await place({ metadata: { gift: "yes" } })
    await store.orders.updateOrders(orderId, {
      metadata: { gift: "yes", climes_order_id: "strangers-order" },
    })

    await store.cancelOrder(orderId)

    expect(store.sandbox.climes.effects).toHaveLength(1)
  })

  it("sees nothing of provider orders and cancellations in the store API", async () => {
    const { orderId } = await place({})
    await store.orders.updateOrders(orderId, {
      metadata: { climes_order_id: "strangers-order" },
    })
    await store.cancelOrder(orderId)

    const { data } = await store.anonymous.get(
      `/store/orders/${orderId}?fields=id,*provider_orders,*provider_orders.cancellations`,
      { "x-publishable-api-key": shop.publishableKey }
    )

    expect(JSON.stringify(data)).not.toContain("strangers-order")
  })

  it("and nobody else reads or drives cancellations without a login", async () => {
    const { orderId } = await place({})
    for (const [method, path] of [
      ["get", `/admin/orders/${orderId}/provider-orders`],
      ["post", `/admin/orders/${orderId}/provider-orders`],
      ["get", `/admin/orders/${orderId}/voids`],
      ["post", `/admin/orders/${orderId}/voids`],
      ["post", `/admin/orders/${orderId}/voids/preview`],
      ["post", `/admin/orders/${orderId}/cancellations/preview`],
      ["get", `/admin/orders/${orderId}/cancellations`],
      ["post", `/admin/orders/${orderId}/cancellations`],
      ["get", "/admin/cancellations"],
      ["get", "/admin/cancellations/cncl_1"],
      ["post", "/admin/cancellations/cncl_1/retry"],
      ["post", "/admin/cancellations/cncl_1/resolve"],
      ["post", "/admin/cancellations/retry"],
      ["get", "/admin/cancellation-providers"],
      ["post", "/admin/cancellation-providers/climes/pause"],
      ["post", "/admin/cancellation-providers/climes/resume"],
    ] as const) {
      const { status } = await store.anonymous[method](path)
      expect({ path, status }).toEqual({ path, status: 401 })
    }
  })

  it("leaves a trail that Query follows from the order", async () => {
    const { orderId } = await place({})
    await store.orders.updateOrders(orderId, {
      metadata: { climes_order_id: "strangers-order" },
    })
    await store.cancelOrder(orderId)

    const { data } = await store.container
      .resolve(ContainerRegistrationKeys.QUERY)
      .graph({
        entity: "order",
        fields: [
          "id",
          "provider_orders.external_id",
          "provider_orders.cancellations.status",
        ],
        filters: { id: orderId },
      })

    expect(data).toMatchObject([
      {
        id: orderId,
        provider_orders: [
          {
            external_id: "strangers-order",
            cancellations: [{ status: "succeeded" }],
          },
        ],
      },
    ])
  })
})
