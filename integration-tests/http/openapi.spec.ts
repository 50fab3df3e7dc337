import {
  ContainerRegistrationKeys,
  generateJwtToken,
  Modules,
} from "@medusajs/framework/utils"
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
