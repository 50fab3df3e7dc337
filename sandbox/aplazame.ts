import { randomBytes } from "node:crypto"

import { z } from "@medusajs/framework/zod"

import type { ApiRequest, ProviderApi, Reply } from "./api"
import { isEmptyBody, isRecord, segmentsOf, unknownKeys } from "./api"
import type { NewEffect } from "./journal"
import { builderOf, OrderStore } from "./orders"

const environmentSchema = z.enum(["real", "sandbox"])

type Environment = z.infer<typeof environmentSchema>

const MEDIA_TYPES: Record<string, Environment> = {
  "application/vnd.aplazame.v1+json": "real",
  "application/vnd.aplazame.sandbox.v1+json": "sandbox",
}

const inputSchema = z
  .strictObject({
    /** The merchant's own id of the order, which is in the paths. */
    mid: z.string().min(1),
    /** With two implied decimals: 10050 is 100.50. */
    total_amount: z.number().int().min(0),
    currency: z.string().length(3).default("EUR"),
    /** `ok` is confirmed. `ko` is over, before it was confirmed. */
    status: z.enum(["pending", "ok", "ko"]).default("ok"),
    /** Why it is `ko`, such as `confirmation_rejected_by_merchant`. */
    status_reason: z.string().nullable().default(null),
    /**
     * What was paid to the merchant already. It is neither voided nor
     * cancelled.
     */
    captured: z.number().int().min(0).default(0),
    environment: environmentSchema.default("real"),
    /** When it was cancelled, in ISO 8601. */
    cancelled: z.string().nullable().default(null),
  })
  .refine(({ captured, total_amount }) => captured <= total_amount, {
    path: ["captured"],
    error: "is more than total_amount",
  })

type ParsedInput = z.output<typeof inputSchema>

export type AplazameOrderInput = z.input<typeof inputSchema>

export interface AplazameVoid {
  amount: number
  /** 32 hexadecimal digits. */
  id: string
  /** ISO 8601 with an offset. */
  created: string
}

export interface AplazameOrder extends ParsedInput {
  id: string
  created: string
  voids: AplazameVoid[]
}

export interface AplazameCredentials {
  privateKey: string
}

export interface AplazameSettings {
  /**
   * The answer to a second cancel. No document says it; one of Aplazame's shop
   * plugins treats a 404 as done.
   */
  repeatedCancel: "not_found" | "conflict" | "no_content"
}

const DEFAULTS: AplazameSettings = { repeatedCancel: "not_found" }

// only ObjectNotFoundException is known to be a name that Aplazame uses
const failure = (
  status: number,
  type: string,
  message: string,
  fields: Record<string, string[]> = {}
): Reply => ({ status, body: { error: { type, message, fields } } })

const notFound = () =>
  failure(404, "ObjectNotFoundException", "The order was not found")

const stateError = (message: string) =>
  failure(400, "OrderStateException", message)

/**
 * Aplazame, by its pages "Void order" and "Cancellation". Each void takes its
 * amount, so a repeated one takes it twice.
 */
export class AplazameApi implements ProviderApi<
  AplazameCredentials,
  AplazameSettings,
  AplazameOrderInput,
  AplazameOrder
> {
  readonly name = "aplazame"
  readonly basePath = ""
  readonly credentials = { privateKey: "api_aplazame_sandbox" }
  readonly settings: AplazameSettings = { ...DEFAULTS }
  readonly orders: OrderStore<AplazameOrderInput, AplazameOrder>

  constructor(private readonly clock: () => number) {
    this.orders = new OrderStore<AplazameOrderInput, AplazameOrder>({
      build: builderOf(inputSchema, (input) => ({
        ...input,
        id: newId(),
        created: this.timestamp(),
        voids: [],
      })),
      idOf: (order) => order.mid,
    })
  }

  handle(request: ApiRequest, record: (effect: NewEffect) => void): Reply {
    const reply = this.route(request, record)
    return {
      ...reply,
      headers: { "x-aplazame-media-type": "aplazame.v1", ...reply.headers },
    }
  }

  throttled(): Reply {
    return failure(429, "ThrottledException", "Too many requests")
  }

  reset(): void {
    this.orders.clear()
    Object.assign(this.settings, DEFAULTS)
  }

  private route(
    request: ApiRequest,
    record: (effect: NewEffect) => void
  ): Reply {
    const [noun, mid, verb, ...more] = segmentsOf(request.path) ?? []
    const isKnown = verb === undefined || verb === "void" || verb === "cancel"
    if (noun !== "orders" || !mid || !isKnown || more.length > 0) {
      return notFound()
    }
    const environment = environmentOf(request.headers["accept"] ?? "")
    if (!environment) {
      return failure(
        406,
        "NotAcceptableException",
        "The Accept header must name a version of the API"
      )
    }
    const bearer = `Bearer ${this.credentials.privateKey}`
    if (request.headers["authorization"] !== bearer) {
      return failure(
        401,
        "AuthenticationException",
        "The private key is missing or wrong"
      )
    }

    const order = this.orders.find(mid)
    const found = order?.environment === environment ? order : undefined
    switch (`${request.method} ${verb ?? ""}`) {
      case "GET ":
        return found ? { status: 200, body: detailOf(found) } : notFound()
      case "GET void":
        return found ? { status: 200, body: voidsOf(found) } : notFound()
      case "POST void":
        return this.void(request, found, record)
      case "POST cancel":
        return this.cancel(request, found, record)
      default:
        return failure(
          405,
          "MethodNotAllowedException",
          `${request.method} is not allowed here`
        )
    }
  }

  private void(
    { body }: ApiRequest,
    order: AplazameOrder | undefined,
    record: (effect: NewEffect) => void
  ): Reply {
    if (body.type === "other") {
      return failure(
        415,
        "UnsupportedMediaTypeException",
        "Send application/json"
      )
    }
    if (body.type === "malformed") {
      return failure(400, "ParseException", "The body isn't JSON")
    }
    const fields = body.type === "json" && isRecord(body.value) && body.value
    const unknown = fields ? unknownKeys(fields, ["amount"]) : []
    const amount = fields ? fields.amount : undefined
    if (
      typeof amount !== "number" ||
      !Number.isSafeInteger(amount) ||
      amount <= 0 ||
      unknown.length > 0
    ) {
      return invalid({
        ...(unknown.length === 0 && {
          amount: ["An integer above 0 is expected"],
        }),
        ...Object.fromEntries(unknown.map((key) => [key, ["Unknown field"]])),
      })
    }

    if (!order) {
      return notFound()
    }
    if (order.status !== "ok") {
      return stateError("Only a confirmed order can be voided")
    }
    if (order.cancelled !== null) {
      return stateError("The order is cancelled")
    }
    const remaining = remainingOf(order)
    if (amount > remaining) {
      return invalid({ amount: [`No more than ${remaining} remains`] })
    }
    order.voids.push({ amount, id: newId(), created: this.timestamp() })
    if (amount === remaining && order.captured === 0) {
      order.cancelled = this.timestamp()
    }
    record({ order_id: order.mid, kind: "void", amount })
    return { status: 200, body: voidsOf(order) }
  }

  private cancel(
    { body }: ApiRequest,
    order: AplazameOrder | undefined,
    record: (effect: NewEffect) => void
  ): Reply {
    // the page's PHP and C# samples post an empty object, the others nothing
    if (!isEmptyBody(body)) {
      return failure(400, "ValidationException", "No body is expected")
    }
    if (!order) {
      return notFound()
    }
    if (order.cancelled !== null) {
      return this.repeatedCancel()
    }
    if (order.status !== "ok") {
      return stateError("Only a confirmed order can be cancelled")
    }
    if (order.captured > 0) {
      return failure(409, "ConflictException", "The order is captured")
    }
    order.cancelled = this.timestamp()
    record({ order_id: order.mid, kind: "cancel" })
    return { status: 204 }
  }

  private repeatedCancel(): Reply {
    switch (this.settings.repeatedCancel) {
      case "not_found":
        return notFound()
      case "conflict":
        return failure(409, "ConflictException", "The order is cancelled")
      case "no_content":
        return { status: 204 }
    }
  }

  /** With microseconds and Madrid's summer offset, as in the page's sample. */
  private timestamp(): string {
    const local = new Date(this.clock() + 2 * 60 * 60 * 1000)
    return local.toISOString().replace("Z", "000+02:00")
  }
}

const newId = () => randomBytes(16).toString("hex")

function invalid(fields: Record<string, string[]>): Reply {
  return failure(400, "ValidationException", "The request is invalid", fields)
}

function environmentOf(accept: string): Environment | undefined {
  return accept
    .split(",")
    .map((range) => range.split(";")[0]?.trim().toLowerCase() ?? "")
    .map((range) => MEDIA_TYPES[range])
    .find((environment) => environment !== undefined)
}

function remainingOf(order: AplazameOrder): number {
  const voided = order.voids.reduce((sum, { amount }) => sum + amount, 0)
  return order.cancelled === null
    ? order.total_amount - voided - order.captured
    : 0
}

function voidsOf(order: AplazameOrder) {
  return { remaining_amount: remainingOf(order), results: [...order.voids] }
}

function detailOf(order: AplazameOrder) {
  const { id, mid, status, status_reason } = order
  const { total_amount, cancelled, created } = order
  const currency = { code: order.currency }
  return {
    id,
    mid,
    status,
    status_reason,
    total_amount,
    currency,
    cancelled,
    created,
  }
}
