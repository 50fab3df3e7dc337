import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { type CustomStore, startCustomStore } from "./support/custom-store"
import { buy, createShop } from "./support/shop"
import { type Answer, type Cancellation, withStore } from "./support/store"

jest.setTimeout(240_000)

type Body = Record<string, unknown>

interface Refusal {
  message: string
  type?: string
}

interface Registered {
  provider_order: { id: string; items: Body[] | null }
}

interface Listed {
  cancellations: Cancellation[]
  count: number
}

withStore((store) => {
  const register = async (
    orderId: string,
    body: Body
  ): Promise<Answer<Registered>> =>
    store.admin.post<Registered>(
      `/admin/orders/${orderId}/provider-orders`,
      body
    )

  const atClimes = async (
    external_id = "c-1"
  ): Promise<{ orderId: string; provider_order_id: string }> => {
    store.sandbox.climes.orders.create({
      partner_order_id: external_id,
      climes: 60,
    })
    const { id: orderId } = await store.createOrder()
    const { status, data } = await register(orderId, {
      provider_id: "climes",
      external_id,
      amount: 60,
    })
    expect({ status, data }).toMatchObject({ status: 200 })
    return { orderId, provider_order_id: data.provider_order.id }
  }

  const isRefused = (
    { status, data }: Answer<Refusal>,
    message: RegExp
  ): void => {
    expect({ status, message: data.message }).toEqual({
      status: 400,
      message: expect.stringMatching(message) as string,
    })
    expect(data.type).toBe("invalid_data")
  }

  describe("what PostgreSQL can't hold", () => {
    it("is refused in every path", async () => {
      for (const [method, path] of [
        ["get", "/admin/cancellations/%00"],
        ["post", "/admin/cancellations/a%00/retry"],
        ["post", "/admin/cancellations/a%00/resolve"],
        ["post", "/admin/cancellation-providers/%00/pause"],
        ["post", "/admin/cancellation-providers/climes%00/resume"],
        ["get", "/admin/orders/%00/voids"],
        ["get", "/admin/orders/%00/cancellations"],
        ["get", "/admin/orders/%00/provider-orders"],
        ["post", "/admin/orders/%00/provider-orders"],
        ["post", "/admin/orders/a/provider-orders/%00"],
        ["delete", "/admin/orders/a/provider-orders/%00"],
        ["post", "/admin/orders/%00/voids"],
        ["post", "/admin/orders/%00/voids/preview"],
        ["post", "/admin/orders/%00/cancellations"],
      ] as const) {
        isRefused(
          await store.admin[method]<Refusal>(path),
          /^The path has a NUL character \(U\+0000\) in it, which can't be stored/
        )
      }
    })

    it("is refused in every query", async () => {
      const { id } = await store.createOrder()
      for (const list of [
        "/admin/cancellations",
        `/admin/orders/${id}/cancellations`,
        `/admin/orders/${id}/provider-orders`,
        `/admin/orders/${id}/voids`,
      ]) {
        for (const query of ["fields=%00", "order=a%00", "limit=%00"]) {
          isRefused(
            await store.admin.get<Refusal>(`${list}?${query}`),
            /^The query has a NUL/
          )
        }
      }
      for (const query of [
        "q=%00",
        "q=a%00b",
        "provider_id=%00",
        "provider_id[]=climes&provider_id[]=%00",
        "order_id=%00",
        "status=%00",
        "created_at[$gt]=%00",
      ]) {
        isRefused(
          await store.admin.get<Refusal>(`/admin/cancellations?${query}`),
          /^The query has a NUL/
        )
      }
    })

    it("is refused in every field of a body, and nothing is written", async () => {
      const { orderId, provider_order_id } = await atClimes()
      const of = `/admin/orders/${orderId}`
      const aVoid = { provider_order_id, amount: 1 }
      const anOrder = { provider_id: "climes", external_id: "c-2" }
      const bodies = (flaw: string): [string, Body][] => [
        [`${of}/voids`, { ...aVoid, note: flaw }],
        [`${of}/voids`, { ...aVoid, reason: `a${flaw}` }],
        [`${of}/voids`, { ...aVoid, provider_order_id: flaw }],
        [`${of}/voids`, { ...aVoid, details: { a: [flaw] } }],
        [`${of}/voids`, { ...aVoid, details: { [flaw]: 1 } }],
        [`${of}/voids`, { ...aVoid, items: [{ id: flaw, quantity: 1 }] }],
        [`${of}/voids/preview`, { ...aVoid, note: flaw }],
        [`${of}/cancellations`, { provider_order_id, note: flaw }],
        [`${of}/provider-orders`, { ...anOrder, external_id: flaw }],
        [`${of}/provider-orders`, { ...anOrder, provider_id: flaw }],
        [`${of}/provider-orders`, { ...anOrder, metadata: { a: flaw } }],
        [`${of}/provider-orders`, { ...anOrder, metadata: { [flaw]: 1 } }],
        [
          `${of}/provider-orders`,
          {
            ...anOrder,
            items: [{ line_item_id: "a", external_item_ids: [flaw] }],
          },
        ],
        [
          `${of}/provider-orders/${provider_order_id}`,
          { metadata: { a: flaw } },
        ],
        ["/admin/cancellations/retry", { ids: [flaw] }],
        ["/admin/cancellations/retry", { q: flaw }],
        ["/admin/cancellations/cncl_1/retry", { note: flaw }],
        [
          "/admin/cancellations/cncl_1/resolve",
          { resolution: "dismissed", note: flaw },
        ],
        ["/admin/cancellation-providers/climes/pause", { reason: flaw }],
      ]
      for (const [path, body] of bodies("\u0000")) {
        isRefused(
          await store.admin.post<Refusal>(path, body),
          /^The body has a NUL character/
        )
      }
      for (const [path, body] of bodies("\ud800")) {
        isRefused(
          // Sent as text, because axios would replace the character.
          await store.admin.post<Refusal>(
            path,
            Buffer.from(JSON.stringify(body)),
            { "content-type": "application/json" }
          ),
          /^The body has half of a character/
        )
      }
      expect(await store.cancellationsOf(orderId)).toEqual([])
      expect(store.sandbox.climes.journal).toEqual([])
    })

    it("is refused as an Idempotency-Key", async () => {
      const { orderId, provider_order_id } = await atClimes()
      for (const key of ["é", "k".repeat(256)]) {
        isRefused(
          await store.admin.post<Refusal>(
            `/admin/orders/${orderId}/voids`,
            { provider_order_id, amount: 1 },
            { "Idempotency-Key": key }
          ),
          /^Idempotency-Key must be 1 to 255 printable ASCII/
        )
      }
    })

    it.each([
      "0000-01-01",
      "-000001-01-01T00:00:00.000Z",
      "%2B010000-01-01T00:00:00.000Z",
      "%2B275760-09-13T00:00:00.000Z",
      "0001-01-01T00:00:00%2B01:00",
      "infinity",
      "-infinity",
      "2026-13-45",
      "",
    ])("is refused as a time: %j", async (time) => {
      for (const name of [
        "created_at",
        "created_at[$gte]",
        "created_at[$lt]",
      ]) {
        const answer = await store.admin.get<Refusal>(
          `/admin/cancellations?${name}=${time}`
        )
        isRefused(answer, /created_at must be a time from the year 1 to 9999/)
      }
    })

    it("isn't a time at either end", async () => {
      for (const time of ["0001-01-01", "9999-12-31T23:59:59.999Z"]) {
        expect(
          await store.admin.get(`/admin/cancellations?created_at[$gte]=${time}`)
        ).toMatchObject({ status: 200 })
      }
    })

    it("is refused where it is nested deeper than anything means", async () => {
      const { orderId, provider_order_id } = await atClimes()
      const deep = (levels: number): Buffer =>
        Buffer.from(
          `{"provider_order_id":"${provider_order_id}","amount":1,"details":{"a":${"[".repeat(levels)}${"]".repeat(levels)}}}`
        )
      isRefused(
        await store.admin.post<Refusal>(
          `/admin/orders/${orderId}/voids`,
          deep(30_000),
          { "content-type": "application/json" }
        ),
        /^The body has more than 64 lists or objects one inside the other/
      )
    })
  })

  describe("a body that isn't announced as JSON", () => {
    it.each([
      ["text/plain", "{}"],
      ["text/plain", '{"reason":"x"}'],
      ["application/x-www-form-urlencoded", "reason=x"],
      ["multipart/form-data; boundary=x", "--x--"],
      ["", '{"reason":"x"}'],
      // What an empty form on another site's page sends.
      ["application/x-www-form-urlencoded", ""],
      ["text/plain", ""],
    ])("as %j is refused, and does nothing: %j", async (type, body) => {
      isRefused(
        await store.admin.post<Refusal>(
          "/admin/cancellation-providers/climes/pause",
          Buffer.from(body),
          { "content-type": type }
        ),
        /^Send the body as JSON, with content-type: application\/json/
      )
      if (type !== "") {
        isRefused(
          await store.admin.post<Refusal>(
            "/admin/cancellation-providers/climes/resume",
            Buffer.from(body),
            { "content-type": type }
          ),
          /^Send the body as JSON/
        )
      }
      const { data } = await store.admin.get<{
        cancellation_providers: { id: string; is_paused: boolean }[]
      }>("/admin/cancellation-providers")
      expect(
        data.cancellation_providers.find(({ id }) => id === "climes")
      ).toMatchObject({ is_paused: false })
    })
  })

  describe("the mapping of a large order", () => {
    const ID_LENGTH = 36

    it("of 1,000 items in 1,000 lines is registered and corrected", async () => {
      const order = await store.createOrder({
        items: Array.from({ length: 1_000 }, () => ({})),
      })
      const items = (order.items ?? []).map(({ id: line_item_id }, n) => ({
        line_item_id,
        external_item_ids: [String(n).padStart(ID_LENGTH, "0")],
      }))
      const { pk } = store.sandbox.akinon.orders.create({ items: [11] })
      const { id } = order
      expect(JSON.stringify({ items }).length).toBeGreaterThan(64 * 1_024)

      const registered = await register(id, {
        provider_id: "akinon",
        external_id: pk,
        items,
      })
      expect(registered).toMatchObject({ status: 200 })
      expect(registered.data.provider_order.items).toHaveLength(1_000)

      const corrected = await store.admin.post<Registered>(
        `/admin/orders/${id}/provider-orders/${registered.data.provider_order.id}`,
        { items: items.slice(1) }
      )
      expect(corrected).toMatchObject({ status: 200 })
      expect(corrected.data.provider_order.items).toHaveLength(999)
    })

    it("has a limit, too, and says it", async () => {
      const { id } = await store.createOrder()
      const { status, data } = await store.admin.post<Refusal>(
        `/admin/orders/${id}/provider-orders`,
        {
          provider_id: "climes",
          external_id: "c-1",
          metadata: { text: "x".repeat(1_048_576) },
        }
      )
      expect({ status, message: data.message }).toEqual({
        status: 413,
        message: expect.stringContaining("1024 KB at most") as string,
      })
    })

    it("leaves no room for metadata of that size", async () => {
      const { id } = await store.createOrder()
      isRefused(
        await store.admin.post<Refusal>(`/admin/orders/${id}/provider-orders`, {
          provider_id: "climes",
          external_id: "c-1",
          metadata: { text: "x".repeat(90_000) },
        }),
        /metadata is too large: 64 KB of JSON at most/
      )
    })
  })

  describe("the name of a parameter that no list has", () => {
    it("is repeated only if it reads like a name", async () => {
      const { id } = await store.createOrder()
      for (const list of [
        "/admin/cancellations",
        `/admin/orders/${id}/cancellations`,
        `/admin/orders/${id}/provider-orders`,
        `/admin/orders/${id}/voids`,
      ]) {
        isRefused(
          await store.admin.get<Refusal>(`${list}?ES9121000418450200051332=1`),
          /^Invalid request: Unrecognized fields: '…'$/
        )
        isRefused(
          await store.admin.get<Refusal>(`${list}?with_deleted=true`),
          /^Invalid request: Unrecognized fields: 'with_deleted'$/
        )
      }
    })
  })

  describe("what a provider says", () => {
    const answered = async (body: unknown): Promise<Cancellation[]> => {
      const { orderId } = await atClimes()
      store.sandbox.climes.faults.always({
        type: "respond",
        status: 422,
        body: body as Body,
      })
      await store.cancelOrder(orderId)
      store.sandbox.climes.faults.clear()
      const { data } = await store.admin.get<Listed>(
        "/admin/cancellations?limit=20"
      )
      expect(data.count).toBe(1)
      return data.cancellations
    }

    it("is kept in a sentence's length, however long it is", async () => {
      const cancellations = await answered({ message: "M".repeat(900_000) })

      expect(cancellations).toMatchObject([
        { last_error: { provider_message: `${"M".repeat(1_000)}…` } },
      ])
      expect(JSON.stringify(cancellations).length).toBeLessThan(10_000)
    })

    it("is shown in a sentence's length, whoever wrote it down", async () => {
      await answered({ message: "no" })
      const sql = store.container.resolve(
        ContainerRegistrationKeys.PG_CONNECTION
      )
      await sql.raw(
        `update cncl_cancellation set last_error =
          jsonb_set(last_error, '{provider_message}', to_jsonb(repeat('M', 900000)))`
      )
      const { data } = await store.admin.get<Listed>("/admin/cancellations")
      expect(data.cancellations[0]?.last_error).toMatchObject({
        provider_message: `${"M".repeat(2_000)}…`,
      })
    })

    it("shows no key, in whatever writing it comes back", async () => {
      const key = store.sandbox.climes.credentials.apiKey
      const basic = Buffer.from(`merchant:${key}`).toString("base64")
      const percent = [...Buffer.from(key)]
        .map((byte) => `%${byte.toString(16)}`)
        .join("")
      const unicode = [...Buffer.from(key)]
        .map((byte) => `\\u${byte.toString(16).padStart(4, "0")}`)
        .join("")
      const hex = Buffer.from(key).toString("hex")
      const writings = [basic, percent, unicode, hex, key]

      const [cancellation] = await answered({
        message: `Authorization: Basic ${basic}`,
        more: writings,
        nested: JSON.stringify({ key: writings }),
      })
      const whole = await store.admin.get(
        `/admin/cancellations/${cancellation?.id ?? ""}`
      )
      expect(whole.data).toMatchObject({
        cancellation: {
          attempts: [{ response: { body: expect.anything() as unknown } }],
        },
      })
      const sql = store.container.resolve(
        ContainerRegistrationKeys.PG_CONNECTION
      )
      const { rows } = await sql.raw<{ rows: unknown[] }>(
        "select cancellation.*, attempt.* from cncl_cancellation cancellation join cncl_attempt attempt on attempt.cancellation_id = cancellation.id"
      )
      const everything = JSON.stringify([whole.data, rows])
      expect(everything).toContain("***")
      for (const writing of [...writings, basic.slice(-12, -4)]) {
        expect(everything).not.toContain(writing)
        expect(everything).not.toContain(JSON.stringify(writing).slice(1, -1))
      }
    })
  })

  describe("the store API", () => {
    const ASKED = [
      "id,*provider_orders",
      "id,+provider_orders.external_id",
      "id,provider_orders.*",
      "id,*provider_orders.cancellations,*provider_orders.cancellations.attempts",
      "id,+provider_order.external_id,*provider_order",
      "id,items.*,*customer.orders.provider_orders",
      "id,*cart.order.provider_orders",
    ]
    let customStore: CustomStore

    beforeEach(async () => {
      customStore = await startCustomStore(store.container)
    })

    afterEach(async () => {
      await customStore.close()
    })

    it("shows a shopper nothing, not even through a store's own routes", async () => {
      const shop = await createShop(store.container)
      const headers = { "x-publishable-api-key": shop.publishableKey }
      const { orderId } = await atClimes("strangers-order")
      await store.cancelOrder(orderId)
      const all = `/every-order?fields=${encodeURIComponent(ASKED[3] ?? "")}`

      // Where nothing guards the route, the value can be read.
      const open = await customStore.get(`/open${all}`)
      expect(open).toMatchObject({ status: 200 })
      expect(open.text).toContain("strangers-order")
      expect(open.text).toContain('"attempts"')

      for (const path of ["/every-order", "/every-order/of/a@b.example"]) {
        for (const fields of ASKED) {
          const { status, text } = await customStore.get(
            `/store${path}?fields=${encodeURIComponent(fields)}`,
            headers
          )
          expect({ fields, status, text }).toEqual({
            fields,
            status: 200,
            text: expect.stringContaining(orderId) as string,
          })
          expect(text).not.toContain("strangers-order")
          expect(text).not.toContain("provider_order")
        }
      }
    })

    it("shows a shopper nothing through Medusa's own routes", async () => {
      const shop = await createShop(store.container)
      const headers = { "x-publishable-api-key": shop.publishableKey }
      const { cartId, orderId } = await buy(store.anonymous, shop, {})
      store.sandbox.climes.orders.create({
        partner_order_id: "strangers-order",
        climes: 60,
      })
      await register(orderId, {
        provider_id: "climes",
        external_id: "strangers-order",
        amount: 60,
      })
      await store.cancelOrder(orderId)

      for (const fields of ASKED) {
        for (const path of [
          `/store/orders/${orderId}`,
          "/store/orders",
          `/store/carts/${cartId}`,
          "/store/customers/me",
          "/store/regions",
          "/store/products",
        ]) {
          const { data } = await store.anonymous.get(
            `${path}?fields=${encodeURIComponent(fields)}`,
            headers
          )
          expect(JSON.stringify(data)).not.toContain("strangers-order")
        }
      }
    })
  })
})
