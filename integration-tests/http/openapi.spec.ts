import {
  ContainerRegistrationKeys,
  generateJwtToken,
  Modules,
} from "@medusajs/framework/utils"
import Medusa from "@medusajs/js-sdk"
import {
  type CancellationRefusal,
  createCancellationClient,
  isCancellationRefusal,
} from "../../src/client"
import {
  answered,
  holdToDocument,
  operations,
} from "./support/openapi-document"
import { type Cancellation, withStore } from "./support/store"

jest.setTimeout(120_000)

interface Created {
  provider_order: { id: string }
}

interface Captured {
  cancellation: Cancellation
}

withStore((store) => {
  it("every documented operation answers as documented", async () => {
    const { admin, sandbox } = store
    answered.clear()
    sandbox.climes.orders.create({ partner_order_id: "c-1", climes: 60 })
    sandbox.fungies.orders.create({ number: "#1" })
    const { pk } = sandbox.akinon.orders.create({ items: [11, 12] })
    const order = await store.createOrder({ items: [{ quantity: 2 }] })
    const of = `/admin/orders/${order.id}`

    const climes = await admin.post<Created>(`${of}/provider-orders`, {
      provider_id: "climes",
      external_id: "c-1",
      amount: 50,
      metadata: { by: "hand" },
    })
    const akinon = await admin.post<Created>(`${of}/provider-orders`, {
      provider_id: "akinon",
      external_id: pk,
      items: [
        {
          line_item_id: order.items?.[0]?.id,
          external_item_ids: [11, 12],
        },
      ],
    })
    const fungies = await admin.post<Created>(`${of}/provider-orders`, {
      provider_id: "fungies",
      external_id: "#1",
    })
    const provider_order_id = climes.data.provider_order.id
    await admin.post(`${of}/provider-orders/${provider_order_id}`, {
      amount: 60,
    })
    await admin.get(`${of}/provider-orders?limit=1&order=-created_at`)
    await admin.get(`${of}/provider-orders?fields=id,provider_id`)

    const aVoid = { provider_order_id, amount: 10, note: "broken" }
    await admin.post(`${of}/voids/preview`, aVoid)
    await admin.post(`${of}/voids`, aVoid, { "Idempotency-Key": "one" })
    await admin.post(`${of}/voids`, {
      provider_order_id: akinon.data.provider_order.id,
      items: [{ id: order.items?.[0]?.id, quantity: 1, reason: "10" }],
    })
    await admin.get(`${of}/voids`)
    await admin.get(`${of}/voids?fields=provider_order_id,remaining`)

    sandbox.climes.faults.next({ type: "respond", status: 400, body: {} })
    const refused = await admin.post<Captured>(`${of}/voids`, aVoid)
    const { id } = refused.data.cancellation
    expect(refused.data.cancellation.status).toBe("rejected")
    await admin.get(`/admin/cancellations/${id}`)
    await admin.get(`/admin/cancellations/${id}?fields=id,attempts.outcome`)
    sandbox.climes.faults.next({ type: "respond", status: 400, body: {} })
    await admin.post(`/admin/cancellations/${id}/retry`, { note: "again" })
    await store.settled()
    sandbox.climes.faults.next({ type: "respond", status: 400, body: {} })
    await admin.post("/admin/cancellations/retry", {
      status: "rejected",
      provider_id: ["climes"],
      created_at: { $gte: "2026-01-01" },
    })
    await store.settled()
    await admin.post(`/admin/cancellations/${id}/resolve`, {
      resolution: "dismissed",
      note: "not wanted any more",
    })
    await admin.post(`/admin/cancellations/${id}/reopen`, {
      note: "wanted after all",
    })
    await admin.post(`/admin/cancellations/${id}/resolve`, {
      resolution: "dismissed",
      note: "looked there: not done",
      confirm_not_applied: true,
    })
    await admin.get("/admin/cancellation-export?status=dismissed")
    await admin.get("/admin/cancellation-outcomes")
    await admin.post("/admin/cancellations/retry", { ids: [id] })

    await admin.post(`${of}/cancellations/preview?limit=2&offset=1`)
    await admin.post(`${of}/cancellations/preview`, {
      provider_order_id,
      reason: "lost",
    })
    await admin.post(`${of}/cancellations`, {
      provider_order_id,
      reason: "lost",
    })
    await admin.get(`${of}/cancellations?kind=cancel`)
    await admin.get(
      "/admin/cancellations?status=succeeded&status=dismissed&created_at[$gte]=2026-01-01&q=c-1&fields=id,status"
    )
    await admin.get("/admin/cancellations")
    await admin.delete(
      `${of}/provider-orders/${fungies.data.provider_order.id}`
    )

    await admin.post("/admin/cancellation-providers/akinon/check")
    await admin.post("/admin/cancellation-providers/climes/check")
    await admin.post("/admin/cancellation-providers/climes/pause", {
      reason: "moving house",
    })
    await admin.get("/admin/cancellation-providers")
    await admin.post("/admin/cancellation-providers/climes/resume")

    // Each answer was checked when it came. Here, none may be missing.
    const done = new Set(
      [...answered]
        .filter((one) => / 20[02]$/.test(one))
        .map((one) => one.replace(/ \d+$/, ""))
    )
    expect([...done].sort()).toEqual(
      operations.map(({ method, template }) => `${method} ${template}`).sort()
    )
  })

  it("the client does what a program needs, with a secret API key", async () => {
    const { token } = await store.container
      .resolve(Modules.API_KEY)
      .createApiKeys({
        title: "A program",
        type: "secret",
        created_by: store.adminId,
      })
    const client = createCancellationClient(
      new Medusa({ baseUrl: store.url, apiKey: token })
    )
    const refusal = async (answer: Promise<unknown>) => {
      const error: unknown = await answer.catch((one: unknown) => one)
      expect(isCancellationRefusal(error)).toBe(true)
      const { status, code, message } = error as CancellationRefusal
      return { status, code, message }
    }
    store.sandbox.climes.orders.create({ partner_order_id: "c-1", climes: 60 })
    const order = await store.createOrder()
    const climes = {
      provider_id: "climes",
      external_id: "c-1",
      amount: 50,
    }

    const { provider_order } = await client.registerProviderOrder(
      order.id,
      climes
    )
    await client.correctProviderOrder(order.id, provider_order.id, {
      amount: 60,
    })
    const aVoid = { provider_order_id: provider_order.id, amount: 10 }
    const { preview } = await client.previewVoid(order.id, aVoid)
    expect(preview.remaining_after).toBe(50)
    const first = await client.createVoid(order.id, aVoid, "one")
    const again = await client.createVoid(order.id, aVoid, "one")
    expect(first.cancellation.status).toBe("succeeded")
    expect(again.cancellation.id).toBe(first.cancellation.id)
    expect((await client.listVoidFigures(order.id)).voids).toMatchObject([
      { total: 60, voided: 10, remaining: 50 },
    ])
    expect(
      await client.listCancellations({
        status: ["succeeded", "rejected"],
        created_at: { $gte: "2026-01-01" },
        order_id: order.id,
        limit: 1,
      })
    ).toMatchObject({ count: 1, limit: 1 })

    // Answered by Medusa's error handler, by the plugin, and before a route.
    expect(
      await refusal(client.createVoid(order.id, { ...aVoid, amount: 51 }))
    ).toEqual({
      status: 400,
      code: "exceeds_remaining",
      message: 'Only 50 climes remain to be voided at "climes".',
    })
    expect(await refusal(client.getCancellation("cncl_none"))).toEqual({
      status: 404,
      code: "cancellation_not_found",
      message: "Cancellation with id: cncl_none was not found",
    })
    expect(
      await refusal(client.registerProviderOrder(order.id, climes))
    ).toMatchObject({ status: 409, code: "already_registered" })
    expect(
      await refusal(
        client.createVoid(order.id, { ...aVoid, amount: 11 }, "one")
      )
    ).toMatchObject({ status: 422, code: "idempotency_key_reused" })
    expect(await refusal(client.listCancellations({ limit: 0 }))).toMatchObject(
      { status: 400, code: "invalid_request" }
    )
    const stranger = createCancellationClient(
      new Medusa({ baseUrl: store.url, apiKey: "sk_none" })
    )
    await expect(stranger.listCancellations()).rejects.not.toHaveProperty(
      "code"
    )
  })

  it("what the document doesn't say is noticed", async () => {
    const { data } = await store.admin.get<{
      cancellation_providers: Record<string, unknown>[]
    }>("/admin/cancellation-providers")
    const exchange = {
      method: "GET",
      path: "/admin/cancellation-providers",
      status: 200,
    }
    const [provider] = data.cancellation_providers
    for (const [change, message] of [
      [{ api_key: "x" }, "must NOT have additional properties"],
      [{ unit: "apples" }, "must be equal to one of the allowed values"],
      [{ last_success_at: 5 }, "must be string"],
    ] as const) {
      expect(() =>
        holdToDocument({
          ...exchange,
          data: { cancellation_providers: [{ ...provider, ...change }] },
        })
      ).toThrow(message)
    }
    expect(() => holdToDocument({ ...exchange, status: 500, data })).toThrow(
      "is not in docs/openapi.json"
    )
    expect(() =>
      holdToDocument({ ...exchange, path: "/admin/cancellations/a/b", data })
    ).toThrow("is not in docs/openapi.json")
  })

  describe("every documented operation", () => {
    const requestAll = async (
      headers: Record<string, unknown>
    ): Promise<string[]> => {
      const taken: string[] = []
      for (const { method, template } of operations) {
        const path = template.replace(/\{\w+\}/g, "climes")
        const { status } = await (method === "GET"
          ? store.anonymous.get(path, headers)
          : method === "DELETE"
            ? store.anonymous.delete(path, headers)
            : store.anonymous.post(path, {}, headers))
        if (status !== 401) {
          taken.push(`${method} ${path} answered ${status}`)
        }
      }
      return taken
    }

    it("answers 401 without a login", async () => {
      expect(operations.length).toBeGreaterThan(15)
      expect(await requestAll({})).toEqual([])
    })

    it("answers 401 to a customer, a publishable key and a made-up token", async () => {
      const { projectConfig } = store.container.resolve(
        ContainerRegistrationKeys.CONFIG_MODULE
      )
      const customer = await store.container
        .resolve(Modules.CUSTOMER)
        .createCustomers({ email: "shopper@example.com" })
      const claims = {
        actor_id: customer.id,
        actor_type: "customer",
        auth_identity_id: "authid_1",
        app_metadata: { customer_id: customer.id },
      }
      const token = generateJwtToken(claims, {
        secret: projectConfig.http.jwtSecret,
        expiresIn: "1h",
      })
      // The token is valid: the store's own routes accept it.
      const me = await store.anonymous.get("/store/customers/me", {
        authorization: `Bearer ${token}`,
        ...(await publishableKey()),
      })
      expect(me.status).toBe(200)

      expect(await requestAll({ authorization: `Bearer ${token}` })).toEqual([])
      expect(await requestAll(await publishableKey())).toEqual([])
      const forged = generateJwtToken(
        { ...claims, actor_id: store.adminId, actor_type: "user" },
        { secret: "another secret", expiresIn: "1h" }
      )
      expect(await requestAll({ authorization: `Bearer ${forged}` })).toEqual(
        []
      )
    })

    const publishableKey = async (): Promise<Record<string, string>> => {
      const channels = store.container.resolve(Modules.SALES_CHANNEL)
      const keys = store.container.resolve(Modules.API_KEY)
      const channel = await channels.createSalesChannels({ name: "Web" })
      const key = await keys.createApiKeys({
        title: "Web",
        type: "publishable",
        created_by: "",
      })
      await store.container.resolve(ContainerRegistrationKeys.LINK).create({
        [Modules.API_KEY]: { publishable_key_id: key.id },
        [Modules.SALES_CHANNEL]: { sales_channel_id: channel.id },
      })
      return { "x-publishable-api-key": key.token }
    }
  })
})
