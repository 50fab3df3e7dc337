import { randomUUID } from "node:crypto"

import { z } from "@medusajs/framework/zod"

import type { ApiRequest, ProviderApi, Reply } from "./api"
import { isRecord, segmentsOf } from "./api"
import type { NewEffect } from "./journal"
import { builderOf, OrderStore } from "./orders"

const statusSchema = z.enum([
  "PENDING",
  "PAID",
  "FAILED",
  "UNPAID",
  "CANCELLED",
  "REFUNDED",
  "PARTIALLY_REFUNDED",
  "EXPIRED",
])

const amount = z.number().int().nullable().default(0)

const inputSchema = z.strictObject({
  id: z.uuid().optional(),
  /** May begin with `#`. Left out: one is made up. */
  number: z.string().min(1).optional(),
  status: statusSchema.default("PAID"),
  value: amount,
  tax: amount,
  fee: amount,
  totalItems: amount,
  country: z.string().nullable().default(null),
  currency: z.string().nullable().default("USD"),
  currencyDecimals: z.number().int().nullable().default(2),
  userId: z.uuid().nullable().optional(),
  user: z
    .strictObject({
      id: z.string(),
      object: z.literal("user").default("user"),
      username: z.string().nullable().default(null),
    })
    .nullable()
    .default(null),
  /** Refusals of this order come as HTTP 200, with the error's body. */
  errorAs200: z.boolean().default(false),
  /** Every cancel is refused with this message. */
  refuses: z.string().nullable().default(null),
})

type ParsedInput = z.output<typeof inputSchema>

export type FungiesOrderInput = z.input<typeof inputSchema>

export type FungiesOrder = Omit<ParsedInput, "id" | "number" | "userId"> & {
  id: string
  number: string
  userId: string | null
  /** Epoch milliseconds. */
  createdAt: number
}

export interface FungiesCredentials {
  publicKey: string
  secretKey: string
}

export interface FungiesSettings {
  /** False: the keys can only read, and a cancel is answered with 403. */
  writeAccess: boolean
  /** How statuses are written: Fungies' own clients declare both ways. */
  statusCase: "upper" | "lower"
  /** Where a refusal has its words: Fungies' own clients look in all three. */
  errorShape: "error.message" | "error" | "message"
}

const DEFAULTS: FungiesSettings = {
  writeAccess: true,
  statusCase: "upper",
  errorShape: "error.message",
}

const failure = (status: number, message: string): Reply => ({
  status,
  body: { status: "error", error: { message } },
})

/** An order with one of these statuses has nothing left to cancel. */
const ENDS: readonly string[] = [
  "CANCELLED",
  "REFUNDED",
  "EXPIRED",
  "FAILED",
  "UNPAID",
]

/**
 * Fungies, by its page "Cancel Order". A cancel sets a status, and refunds
 * nothing.
 */
export class FungiesApi implements ProviderApi<
  FungiesCredentials,
  FungiesSettings,
  FungiesOrderInput,
  FungiesOrder
> {
  readonly name = "fungies"
  readonly basePath = "/v0"
  readonly credentials = {
    publicKey: "pub_fungies_sandbox",
    secretKey: "sec_fungies_sandbox",
  }
  readonly settings: FungiesSettings = { ...DEFAULTS }
  readonly orders: OrderStore<FungiesOrderInput, FungiesOrder>
  private lastNumber = 1000

  constructor(clock: () => number) {
    this.orders = new OrderStore<FungiesOrderInput, FungiesOrder>({
      build: builderOf(inputSchema, (input) => ({
        ...input,
        id: input.id ?? randomUUID(),
        number: input.number ?? `#${(this.lastNumber += 1)}`,
        userId: input.userId === undefined ? randomUUID() : input.userId,
        createdAt: clock(),
      })),
      idOf: (order) => order.id,
      aliasOf: (order) => order.number,
    })
  }

  handle(request: ApiRequest, record: (effect: NewEffect) => void): Reply {
    return this.shaped(this.route(request, record))
  }

  throttled(): Reply {
    return this.shaped(failure(429, "Too many requests"))
  }

  /** A refusal with its words where the settings say. */
  private shaped(reply: Reply): Reply {
    const { errorShape } = this.settings
    const { status, error } = (reply.body ?? {}) as {
      status?: string
      error?: { message: string }
    }
    return error && errorShape !== "error.message"
      ? { ...reply, body: { status, [errorShape]: error.message } }
      : reply
  }

  private route(
    request: ApiRequest,
    record: (effect: NewEffect) => void
  ): Reply {
    const { headers, method } = request
    if (
      headers["x-fngs-public-key"] !== this.credentials.publicKey ||
      headers["x-fngs-secret-key"] !== this.credentials.secretKey
    ) {
      return failure(401, "The API keys are missing or wrong")
    }

    const [version, noun, id, verb, ...more] = segmentsOf(request.path) ?? []
    const isOurs =
      version === "v0" && noun === "orders" && id && more.length === 0
    if (isOurs && verb === undefined && method === "GET") {
      return this.read(id)
    }
    if (isOurs && verb === "cancel" && method === "PATCH") {
      return this.cancel(request, id, record)
    }
    return failure(404, `Cannot ${method} ${request.path}`)
  }

  reset(): void {
    this.orders.clear()
    this.lastNumber = 1000
    Object.assign(this.settings, DEFAULTS)
  }

  private read(id: string): Reply {
    const order = this.orders.find(id)
    return order ? this.success(order) : failure(404, "Order not found")
  }

  private cancel(
    { body }: ApiRequest,
    id: string,
    record: (effect: NewEffect) => void
  ): Reply {
    if (!this.settings.writeAccess) {
      return failure(403, "These API keys have no write access")
    }
    if (body.type === "none" || body.type === "other") {
      return failure(400, "Send a JSON object as application/json")
    }
    if (body.type === "malformed" || !isRecord(body.value)) {
      return failure(400, "The body isn't a JSON object")
    }
    const unknown = Object.keys(body.value)
    if (unknown.length > 0) {
      return failure(400, `Unrecognized fields: ${unknown.join(", ")}`)
    }

    const order = this.orders.find(id)
    if (!order) {
      return failure(404, "Order not found")
    }
    const refusal = order.errorAs200 ? 200 : 400
    if (ENDS.includes(order.status)) {
      return failure(refusal, `The order is ${order.status} already`)
    }
    if (order.refuses !== null) {
      return failure(refusal, order.refuses)
    }
    order.status = "CANCELLED"
    record({ order_id: order.id, kind: "cancel" })
    return this.success(order)
  }

  private success(order: FungiesOrder): Reply {
    const isLower = this.settings.statusCase === "lower"
    const status = isLower ? order.status.toLowerCase() : order.status
    return {
      status: 200,
      body: {
        status: "success",
        data: {
          order: {
            object: "order",
            id: order.id,
            number: order.number,
            orderNumber: order.number,
            status,
            value: order.value,
            tax: order.tax,
            fee: order.fee,
            totalItems: order.totalItems,
            country: order.country,
            currency: order.currency,
            currencyDecimals: order.currencyDecimals,
            createdAt: order.createdAt,
            userId: order.userId,
            user: order.user,
          },
        },
      },
    }
  }
}
