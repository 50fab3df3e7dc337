import { randomBytes } from "node:crypto"

import { z } from "@medusajs/framework/zod"

import { readCancel } from "./akinon-cancel"
import { invalid, refuse, required, STATUS } from "./akinon-wire"
import type { ApiRequest, ProviderApi, Reply } from "./api"
import { segmentsOf, unknownKeys } from "./api"
import type { NewEffect } from "./journal"
import { builderOf, OrderStore } from "./orders"

const inputSchema = z
  .strictObject({
    /** Left out: one is made up. */
    pk: z.number().int().positive().optional(),
    number: z.string().optional(),
    /** The number of order items, or their ids. One item is one unit. */
    items: z
      .union([
        z.number().int().min(1),
        z.array(z.number().int().positive()).min(1),
      ])
      .default(1),
    /** The status of the order and of its items. */
    status: z.number().int().default(STATUS.approved),
    /**
     * A cancel is answered with 200 and status 50 (cancellation waiting), and
     * settles this much later by the sandbox's clock. Null: it settles at once.
     */
    settlesAfterMs: z.number().min(0).nullable().default(null),
    /**
     * When it settles, it is turned down, and the former status is back. A list
     * of ids turns down these items, and the others are canceled.
     */
    refusesLater: z
      .union([z.boolean(), z.array(z.number().int().positive()).min(1)])
      .default(false),
    /**
     * False: an order whose items were all canceled in parts stays as it was,
     * and only a full cancellation cancels it. No document says which is right.
     */
    followsItems: z.boolean().default(true),
    /** A rule that forbids cancelling, in words. Each cancel is then a 406. */
    ruleFails: z.string().nullable().default(null),
  })
  .refine((input) => !input.refusesLater || input.settlesAfterMs !== null, {
    path: ["refusesLater"],
    error: "needs settlesAfterMs",
  })

type ParsedInput = z.output<typeof inputSchema>

export type AkinonOrderInput = z.input<typeof inputSchema>

export interface AkinonOrderItem {
  pk: number
  status: number
  /** When a waiting cancel settles, in epoch milliseconds. */
  settles_at: number | null
}

export interface AkinonOrder extends Omit<ParsedInput, "items"> {
  pk: number
  number: string
  /**
   * Follows from the items: 100 when all are canceled (without `followsItems`,
   * by a full cancellation), 50 when any waits.
   */
  status: number
  /** Whether a full cancellation was taken. */
  is_all_canceled: boolean
  /** The status of the order and its items before anything was canceled. */
  initial_status: number
  orderitem_set: AkinonOrderItem[]
}

export interface AkinonCredentials {
  username: string
  password: string
  /** A token that is valid without a login. */
  token: string
}

export interface AkinonSettings {
  /** Differs by installation. It has no slash at the end. */
  prefix: string
  /** Ids of cancellation reasons, which differ by installation. */
  validReasons: number[]
  /** Whether each canceled item needs a reason. The page doesn't say. */
  reasonsRequired: boolean
  /**
   * Where orders can be read: `integration` and `items` are documented,
   * `detail` is assumed. A path that is left out doesn't exist.
   */
  recordPaths: AkinonRecordPath[]
  /** The name of the items in an order's detail. No document says it. */
  itemsKey: "orderitem_set" | "order_items" | "items"
}

export type AkinonRecordPath = "integration" | "items" | "detail"

const defaults = (): AkinonSettings => ({
  prefix: "/api/i1",
  validReasons: [10, 11, 12],
  reasonsRequired: false,
  recordPaths: ["integration", "items", "detail"],
  itemsKey: "orderitem_set",
})

type Route =
  | { type: "login" }
  | { type: "read"; path: AkinonRecordPath; pk: string }
  | { type: "cancel"; pk: string }

/**
 * Akinon Omnitron, by its page "Order Cancellation". Errors have the shapes of
 * Django REST framework, which Akinon's own clients expect.
 */
export class AkinonApi implements ProviderApi<
  AkinonCredentials,
  AkinonSettings,
  AkinonOrderInput,
  AkinonOrder
> {
  readonly name = "akinon"
  readonly basePath = ""
  readonly credentials = {
    username: "sandbox",
    password: "akinon-sandbox-password",
    token: "akinon-sandbox-token",
  }
  readonly settings: AkinonSettings = defaults()
  readonly orders: OrderStore<AkinonOrderInput, AkinonOrder>
  private loginToken: string | null = null
  private isStaticTokenValid = true
  private lastOrder = 1000
  private lastItem = 5000

  constructor(private readonly clock: () => number) {
    this.orders = new OrderStore<AkinonOrderInput, AkinonOrder>({
      build: builderOf(inputSchema, (input) => this.build(input)),
      idOf: (order) => String(order.pk),
      settle: (order) => this.settle(order),
    })
  }

  /**
   * Makes the token of the last login invalid, so that the next call gets a
   * 401. With `static`, the token in `credentials` is invalid too, until a
   * reset.
   */
  expireTokens(options: { static?: boolean } = {}): void {
    this.loginToken = null
    if (options.static) {
      this.isStaticTokenValid = false
    }
  }

  handle(request: ApiRequest, record: (effect: NewEffect) => void): Reply {
    const route = this.routeOf(request.path, request.query)
    if (!route) {
      // Django's APPEND_SLASH redirects the client to the path with a slash
      return this.routeOf(`${request.path}/`, request.query)
        ? {
            status: 301,
            headers: { location: `${request.path}/${request.query}` },
          }
        : refuse(404, "Not found.", "not_found")
    }
    if (route.type === "login") {
      return request.method === "POST"
        ? this.login(request)
        : methodNotAllowed(request.method)
    }

    const denied = this.authenticate(request.headers["authorization"])
    if (denied) {
      return denied
    }
    if (request.method !== (route.type === "read" ? "GET" : "POST")) {
      return methodNotAllowed(request.method)
    }
    const order = this.orders.find(route.pk)
    if (route.type === "read" && route.path === "items") {
      return { status: 200, body: order ? itemsOf(order) : [] }
    }
    if (!order) {
      return refuse(404, "Not found.", "not_found")
    }
    return route.type === "read"
      ? { status: 200, body: this.detailOf(order) }
      : this.cancel(request, order, record)
  }

  throttled(): Reply {
    return refuse(429, "Request was throttled.", "throttled")
  }

  reset(): void {
    this.orders.clear()
    this.loginToken = null
    this.isStaticTokenValid = true
    this.lastOrder = 1000
    this.lastItem = 5000
    Object.assign(this.settings, defaults())
  }

  private build(input: ParsedInput): AkinonOrder {
    const { items, ...rest } = input
    const pks =
      typeof items === "number"
        ? Array.from({ length: items }, () => (this.lastItem += 1))
        : items
    if (new Set(pks).size !== pks.length) {
      throw new Error("An order item is listed twice; list each id once.")
    }
    const pk = input.pk ?? this.lastOrder + 1
    this.lastOrder = Math.max(this.lastOrder, pk)
    return {
      ...rest,
      pk,
      number: input.number ?? `SB${pk}`,
      initial_status: input.status,
      is_all_canceled: false,
      orderitem_set: pks.map((itemPk) => ({
        pk: itemPk,
        status: input.status,
        settles_at: null,
      })),
    }
  }

  private routeOf(path: string, query: string): Route | null {
    const { prefix } = this.settings
    if (!path.startsWith(`${prefix}/`)) {
      return null
    }
    const segments = segmentsOf(path.slice(prefix.length)) ?? []
    const [noun, id, third, fourth] = segments
    const isNumber = id !== undefined && /^\d+$/.test(id)
    if (noun === "auth" && id === "login" && third === "") {
      return segments.length === 3 ? { type: "login" } : null
    }
    const read = readIn(segments, query)
    if (read) {
      return this.settings.recordPaths.includes(read.path) ? read : null
    }
    if (noun !== "orders" || !isNumber) {
      return null
    }
    return third === "cancel" && fourth === "" && segments.length === 4
      ? { type: "cancel", pk: String(Number(id)) }
      : null
  }

  private login({ body }: ApiRequest): Reply {
    const fields = required(body)
    if ("status" in fields) {
      return fields
    }
    const { username, password } = fields.value
    for (const key of ["username", "password"]) {
      if (typeof fields.value[key] !== "string") {
        return invalid(key, "This field is required.")
      }
    }
    const [unknown] = unknownKeys(fields.value, ["username", "password"])
    if (unknown !== undefined) {
      return invalid(unknown, "Unknown field.")
    }
    if (
      username !== this.credentials.username ||
      password !== this.credentials.password
    ) {
      return invalid("non_field_errors", "The username or password is wrong.")
    }
    // as in Django, a second login gets the same token
    this.loginToken ??= randomBytes(20).toString("hex")
    return { status: 200, body: { key: this.loginToken } }
  }

  private authenticate(header: string | undefined): Reply | null {
    if (!header) {
      return refuse(401, "Credentials were not provided.", "not_authenticated")
    }
    const token = header.startsWith("Token ") ? header.slice(6) : null
    const isValid =
      token !== null &&
      (token === this.loginToken ||
        (token === this.credentials.token && this.isStaticTokenValid))
    return isValid
      ? null
      : refuse(401, "Invalid token.", "authentication_failed")
  }

  private cancel(
    request: ApiRequest,
    order: AkinonOrder,
    record: (effect: NewEffect) => void
  ): Reply {
    const read = readCancel(request.body, order, this.settings)
    if ("status" in read) {
      return read
    }
    if (order.ruleFails !== null) {
      return refuse(406, order.ruleFails, "rule_failed")
    }

    const settlesAt =
      order.settlesAfterMs === null ? null : this.clock() + order.settlesAfterMs
    for (const item of order.orderitem_set) {
      if (read.items.includes(item.pk)) {
        item.status = settlesAt === null ? STATUS.canceled : STATUS.waiting
        item.settles_at = settlesAt
      }
    }
    order.is_all_canceled ||= read.isAll
    order.status = statusOf(order)
    record({
      order_id: String(order.pk),
      kind: read.isAll ? "cancel" : "void",
      items: read.items,
    })
    return {
      status: 200,
      body: read.returnDetails ? this.detailOf(order) : { order: order.pk },
    }
  }

  private settle(order: AkinonOrder): void {
    for (const item of order.orderitem_set) {
      if (item.settles_at !== null && item.settles_at <= this.clock()) {
        const isRefused =
          order.refusesLater === true ||
          (order.refusesLater !== false && order.refusesLater.includes(item.pk))
        item.settles_at = null
        item.status = isRefused ? order.initial_status : STATUS.canceled
        order.is_all_canceled &&= !isRefused
      }
    }
    order.status = statusOf(order)
  }

  private detailOf(order: AkinonOrder) {
    const { pk, number, status } = order
    return {
      pk,
      number,
      status,
      [this.settings.itemsKey]: order.orderitem_set.map((item) => ({
        pk: item.pk,
        status: item.status,
      })),
    }
  }
}

/** What a path would read, whether or not it exists here. */
function readIn(
  [noun, id = "", third, fourth, ...more]: string[],
  query: string
): Extract<Route, { type: "read" }> | null {
  const isNumber = /^\d+$/.test(id)
  const pk = String(Number(id))
  if (noun === "order_item" && id === "detailed_integration" && third === "") {
    const order = new URLSearchParams(query).get("order") ?? ""
    const isAsked = /^\d+$/.test(order) && fourth === undefined
    return isAsked
      ? { type: "read", path: "items", pk: String(Number(order)) }
      : null
  }
  if (!isNumber || more.length > 0) {
    return null
  }
  if (noun === "orders" && third === "" && fourth === undefined) {
    return { type: "read", path: "detail", pk }
  }
  return noun === "orders_integration" &&
    third === "detailed_integration" &&
    fourth === ""
    ? { type: "read", path: "integration", pk }
    : null
}

function itemsOf(order: AkinonOrder) {
  return order.orderitem_set.map(({ pk, status }) => ({
    pk,
    status,
    order: order.pk,
  }))
}

function statusOf(order: AkinonOrder): number {
  const items = order.orderitem_set
  if (items.every(({ status }) => status === STATUS.canceled)) {
    return order.followsItems || order.is_all_canceled
      ? STATUS.canceled
      : order.initial_status
  }
  return items.some(({ status }) => status === STATUS.waiting)
    ? STATUS.waiting
    : order.initial_status
}

function methodNotAllowed(method: string): Reply {
  return refuse(405, `Method "${method}" not allowed.`, "method_not_allowed")
}
