import Medusa from "@medusajs/js-sdk"

/** The parts of the plugin's answers that the demo reads. */
export interface Cancellation {
  id: string
  provider_id: string
  kind: "cancel" | "void"
  status: string
  attempt_count: number
  last_error: { message: string } | null
  created_at: string
  settled_at: string | null
}

export interface Attempt {
  outcome: string | null
  error: { code: string } | null
}

export interface VoidFigures {
  provider_order_id: string
  provider_id: string
  unit: "currency" | "climes" | "item" | "none"
  total: number | null
  remaining: number | null
}

export interface NewProviderOrder {
  provider_id: string
  external_id: string
  amount?: number
  items?: { line_item_id: string; external_item_ids: number[] }[]
}

export interface NewVoid {
  provider_order_id: string
  amount?: number
  items?: { id: string; quantity: number }[]
}

/** Medusa's own client, and the plugin's routes. */
export class StoreApi {
  private readonly sdk: Medusa

  constructor(url: string, publishableKey?: string) {
    this.sdk = new Medusa({
      baseUrl: url,
      publishableKey,
      auth: { type: "jwt", jwtTokenStorageMethod: "memory" },
    })
  }

  get admin(): Medusa["admin"] {
    return this.sdk.admin
  }

  get store(): Medusa["store"] {
    return this.sdk.store
  }

  async logIn(email: string, password: string): Promise<void> {
    await this.sdk.auth.login("user", "emailpass", { email, password })
  }

  async registerProviderOrder(
    orderId: string,
    body: NewProviderOrder
  ): Promise<void> {
    await this.sdk.client.fetch(`/admin/orders/${orderId}/provider-orders`, {
      method: "POST",
      body,
    })
  }

  async cancellationsOf(orderId: string): Promise<Cancellation[]> {
    const { cancellations } = await this.sdk.client.fetch<{
      cancellations: Cancellation[]
    }>(`/admin/orders/${orderId}/cancellations`)
    return cancellations
  }

  async attemptsOf(cancellationId: string): Promise<Attempt[]> {
    const { cancellation } = await this.sdk.client.fetch<{
      cancellation: { attempts: Attempt[] }
    }>(`/admin/cancellations/${cancellationId}`)
    return cancellation.attempts
  }

  async cancelProviderOrder(
    orderId: string,
    body: { provider_order_id: string }
  ): Promise<Cancellation> {
    const { cancellation } = await this.sdk.client.fetch<{
      cancellation: Cancellation
    }>(`/admin/orders/${orderId}/cancellations`, { method: "POST", body })
    return cancellation
  }

  async voidsOf(orderId: string): Promise<VoidFigures[]> {
    const { voids } = await this.sdk.client.fetch<{ voids: VoidFigures[] }>(
      `/admin/orders/${orderId}/voids`
    )
    return voids
  }

  async voidPart(
    orderId: string,
    body: NewVoid,
    idempotencyKey?: string
  ): Promise<Cancellation> {
    const { cancellation } = await this.sdk.client.fetch<{
      cancellation: Cancellation
    }>(`/admin/orders/${orderId}/voids`, {
      method: "POST",
      body,
      headers: idempotencyKey ? { "idempotency-key": idempotencyKey } : {},
    })
    return cancellation
  }
}
