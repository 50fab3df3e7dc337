import { z } from "@medusajs/framework/zod"

import type { ApiRequest, ProviderApi, Reply } from "./api"
import { isEmptyBody, isRecord, segmentsOf, unknownKeys } from "./api"
import type { NewEffect } from "./journal"
import { builderOf, OrderStore } from "./orders"

const DAY = 24 * 60 * 60 * 1000

const payerSchema = z.enum(["vote", "calculated"])

const inputSchema = z.strictObject({
  partner_order_id: z.string().min(1),
  /** How many climes were bought. */
  climes: z.number().int().min(0),
  /** Who pays: `vote` is the merchant, `calculated` is the customer. */
  payer: payerSchema.default("vote"),
  /** Epoch milliseconds. Left out: 10 days after the order is created. */
  unlock_date: z.number().optional(),
})

export type ClimesOrderInput = z.input<typeof inputSchema>

export interface ClimesOrder {
  partner_order_id: string
  payer: z.infer<typeof payerSchema>
  climes: number
  remaining_climes: number
  /** Epoch milliseconds. The order is locked until then, and can be changed. */
  unlock_date: number
  cancelled: boolean
}

export interface ClimesCredentials {
  apiKey: string
}

export interface ClimesSettings {
  /**
   * Null for no limit. Staging allows 10 requests a second, in windows of 60 s.
   */
  rateLimit: { requests: number; windowMs: number } | null
  /** The status of the answer to a second DELETE. No document says it. */
  repeatedCancelStatus: number
  /** The status for an unlocked order. The document only says "an error". */
  unlockedStatus: number
}

const DEFAULTS: ClimesSettings = {
  rateLimit: null,
  repeatedCancelStatus: 400,
  unlockedStatus: 400,
}

const message = (status: number, text: string): Reply => ({
  status,
  body: { message: text },
})

/**
 * Climes, by its pages "Partial Order Cancellation" and "Full Order
 * Cancellation". A removal isn't idempotent: each one removes again.
 */
export class ClimesApi implements ProviderApi<
  ClimesCredentials,
  ClimesSettings,
  ClimesOrderInput,
  ClimesOrder
> {
  readonly name = "climes"
  readonly basePath = ""
  readonly credentials = { apiKey: "climes-sandbox-key" }
  readonly settings: ClimesSettings = { ...DEFAULTS }
  readonly orders: OrderStore<ClimesOrderInput, ClimesOrder>
  private window = { startedAt: 0, requests: 0 }

  constructor(private readonly clock: () => number) {
    this.orders = new OrderStore<ClimesOrderInput, ClimesOrder>({
      build: builderOf(inputSchema, (input) => ({
        ...input,
        remaining_climes: input.climes,
        unlock_date: input.unlock_date ?? this.clock() + 10 * DAY,
        cancelled: false,
      })),
      idOf: (order) => order.partner_order_id,
    })
  }

  handle(request: ApiRequest, record: (effect: NewEffect) => void): Reply {
    if (request.headers["x-api-key"] !== this.credentials.apiKey) {
      return message(403, "Forbidden")
    }
    if (this.isOverLimit()) {
      return this.throttled()
    }

    const [version, area, payer, noun, ...rest] = segmentsOf(request.path) ?? []
    const isOurs =
      version === "v3" &&
      area === "integrations" &&
      noun === "order" &&
      payerSchema.safeParse(payer).success
    const [first, last] = rest

    if (isOurs && rest.length === 1 && first === "cancel") {
      if (request.method === "PATCH") {
        return this.remove(request, payer, record)
      }
    }
    if (isOurs && rest.length === 2 && first && last === "cancel") {
      if (request.method === "DELETE") {
        return this.cancel(request, payer, first, record)
      }
    }
    return message(404, `Cannot ${request.method} ${request.path}`)
  }

  throttled(): Reply {
    return message(429, "Too many requests")
  }

  reset(): void {
    this.orders.clear()
    this.window = { startedAt: 0, requests: 0 }
    Object.assign(this.settings, DEFAULTS)
  }

  private remove(
    { body }: ApiRequest,
    payer: string | undefined,
    record: (effect: NewEffect) => void
  ): Reply {
    const fields = body.type === "json" && isRecord(body.value) && body.value
    if (!fields) {
      return message(400, "Bad request: a JSON object is expected")
    }
    const { climes, partner_order_id: id } = fields
    if (
      typeof climes !== "number" ||
      !Number.isSafeInteger(climes) ||
      climes <= 0 ||
      typeof id !== "string" ||
      unknownKeys(fields, ["climes", "partner_order_id"]).length > 0
    ) {
      return message(
        400,
        "Bad request: climes, a whole number above 0, and " +
          "partner_order_id, a string, are expected, and nothing else"
      )
    }

    const order = this.findLocked(id, payer)
    if ("status" in order) {
      return order
    }
    if (climes > order.remaining_climes) {
      return message(400, "The order has fewer climes than that")
    }
    order.remaining_climes -= climes
    record({ order_id: id, kind: "void", amount: climes })
    return {
      status: 200,
      body: {
        message: "Order updated",
        remaining_climes: order.remaining_climes,
        partner_order_id: id,
      },
    }
  }

  private cancel(
    { body }: ApiRequest,
    payer: string | undefined,
    id: string,
    record: (effect: NewEffect) => void
  ): Reply {
    // the page's samples for Node and Axios send `{}`, the others nothing
    if (!isEmptyBody(body)) {
      return message(400, "Bad request: no body is expected")
    }
    const order = this.findLocked(id, payer)
    if ("status" in order) {
      return order
    }
    order.cancelled = true
    order.remaining_climes = 0
    record({ order_id: id, kind: "cancel" })
    return {
      status: 200,
      body: { message: "Order cancelled", partner_order_id: id },
    }
  }

  private findLocked(
    id: string,
    payer: string | undefined
  ): ClimesOrder | Reply {
    const order = this.orders.find(id)
    if (!order || order.payer !== payer) {
      return message(404, "Order not found")
    }
    if (order.cancelled) {
      return message(
        this.settings.repeatedCancelStatus,
        "The order is already cancelled"
      )
    }
    if (order.unlock_date <= this.clock()) {
      return message(
        this.settings.unlockedStatus,
        "The order is unlocked and can't be changed any more"
      )
    }
    return order
  }

  private isOverLimit(): boolean {
    const limit = this.settings.rateLimit
    if (!limit) {
      return false
    }
    const now = this.clock()
    if (now - this.window.startedAt >= limit.windowMs) {
      this.window = { startedAt: now, requests: 0 }
    }
    this.window.requests += 1
    return this.window.requests > limit.requests
  }
}
