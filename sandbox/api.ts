import type { NewEffect } from "./journal"
import type { OrderStore } from "./orders"

/** In the order of their default ports, 9101 to 9104. */
export const PROVIDERS = ["climes", "fungies", "aplazame", "akinon"] as const

export type ProviderName = (typeof PROVIDERS)[number]

/** The four, and an ERP that takes webhooks, on port 9105. */
export const SYSTEMS = [...PROVIDERS, "erp"] as const

export type SystemName = (typeof SYSTEMS)[number]

export type RequestBody =
  | { type: "none" }
  | { type: "json"; value: unknown }
  /** Claims to be JSON, and isn't. */
  | { type: "malformed"; raw: string }
  /** Has another content type, or none. */
  | { type: "other"; raw: string }

export interface ApiRequest {
  method: string
  /** Percent-encoded, without the query. */
  path: string
  /** With its question mark. Empty where there is none. */
  query: string
  headers: Record<string, string>
  body: RequestBody
  /** The body as it arrived. */
  raw: string
}

export interface Reply {
  status: number
  headers?: Record<string, string>
  /** Sent as JSON. Left out: no body. */
  body?: unknown
}

/**
 * What a provider decides about a request. It decides and changes its state in
 * one synchronous step. A fault can put that step before, after or without an
 * answer, and two requests never see each other's half-done work.
 */
export interface ProviderApi<
  Credentials,
  Settings,
  Input,
  Order extends object,
> {
  readonly name: SystemName
  /** Follows the origin in the base URL that a client configures. */
  readonly basePath: string
  readonly credentials: Credentials
  readonly settings: Settings
  readonly orders: OrderStore<Input, Order>
  handle(request: ApiRequest, record: (effect: NewEffect) => void): Reply
  /** A 429 in this provider's own shape. */
  throttled(): Reply
  reset(): void
}

/**
 * The path's segments, decoded one by one so that an encoded slash stays within
 * its segment. Null where an escape is broken.
 */
export function segmentsOf(path: string): string[] | null {
  try {
    return path.slice(1).split("/").map(decodeURIComponent)
  } catch {
    return null
  }
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value)
}

/** True for no body and for `{}`, which some vendors' samples send. */
export function isEmptyBody(body: RequestBody): boolean {
  return (
    body.type === "none" ||
    (body.type === "json" &&
      isRecord(body.value) &&
      Object.keys(body.value).length === 0)
  )
}

export function unknownKeys(
  value: Record<string, unknown>,
  known: readonly string[]
): string[] {
  return Object.keys(value).filter((key) => !known.includes(key))
}
