import { z } from "@medusajs/framework/zod"
import { Webhook } from "standardwebhooks"

import type { ApiRequest, ProviderApi, Reply } from "./api"
import { segmentsOf } from "./api"
import type { NewEffect } from "./journal"
import { builderOf, OrderStore } from "./orders"

const decisions = ["succeeded", "accepted", "rejected"] as const

const inputSchema = z.strictObject({
  /** The header `webhook-id`. */
  id: z.string().min(1),
  type: z.string(),
  order_id: z.string(),
  decision: z.enum(decisions).default("succeeded"),
  /** Epoch milliseconds after which an accepted one has succeeded. */
  settles_at: z.number().nullable().default(null),
})

export type ErpMessageInput = z.input<typeof inputSchema>
export type ErpMessage = z.output<typeof inputSchema>

export interface ErpCredentials {
  secret: string
}

export interface ErpSettings {
  /** What is decided about the next new message. */
  decision: (typeof decisions)[number]
  /** Accepted messages settle this much later. */
  settlesAfterMs: number
  /** Not null: every new message is refused with 422 and these words. */
  refuses: string | null
}

const DEFAULTS: ErpSettings = {
  decision: "succeeded",
  settlesAfterMs: 0,
  refuses: null,
}

/** What the effect of a message says of it. */
const messageSchema = z.object({
  type: z.enum(["order.canceled", "order.partially_canceled", "ping"]),
  data: z.object({ external_id: z.string().default("") }),
})

/**
 * An ERP that takes webhooks: it verifies them with Standard Webhooks' own
 * package, acts once on each id, and says what it decided. Its orders are the
 * messages that it took.
 */
export class ErpApi implements ProviderApi<
  ErpCredentials,
  ErpSettings,
  ErpMessageInput,
  ErpMessage
> {
  readonly name = "erp"
  readonly basePath = "/hook"
  readonly credentials = {
    secret: "whsec_c2FuZGJveC1lcnAtc2VjcmV0LW9mLTMyLWJ5dGVzLi4u",
  }
  readonly settings: ErpSettings = { ...DEFAULTS }
  readonly orders: OrderStore<ErpMessageInput, ErpMessage>

  constructor(private readonly clock: () => number) {
    this.orders = new OrderStore<ErpMessageInput, ErpMessage>({
      build: builderOf(inputSchema, (input) => input),
      idOf: ({ id }) => id,
      settle: (message) => {
        const { settles_at } = message
        if (settles_at !== null && settles_at <= this.clock()) {
          message.decision = "succeeded"
        }
      },
    })
  }

  handle(request: ApiRequest, record: (effect: NewEffect) => void): Reply {
    try {
      new Webhook(this.credentials.secret).verify(request.raw, request.headers)
    } catch (error) {
      return { status: 401, body: { message: (error as Error).message } }
    }
    const [base, noun, id, ...more] = segmentsOf(request.path) ?? []
    if (base === "hook" && noun === undefined && request.method === "POST") {
      return this.take(request, record)
    }
    const isRead = noun === "messages" && id && more.length === 0
    if (base === "hook" && isRead && request.method === "GET") {
      const message = this.orders.find(id)
      return { status: 200, body: answerOf(message) }
    }
    return { status: 404, body: { message: `Nothing at ${request.path}` } }
  }

  throttled(): Reply {
    return { status: 429, body: { message: "Too many messages" } }
  }

  reset(): void {
    this.orders.clear()
    Object.assign(this.settings, DEFAULTS)
  }

  private take(
    { headers, body }: ApiRequest,
    record: (effect: NewEffect) => void
  ): Reply {
    const { refuses, decision, settlesAfterMs } = this.settings
    const id = headers["webhook-id"] ?? ""
    const known = this.orders.find(id)
    if (known) {
      return { status: 200, body: answerOf(known) }
    }
    const parsed = messageSchema.safeParse(
      body.type === "json" ? body.value : null
    )
    if (!parsed.success) {
      return { status: 400, body: { message: "That is no message" } }
    }
    const { type, data } = parsed.data
    if (type === "ping") {
      return { status: 204 }
    }
    if (refuses !== null) {
      return { status: 422, body: { code: "refused", message: refuses } }
    }
    const message = this.orders.create({
      id,
      type,
      order_id: data.external_id,
      decision,
      settles_at:
        decision === "accepted" ? this.clock() + settlesAfterMs : null,
    })
    if (decision !== "rejected") {
      record({
        order_id: data.external_id,
        kind: type === "order.canceled" ? "cancel" : "void",
      })
    }
    return { status: 200, body: answerOf(message) }
  }
}

const answerOf = (message: ErpMessage | undefined) =>
  message
    ? {
        status: message.decision,
        ...(message.decision === "rejected"
          ? { code: "shipped", message: "The parcel has left" }
          : { reference: `ERP-${message.id.slice(-6)}` }),
      }
    : { status: "unknown" }
